from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from sijill.desk.security import forgery


def test_a_token_belongs_to_one_session() -> None:
    one, other = forgery.new_session(), forgery.new_session()
    assert forgery.is_ours(one, forgery.token(one))
    assert not forgery.is_ours(other, forgery.token(one))
    assert not forgery.is_ours(None, forgery.token(one))
    assert not forgery.is_ours(one, None)
    assert not forgery.is_ours("", forgery.token(""))
    assert one not in forgery.token(one)


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://desk"}, False),
        ({"origin": "http://desk", "host": "desk"}, True),
        ({"origin": "http://desk:1", "host": "desk:2"}, False),
        ({"origin": "null", "host": "desk"}, False),
    ],
)
def test_where_a_request_comes_from(headers: dict[str, str], ours: bool) -> None:
    assert forgery.comes_from_here(Headers(headers)) == ours
