from __future__ import annotations

import gc

import pytest

from sijill.loading import for_good


def load(what: dict[str, int]) -> int:
    with for_good():
        assert not gc.isenabled()
        return what["weights"]


@pytest.mark.parametrize("enabled", [True, False])
def test_collecting_is_as_before_whatever_happens_within(enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        assert load({"weights": 1}) == 1
        with pytest.raises(KeyError):
            load({})
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
