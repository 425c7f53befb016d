"""What a folder holds, and whether a path stays inside it once its links are followed."""

import os
from pathlib import Path

from generator.errors import Location, Problem, did_you_mean
from generator.text import Said, quoted, say

NOT_DATA = (".yml", ".yaml", ".md")
LOCKS = ("~$", ".")
"""How files begin that an office program or a system leaves behind: they are no data."""
MANY = 10
MAX_VISITED = 2000
"""Files looked at for the list of what is there."""


def leads_outside(path: Path, folder: Path) -> bool:
    """Say whether a path really lies outside a folder, following every link.

    A loop or a dangling link counts as what it last leads to.
    """
    real, real_folder = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath([real, real_folder]) != real_folder


def nothing_there(at: Location, what: Said, wanted: str, folder: Path) -> Problem:
    """Return the problem of a file that is not there, with those that are and the one most like it."""
    there = data_files(folder)
    expected = say(en="a file, and the campaign's folder has none", zh="一个文件，而活动文件夹里还没有")
    if there:
        names = quoted(there[:MANY])
        listed = say(en="{names} and more", zh="{names} 等", names=names) if len(there) > MANY else names
        expected = say(en="a file of the campaign's folder: {listed}", zh="活动文件夹里的文件：{listed}", listed=listed)
    return Problem(at, what, expected, did_you_mean(wanted, there))


def data_files(folder: Path) -> tuple[str, ...]:
    """Name the files that might be meant, relative to the folder; links to folders are not followed."""
    names: list[str] = []
    for top, _, files in os.walk(folder):
        inside = Path(top).relative_to(folder)
        names += [(inside / name).as_posix() for name in files if not name.startswith(LOCKS)]
        if len(names) > MAX_VISITED:
            break
    return tuple(sorted(name for name in names if not name.lower().endswith(NOT_DATA)))
