"""Files: every source says where its own are, and no path leaves the folder, by itself or through a link.

Whether a source's files are there yet is seen when they are read: before a campaign begins they need not be.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

from generator.errors import Problem, nearest
from generator.spec.agreement.asked import Asked, Check, suggestion
from generator.spec.connections import allowed, redacted
from generator.spec.inside import RefusedError, leads_outside, matching, nothing_there
from generator.spec.part import Part
from generator.spec.wording import listed, shown


def sources(asked: Asked) -> Iterator[Problem]:
    """Find sources that read from nowhere, from two places, or from outside the folder."""
    for name, source in asked.sources().items():
        yield from list(_origin(name, source)) or _connection(source["connect"], asked)
        yield from _empty_keys(name, source)
        pattern = source["files"]
        if pattern.text is not None and not source.has("connect"):
            yield from _escapes(pattern) or _matches(pattern, asked)


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
            yield nothing_there(part.at, f"there is no file `{part.text}`", part.text, asked.folder)


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
            yield source[key].problem(
                f"`{key}` has no `connect` beside it", "the name of one of the site's connections"
            )


def _connection(part: Part, asked: Asked) -> Iterator[Problem]:
    """Find a connection that the site does not allow."""
    if part.text is None or allowed(part.text, asked.folder, asked.known.connections) is not None:
        return
    names = tuple(asked.known.connections)
    expected = f"one of those: {listed(names)}" if names else "one of those, and it names none"
    hint = suggestion(part.text, names) or "who keeps site_config.yml may add it: `connections: {name: address}`"
    what = f"`connect: {shown(redacted(part.text))}` is not under `connections` in site_config.yml"
    yield part.problem(what, expected, hint)


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


def _matches(part: Part, asked: Asked) -> Iterator[Problem]:
    """Find files that lie outside, or a pattern that is none."""
    try:
        found = matching(asked.folder, part.text or "", asked.known.files)
    except RefusedError as error:
        yield error.at(part.at)
        return
    for path in found:
        if leads_outside(path, asked.folder):
            yield _outside(part, path.relative_to(asked.folder).as_posix())


def _outside(part: Part, name: str) -> Problem:
    what = f"`{name}` is a link that leads out of the campaign's folder"
    return part.problem(what, "files inside it", "copy the file into the folder")


PATH_CHECKS: tuple[Check, ...] = (sources, plans)
