"""What a folder holds, and whether a path stays inside it once its links are followed."""

import os
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path, PurePosixPath

from generator.errors import Location, Problem, did_you_mean
from generator.text import Said, quoted, say

NOT_DATA = (".yml", ".yaml", ".md")
LOCKS = ("~$", ".")
"""How files begin that an office program or a system leaves behind: they are no data."""
MANY = 10
MAX_VISITED = 2000
"""Files looked at for the list of what is there."""


MOST = 10_000
"""Files and folders that a pattern is held against, where site_config.yml says no other number."""
DEEPEST = 40
"""Folders inside one another."""
_MAGIC = re.compile(r"[*?\[]")
_ANY_DEPTH = 2
"""`**` in one pattern; with more of them the ways to match grow faster than the files."""

_A_GLOB = say(en="a glob such as data/*.csv", zh="data/*.csv 这样的通配符")


class RefusedError(Exception):
    """A pattern that is not followed: what was found, what was expected, what to try."""

    def __init__(self, what: Said, expected: Said, hint: Said = "") -> None:
        super().__init__(str(what))
        self.what, self.expected, self.hint = what, expected, hint

    def at(self, place: Location) -> Problem:
        """Return it as the problem of a place."""
        return Problem(place, self.what, self.expected, self.hint)


def matching(folder: Path, pattern: str, most: int = MOST) -> list[Path]:
    """Return the files and folders a glob finds, sorted; no way leads up, or through a link to a folder.

    Raises RefusedError for such a way, for more than `most` entries to look at, and for what is no pattern.
    """
    parts = PurePosixPath(pattern).parts
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        what = say(en="`{pattern}` leaves the campaign's folder", zh="`{pattern}` 超出了活动文件夹", pattern=pattern)
        raise RefusedError(what, say(en="a path inside it", zh="活动文件夹里面的路径"))
    if parts.count("**") > _ANY_DEPTH:
        what = say(
            en="`{pattern}` has more than {most} `**`",
            zh="`{pattern}` 里的 `**` 超过 {most} 个",
            pattern=pattern,
            most=_ANY_DEPTH,
        )
        raise RefusedError(what, _A_GLOB)
    fixed = list(takewhile(lambda part: not _MAGIC.search(part), parts[:-1]))
    base = folder
    for part in fixed:
        base = base / part
        if base.is_symlink():
            raise _linked(base, folder)
    if len(fixed) < len(parts) and any(map(_MAGIC.search, parts)):
        _look_over(base, folder, most)
    try:
        return sorted(path for path in folder.glob(pattern) if not path.name.startswith(LOCKS))
    except (ValueError, IndexError, NotImplementedError, OSError):  # glob's own refusals
        what = say(en="`{pattern}` is not a pattern", zh="`{pattern}` 不是通配符", pattern=pattern)
        raise RefusedError(what, _A_GLOB) from None


def _look_over(base: Path, folder: Path, most: int) -> None:
    """Refuse links to folders, by which a pattern could go out or round in circles, and too many entries."""
    for seen, entry in enumerate(_entries(base, DEEPEST), 1):
        if seen > most:
            hint = say(
                en="`limits: {{files: …}}` in site_config.yml sets another limit",
                zh="可在 site_config.yml 里用 `limits: {{files: …}}` 另设上限",
            )
            what = say(en="the folder holds too many files", zh="文件夹里的文件太多")
            raise RefusedError(what, say(en="at most {most:,}", zh="最多 {most:,} 个", most=most), hint)
        if entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112  a circle of links is no folder
            raise _linked(Path(entry.path), folder)


def _entries(folder: Path, deep: int) -> Iterator[os.DirEntry[str]]:
    if not deep:
        what = say(en="folders stand too deep inside one another", zh="文件夹嵌套得太深")
        raise RefusedError(what, say(en="at most {most} deep", zh="最多 {most} 层", most=DEEPEST))
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError:  # not there, no folder, or not to be read: the pattern finds nothing in it
        return
    for entry in entries:
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path), deep - 1)


def _linked(link: Path, folder: Path) -> RefusedError:
    name = link.relative_to(folder).as_posix()
    if leads_outside(link, folder):
        what = say(
            en="`{name}` is a link that leads out of the campaign's folder",
            zh="`{name}` 是链接，指向活动文件夹之外",
            name=name,
        )
        hint = say(en="copy the files into the folder", zh="把文件复制到活动文件夹里")
        return RefusedError(what, say(en="files inside it", zh="活动文件夹里的文件"), hint)
    return RefusedError(
        say(en="`{name}` is a link to a folder", zh="`{name}` 是指向文件夹的链接", name=name),
        say(en="folders and files themselves", zh="文件夹和文件本身"),
        say(en="name the folder it leads to", zh="写它指向的文件夹"),
    )


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
