"""The command line: `sijill COMMAND …`.

A command is a function `run` in a module of its own, whose docstring is its help. It is loaded when it is called, or
when all are listed; so these modules import at their head only what their options need, and the rest in `run`.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sijill import __version__
from sijill.errors import EXIT_INTERRUPTED, SijillError

COMMANDS = {
    "read": "sijill.cli.read",
    "code": "sijill.cli.code",
    "claims": "sijill.cli.claims",
    "show": "sijill.cli.show",
    "events": "sijill.cli.events",
    "event": "sijill.cli.event",
    "balance": "sijill.cli.balance",
    "deals": "sijill.cli.deals",
    "deal": "sijill.cli.deal",
    "relation": "sijill.cli.relation",
    "revise": "sijill.cli.revise",
    "digest": "sijill.cli.digest",
    "overview": "sijill.cli.overview",
    "problems": "sijill.cli.problems",
    "explain": "sijill.cli.explain",
    "desk": "sijill.cli.desk",
    "accounts": "sijill.cli.accounts",
}
"""The commands, in the order of the help, and the module of each."""


class _Commands(TyperGroup):
    """The commands of `COMMANDS`, each loaded when it is needed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name])
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        if hasattr(module, "several"):
            app = module.several
        else:
            app.command(cmd_name)(module.run)
        return typer.main.get_command(app)

    def invoke(self, ctx: Any) -> Any:
        """Run the command, and end in one line and the right status whatever a user can cause."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except SijillError as error:
            print(f"sijill: {' '.join(str(error).split())}", file=sys.stderr)
            raise typer.Exit(error.status) from error
        except KeyboardInterrupt as error:
            print("sijill: interrupted; what was written stays, run again for the rest", file=sys.stderr)
            raise typer.Exit(EXIT_INTERRUPTED) from error
        except BrokenPipeError as error:
            # Whoever reads our output has enough. Python flushes once more at its end, and would complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit from error
        return result


app = typer.Typer(cls=_Commands, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"sijill {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it and end.")
    ] = False,
) -> None:
    """Read news reports, Arabic first, into a sourced ledger of detentions, releases, sanctions and talks.

    Every claim leads back to the sentence it came from. Begin with: sijill read FOLDER; sijill overview.

    Exit status: 0 all was read; 1 done, but something was set aside; 2 called wrongly; 3 the ledger cannot be used;
    130 interrupted.
    """


def main() -> None:
    """The entry point of `sijill`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="sijill")
