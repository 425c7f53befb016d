"""Files: every source has some, and no path leaves the campaign's folder, by itself or through a link."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from generator.errors import Problem, did_you_mean, nearest
from generator.spec.agreement.asked import Asked, Check
from generator.spec.inside import leads_outside
from generator.spec.part import Part

NOT_DATA = (".yml", ".yaml", ".md")
LOCKS = ("~$", ".")
"""How files begin that an office program or a system leaves behind: they are no data."""
MANY = 10
MAX_VISITED = 2000
"""Files looked at for the list of what is there."""


def sources(asked: Asked) -> Iterator[Problem]:
    """Find sources that read from nowhere, from two places, or from outside the folder."""
    for name, source in asked.sources().items():
        yield from _origin(name, source)
        yield from _empty_keys(name, source)
        pattern = source["files"]
        if pattern.text is not None and not source.has("connect"):
            yield from _escapes(pattern) or _matches(pattern, asked.folder)


def plans(asked: Asked) -> Iterator[Problem]:
    """Find plan files that are not there or lie outside the folder."""
    for kpi, _ in asked.kpis():
        part = kpi["plan"]
        if part.text is None:
            continue
        escapes = _escapes(part)
        yield from escapes
        path = asked.folder / part.text
        if not escapes and leads_outside(path, asked.folder):
            yield _outside(part, part.text)
        elif not escapes and not path.is_file():
            yield _nothing(part, f"there is no file `{part.text}`", asked.folder)


def _origin(name: str, source: Part) -> Iterator[Problem]:
    """Find a source without files or connection, with both, or with half a connection."""
    files, connect, table, query = (source.has(key) for key in ("files", "connect", "table", "query"))
    if not isinstance(source.raw, dict):
        return
    if files and connect:
        yield source["connect"].problem(f"the source `{name}` has both `files` and `connect`", "one of the two")
    elif not files and not connect and not any(nearest(key, ("files", "connect")) for key, _ in source.entries()):
        hint = "files: data/*.csv"
        yield source.problem(f"the source `{name}` says nowhere to read from", "`files`, or `connect`", hint)
    if connect and table == query:
        found = "both `table` and `query`" if table else "neither `table` nor `query`"
        yield source["connect"].problem(f"the source `{name}` has {found}", "one of the two beside `connect`")
    for key in ("table", "query"):
        if source.has(key) and not connect:
            yield source[key].problem(f"`{key}` has no `connect` beside it", "an address such as postgres://…")
    address = source["connect"].text
    if address is not None and "://" not in address:
        yield source["connect"].problem(f"`connect: {address}` is not an address", "an address such as postgres://…")


def _empty_keys(name: str, source: Part) -> Iterator[Problem]:
    if source.has("date") and source["date"].raw is None:
        what = "`date` has no value"
        yield source["date"].problem(what, "the date column, or `none` where rows have no date")
    if source["measures"].raw == {}:
        yield source["measures"].problem(f"the source `{name}` maps no measure", "`clicks: <column>` and the like")


def _escapes(part: Part) -> list[Problem]:
    """Find a path that is absolute or goes up; a list, so that it can be asked whether there was one."""
    text = part.text or ""
    what = f"`{part.key}: {text}`"
    expected = "a path inside the campaign's folder, with forward slashes, such as data/*.csv"
    if PurePosixPath(text).is_absolute() or PureWindowsPath(text).drive or text.startswith(("~", "\\")):
        return [part.problem(f"{what} is an absolute path", expected)]
    if "\\" in text:
        return [part.problem(f"{what} has backslashes", expected, f"write {text.replace(chr(92), '/')}")]
    if ".." in PurePosixPath(text).parts:
        return [
            part.problem(f"{what} leaves the campaign's folder", expected, "move or copy the files into the folder")
        ]
    return []


def _matches(part: Part, folder: Path) -> Iterator[Problem]:
    """Find files that lie outside, or a pattern that matches none."""
    pattern = part.text or ""
    try:
        found = sorted(path for path in folder.glob(pattern) if not path.name.startswith(LOCKS))
    except (ValueError, IndexError, NotImplementedError, OSError):
        yield part.problem(f"`files: {pattern}` is not a pattern", "a glob such as data/*.csv")
        return
    outside = [path for path in found if leads_outside(path, folder)]
    for path in outside:
        yield _outside(part, path.relative_to(folder).as_posix())
    if not outside and not any(path.is_file() for path in found):
        yield _nothing(part, f"no file matches `{pattern}`", folder)


def _outside(part: Part, name: str) -> Problem:
    what = f"`{name}` is a link that leads out of the campaign's folder"
    return part.problem(what, "files inside it", "copy the file into the folder")


def _nothing(part: Part, what: str, folder: Path) -> Problem:
    there = _data_files(folder)
    listed = ", ".join(f"`{name}`" for name in there[:MANY]) + (" and more" if len(there) > MANY else "")
    expected = f"a file of the campaign's folder: {listed}" if there else "a file, and the campaign's folder has none"
    return part.problem(what, expected, did_you_mean(part.text or "", there))


def _data_files(folder: Path) -> tuple[str, ...]:
    """Name the files that might be meant, relative to the folder; links to folders are not followed."""
    names: list[str] = []
    for top, _, files in os.walk(folder):
        inside = Path(top).relative_to(folder)
        names += [(inside / name).as_posix() for name in files if not name.startswith(LOCKS)]
        if len(names) > MAX_VISITED:
            break
    return tuple(sorted(name for name in names if not name.lower().endswith(NOT_DATA)))


PATH_CHECKS: tuple[Check, ...] = (sources, plans)
