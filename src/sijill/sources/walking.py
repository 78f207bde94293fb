"""From paths to files: folders are walked in the order of their names, hidden entries skipped."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from sijill.errors import SourceError
from sijill.sources.problems import SetAside

STANDARD_INPUT = "-"


def check_paths(paths: Sequence[str]) -> None:
    """Raises SourceError where one of `paths` does not exist or cannot be looked at."""
    for path in paths:
        if path == STANDARD_INPUT:
            continue
        try:
            os.lstat(path)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise SourceError(f"{path!r} cannot be read ({reason}): check the path") from None


def walk(paths: Sequence[str]) -> Iterator[tuple[str, SetAside | None]]:
    """Every file under `paths`, each with None, or with the reason why it cannot be opened.

    Links are followed; a folder that holds itself by one is set aside. Standard input is `-`.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield path, None
        else:
            yield from _walk(path)


def _walk(root: str) -> Iterator[tuple[str, SetAside | None]]:
    above: list[tuple[int, int]] = []  # device and inode of the folders that are open
    levels: list[Iterator[str]] = [iter([root])]
    while levels:
        path = next(levels[-1], None)
        if path is None:
            levels.pop()
            if above:
                above.pop()
            continue
        try:
            found = os.stat(path)
            if stat.S_ISDIR(found.st_mode):
                if (found.st_dev, found.st_ino) in above:
                    raise SetAside("loop")
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))
            elif not stat.S_ISREG(found.st_mode):
                raise SetAside("not-a-file")
        except SetAside as problem:
            yield path, problem
        except OSError as error:
            yield path, SetAside("unreadable", error=error.strerror)
        else:
            if stat.S_ISDIR(found.st_mode):
                above.append((found.st_dev, found.st_ino))
                levels.append(iter([os.path.join(path, name) for name in names]))
            else:
                yield path, None


def stem(path: str) -> str:
    """The name of a file without its folder and ending; of a `.gz`, without both endings."""
    if path == STANDARD_INPUT:
        return "stdin"
    name = Path(path).name
    return Path(name.removesuffix(".gz")).stem or name
