"""`sijill revise`."""

from __future__ import annotations

import getpass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import LedgerOption, Lines, LinesOption
from sijill.errors import UsageError
from sijill.settings import ledger_address

if TYPE_CHECKING:
    from sijill.ledger import Ledger
    from sijill.reconcile import Revision


class What(StrEnum):
    """What a revision does, or that they are to be listed."""

    MERGE = "merge"
    SPLIT = "split"
    APART = "apart"
    CORRECT = "correct"
    ACCEPT = "accept"
    REJECT = "reject"
    UNDO = "undo"
    LIST = "list"


def run(
    what: Annotated[
        What,
        typer.Argument(
            help="merge claims into one event; split claims from the rest of theirs (--from); apart: a claim is not "
            "of the event of others (--from); correct a claim's --field to --value; accept or reject claims; undo a "
            "revision by its number; list them."
        ),
    ],
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="[CLAIM…]", help="Claims, by id or its beginning; undo: the number.")
    ] = None,
    against: Annotated[
        list[str] | None, typer.Option("--from", metavar="CLAIM", help="Claims that stay, for split and apart.")
    ] = None,
    field: Annotated[str | None, typer.Option(metavar="NAME", help="The field to correct, as count.")] = None,
    value: Annotated[
        str | None, typer.Option(metavar="JSON", help="Its value as in claims' JSON: [52, 52], '\"planned\"', null.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; kept with the revision.")] = None,
    author: Annotated[str | None, typer.Option(help="Who; else the name you are logged in by.")] = None,
    form: LinesOption = Lines.TABLE,
    ledger: LedgerOption = None,
) -> None:
    """Decide over claims: merge, split, correct, accept, reject; and undo.

    No claim is changed: a revision is kept with its author, time and reason, and is applied whenever events are made.
    """
    from sijill.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(ledger_address(ledger), create=False) as book:
        if what is What.LIST:
            found = book.revisions()
        else:
            found = [_revise(book, what, claims or [], against or [], field, value, reason, author)]
    from sijill.cli import output  # noqa: PLC0415

    if form is Lines.JSONL:
        output.print_jsonl(found)
    else:
        headings = ("revision", "kind", "holds", "author", "time", "claims", "from", "change", "reason")
        output.print_table(
            [*map(output.Cell, headings[:5]), *(output.Cell(h, False) for h in headings[5:])], map(_row, found)
        )


def _revise(
    book: Ledger,
    what: What,
    claims: list[str],
    against: list[str],
    field: str | None,
    value: str | None,
    reason: str | None,
    author: str | None,
) -> Revision:
    import msgspec  # noqa: PLC0415

    from sijill.reconcile import FIELDS  # noqa: PLC0415

    if not reason:
        raise UsageError("--reason is missing: say why, it is kept with the revision")
    undoes = None
    if what is What.UNDO:
        if len(claims) != 1 or not claims[0].isdigit():
            raise UsageError("undo: name one revision by its number; `sijill revise list` shows them")
        undoes, claims = int(claims[0]), []
    made: object = None
    if what is What.CORRECT:
        if field is None or value is None:
            raise UsageError("correct: --field and --value are needed, as --field count --value '[52, 52]'")
        if field not in FIELDS:
            raise UsageError(f"--field {field}: unknown; choose of {', '.join(FIELDS)}")
        try:
            made = msgspec.json.decode(value)
        except msgspec.DecodeError as error:
            raise UsageError(f"--value {value!r} is no JSON ({error}); quote a word twice: '\"planned\"'") from error
    return book.revise(
        what.value,  # type: ignore[arg-type]  # all but LIST are kinds
        [book.claim(claim).id for claim in claims],
        author=author or getpass.getuser(),
        reason=reason,
        against=[book.claim(claim).id for claim in against],
        field=field,  # type: ignore[arg-type]  # one of FIELDS
        value=made,
        undoes=undoes,
    )


def _holds(revision: Revision) -> str:
    if revision.kind == "undo":
        return ""
    if not revision.active:
        return "no"
    if not revision.gone:
        return "yes"
    gone = ", ".join(revision.gone)
    return f"no: claim is gone ({gone})" if revision.idle else f"in part: claim is gone ({gone})"


def _row(revision: Revision) -> list[str]:
    import msgspec  # noqa: PLC0415

    change = f"{revision.field} = {msgspec.json.encode(revision.value).decode()}" if revision.field else ""
    return [
        str(revision.id),
        revision.kind,
        _holds(revision),
        revision.author,
        revision.time,
        ", ".join(revision.claims),
        ", ".join(revision.against),
        f"undoes {revision.undoes}" if revision.undoes is not None else change,
        revision.reason,
    ]
