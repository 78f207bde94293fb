"""Signing in and out, one's password, and for admins the accounts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sijill.desk.security import forgery
from sijill.desk.security.accounts import Role
from sijill.desk.viewer import Administering, AnyView, Form, Reading, field, local
from sijill.errors import UsageError

router = APIRouter()


@router.get("/sign-in")
def sign_in_form(view: AnyView, next: str = "/") -> Response:
    """The form to sign in."""
    if not view.desk.settings.accounts:
        return view.redirect("/")
    return view.render("sign_in.html", wanted=local(next), refused=None, name="", has_account=view.desk.has_account)


@router.post("/sign-in")
def sign_in(request: Request, view: AnyView, form: Form) -> Response:
    """Begin a session, under a new cookie."""
    desk, name = view.desk, field(form, "name")
    if not desk.settings.accounts:
        return view.redirect("/")
    wanted = local(field(form, "next"))
    address = request.client.host if request.client else "?"
    keys = (f"address {address}", f"account {name}")

    def again(key: str, status: int) -> Response:
        values = {"wanted": wanted, "refused": view.language(key), "name": name, "has_account": desk.has_account}
        return view.render("sign_in.html", status=status, **values)

    if not desk.sign_ins.allows(*keys):
        return again("sign_in.too_often", 429)
    password = form.get("password")
    session = desk.accounts.sign_in(name, password if isinstance(password, str) else "")
    if session is None:
        return again("sign_in.wrong", 401)
    desk.sign_ins.forget(*keys)
    response = view.redirect(wanted)
    view.keep_session(response, session)
    return response


@router.post("/sign-out")
def sign_out(view: Reading, form: Form) -> Response:
    """End the session."""
    view.desk.accounts.sign_out(view.session)
    response = view.redirect("/sign-in")
    view.keep_session(response, forgery.new_session())
    return response


@router.get("/password")
def password_form(view: Reading) -> Response:
    """The form for one's own password."""
    return view.render("password.html", refused=None, done=False)


@router.post("/password")
def change_password(view: Reading, form: Form) -> Response:
    """Change one's own password; every session of the account ends, and a new one begins."""
    account = view.viewer.account
    if account is None:
        return view.redirect("/")
    old, new = form.get("old"), form.get("new")
    if not view.desk.sign_ins.allows(f"account {account.name}"):
        return view.render("password.html", status=429, refused=view.language("sign_in.too_often"), done=False)
    if view.desk.accounts.sign_in(account.name, old if isinstance(old, str) else "") is None:
        return view.render("password.html", status=400, refused=view.language("sign_in.wrong"), done=False)
    try:
        new = new if isinstance(new, str) else ""
        view.desk.accounts.change(account.name, password=new, by=account.name)
    except UsageError as error:
        return view.render("password.html", status=400, refused=str(error), done=False)
    response = view.render("password.html", refused=None, done=True)
    session = view.desk.accounts.sign_in(account.name, new)
    if session:
        view.keep_session(response, session)
    return response


@router.get("/accounts")
def accounts(view: Administering) -> Response:
    """Everybody who may sign in."""
    return _page(view)


@router.post("/accounts")
def add_account(view: Administering, form: Form) -> Response:
    """Open an account."""
    try:
        role = _role(field(form, "role"))
        password = form.get("password")
        text = password if isinstance(password, str) else ""
        view.desk.accounts.add(field(form, "name"), text, role, by=view.viewer.name)
    except UsageError as error:
        return _page(view, refused=str(error))
    vars(view.desk).pop("has_account", None)
    return view.redirect("/accounts")


@router.post("/accounts/role")
def change_role(view: Administering, form: Form) -> Response:
    """Give an account another role."""
    try:
        view.desk.accounts.change(field(form, "name"), role=_role(field(form, "role")), by=view.viewer.name)
    except UsageError as error:
        return _page(view, refused=str(error))
    return view.redirect("/accounts")


@router.post("/accounts/close")
def close_account(view: Administering, form: Form) -> Response:
    """Close an account."""
    try:
        view.desk.accounts.close(field(form, "name"), by=view.viewer.name)
    except UsageError as error:
        return _page(view, refused=str(error))
    return view.redirect("/accounts")


def _role(value: str) -> Role:
    try:
        return Role(value)
    except ValueError as error:
        raise UsageError(f"there is no role {value[:40]!r}; choose of {', '.join(Role)}") from error


def _page(view: Administering, refused: str | None = None) -> Response:
    values = {"all_accounts": view.desk.accounts.all(), "roles": list(Role), "refused": refused}
    return view.render("accounts.html", status=400 if refused else 200, **values)
