import re
from importlib.resources import files
from pathlib import Path

from sijill import __version__, code
from sijill.coding import CODER, version


def test_a_claim_names_its_coder() -> None:
    [claim] = code("أفرجت مصر عن خمسة صحافيين.", date="2025-11-26")
    assert claim.coder == CODER
    assert re.fullmatch(rf"sijill-rules/{re.escape(__version__)}\+[0-9a-f]{{8}}", CODER)


def test_the_fingerprint_is_of_the_files_alone() -> None:
    assert version.fingerprint() == version.fingerprint() == CODER[-8:]


def test_every_room_of_the_coder_counts() -> None:
    rooms = {f"sijill.coding.{path.parent.name}" for path in Path(version.__file__).parent.glob("*/*.py")}
    assert rooms <= set(version.ROOMS)


def test_every_file_of_the_rooms_counts() -> None:
    names = [file.name for room in version.ROOMS for file in files(room).iterdir() if file.is_file()]
    assert [name for name in names if not name.endswith(version.KINDS)] == []
