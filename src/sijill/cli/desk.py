"""`sijill desk`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.options import LedgerOption
from sijill.errors import UsageError
from sijill.settings import ledger_address

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from sijill.desk import Settings

_Certificate = Annotated[
    str | None, typer.Option("--certificate", metavar="FILE", help="Serve HTTPS with this certificate (PEM).")
]
_Names = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="HOST", help="A host name by which the desk answers, as desk.example.org."),
]


def run(
    *,
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8765,
    accounts: Annotated[bool, typer.Option("--accounts", help="Everybody signs in; see sijill accounts.")] = False,
    name: _Names = None,
    certificate: _Certificate = None,
    key: Annotated[str | None, typer.Option("--key", metavar="FILE", help="The certificate's private key.")] = None,
    browser: Annotated[bool, typer.Option(help="Open it in the browser.")] = True,
) -> None:
    """Serve the desk: read, check and correct the ledger in a browser. Ctrl-C ends it.

    It listens on this machine alone. Elsewhere it needs --accounts, and should have HTTPS: --certificate and --key, or
    a server before it that brings its own.
    """
    from sijill.desk.settings import Settings, is_local  # noqa: PLC0415

    if not is_local(host) and not accounts:
        raise UsageError(f"--host {host}: the desk leaves this machine only with --accounts (see `sijill accounts`)")
    if bool(certificate) != bool(key):
        raise UsageError("--certificate and --key go together")
    files = [_file("--certificate", certificate), _file("--key", key)]
    settings = Settings(host=host, port=port, accounts=accounts, names=tuple(name or ()))
    _serve(ledger_address(ledger), settings, files, browser=browser)


def _serve(address: str, settings: Settings, files: list[Path | None], *, browser: bool) -> None:

    import threading  # noqa: PLC0415
    from contextlib import suppress  # noqa: PLC0415

    import uvicorn  # noqa: PLC0415

    from sijill.desk import create_app  # noqa: PLC0415
    from sijill.desk.settings import is_local  # noqa: PLC0415
    from sijill.ledger import Ledger  # noqa: PLC0415

    certificate, key = files
    with Ledger.open(address) as book:
        app = create_app(book, settings)
        if settings.accounts and not app.state.desk.has_account:
            print("no account yet: make one with `sijill accounts add NAME --role admin`")
        config = uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            log_level="warning",
            proxy_headers=settings.accounts,
            server_header=False,
            ssl_certfile=certificate,
            ssl_keyfile=key,
        )
        try:
            listening = _listen(settings)
        except OSError as error:
            advice = "choose another --port" if settings.port else "choose another --host"
            raise UsageError(
                f"cannot listen on {settings.host}:{settings.port} ({error.strerror}): {advice}"
            ) from error
        scheme = "https" if certificate else "http"
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        where = f"{scheme}://{shown}:{listening.getsockname()[1]}/"
        print(f"the desk is open: {where}  (Ctrl-C closes it)", flush=True)
        if not certificate and not is_local(settings.host):
            print(
                "no HTTPS: passwords can be read on their way; give --certificate and --key, or serve it behind a proxy"
            )
        threading.Thread(target=app.state.desk.warm, daemon=True).start()
        if browser:
            _open_browser(where)
        with listening, suppress(KeyboardInterrupt):  # Ctrl-C is how one closes it
            uvicorn.Server(config).run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    import socket  # noqa: PLC0415

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((settings.host, settings.port))
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made


def _open_browser(where: str) -> None:
    """Ask for the browser once the desk answers; a machine without one is no failure."""
    import threading  # noqa: PLC0415
    import webbrowser  # noqa: PLC0415

    threading.Timer(0.5, webbrowser.open, (where,)).start()


def _file(option: str, name: str | None) -> Path | None:
    from pathlib import Path  # noqa: PLC0415

    if name is None:
        return None
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"{option} {name}: there is no such file")
    return path
