"""Files: every source says where its own are, and no path leaves the folder, by itself or through a link.

Whether a source's files are there yet is seen when they are read: before a campaign begins they need not be.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from generator.errors import Problem, nearest
from generator.spec.agreement.asked import Asked, Check
from generator.spec.inside import LOCKS, leads_outside, nothing_there
from generator.spec.part import Part
from generator.spec.slips import write
from generator.text import say

AN_ADDRESS = say(en="an address such as postgres://…", zh="postgres://… 这样的地址")


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
            yield nothing_there(
                part.at,
                say(en="there is no file `{name}`", zh="没有文件 `{name}`", name=part.text),
                part.text,
                asked.folder,
            )


def _origin(name: str, source: Part) -> Iterator[Problem]:
    """Find a source without files or connection, with both, or with half a connection."""
    files, connect, table, query = (source.has(key) for key in ("files", "connect", "table", "query"))
    if not isinstance(source.raw, dict):
        return
    if files and connect:
        what = say(
            en="the source `{name}` has both `files` and `connect`",
            zh="来源 `{name}` 同时写了 `files` 和 `connect`",
            name=name,
        )
        yield source["connect"].problem(what, say(en="one of the two", zh="只写其中一个"))
    elif not files and not connect and not any(nearest(key, ("files", "connect")) for key, _ in source.entries()):
        what = say(en="the source `{name}` says nowhere to read from", zh="来源 `{name}` 没有写明从哪里读取", name=name)
        yield source.problem(what, say(en="`files`, or `connect`", zh="`files` 或 `connect`"), "files: data/*.csv")
    if connect and table == query:
        both = say(en="both `table` and `query`", zh="同时写了 `table` 和 `query`")
        neither = say(en="neither `table` nor `query`", zh="既没有写 `table` 也没有写 `query`")
        what = say(en="the source `{name}` has {it}", zh="来源 `{name}` {it}", name=name, it=both if table else neither)
        expected = say(en="one of the two beside `connect`", zh="在 `connect` 之外写其中一个")
        yield source["connect"].problem(what, expected)
    for key in ("table", "query"):
        if source.has(key) and not connect:
            what = say(en="`{key}` has no `connect` beside it", zh="写了 `{key}`，却没有写 `connect`", key=key)
            yield source[key].problem(what, AN_ADDRESS)
    address = source["connect"].text
    if address is not None and "://" not in address:
        what = say(en="`connect: {address}` is not an address", zh="`connect: {address}` 不是地址", address=address)
        yield source["connect"].problem(what, AN_ADDRESS)


def _empty_keys(name: str, source: Part) -> Iterator[Problem]:
    if source.has("date") and source["date"].raw is None:
        what = say(en="`date` has no value", zh="`date` 没有值")
        expected = say(
            en="the date column, or `none` where rows have no date", zh="日期所在的列；数据行没有日期时写 `none`"
        )
        yield source["date"].problem(what, expected)
    if source["measures"].raw == {}:
        what = say(en="the source `{name}` maps no measure", zh="来源 `{name}` 没有对应任何度量", name=name)
        expected = say(en="`clicks: <column>` and the like", zh="`clicks: <列名>` 这样的写法")
        yield source["measures"].problem(what, expected)


def _escapes(part: Part) -> list[Problem]:
    """Find a path that is absolute or goes up; a list, so that it can be asked whether there was one."""
    text = part.text or ""
    written = f"`{part.key}: {text}`"
    expected = say(
        en="a path inside the campaign's folder, with forward slashes, such as data/*.csv",
        zh="活动文件夹里面的路径，用正斜杠，如 data/*.csv",
    )
    if PurePosixPath(text).is_absolute() or PureWindowsPath(text).drive or text.startswith(("~", "\\")):
        return [part.problem(say(en="{it} is an absolute path", zh="{it} 是绝对路径", it=written), expected)]
    if "\\" in text:
        what = say(en="{it} has backslashes", zh="{it} 里有反斜杠", it=written)
        return [part.problem(what, expected, write(text.replace("\\", "/")))]
    if ".." in PurePosixPath(text).parts:
        what = say(en="{it} leaves the campaign's folder", zh="{it} 超出了活动文件夹", it=written)
        hint = say(en="move or copy the files into the folder", zh="把文件移动或复制到活动文件夹里")
        return [part.problem(what, expected, hint)]
    return []


def _matches(part: Part, folder: Path) -> Iterator[Problem]:
    """Find files that lie outside, or a pattern that is none."""
    pattern = part.text or ""
    try:
        found = sorted(path for path in folder.glob(pattern) if not path.name.startswith(LOCKS))
    except (
        ValueError,
        IndexError,
        NotImplementedError,
        OSError,
    ):  # glob's own refusals: an absolute pattern is the third
        what = say(en="`files: {pattern}` is not a pattern", zh="`files: {pattern}` 不是通配符", pattern=pattern)
        yield part.problem(what, say(en="a glob such as data/*.csv", zh="data/*.csv 这样的通配符"))
        return
    for path in found:
        if leads_outside(path, folder):
            yield _outside(part, path.relative_to(folder).as_posix())


def _outside(part: Part, name: str) -> Problem:
    what = say(
        en="`{name}` is a link that leads out of the campaign's folder",
        zh="`{name}` 是链接，指向活动文件夹之外",
        name=name,
    )
    hint = say(en="copy the file into the folder", zh="把文件复制到活动文件夹里")
    return part.problem(what, say(en="files inside it", zh="活动文件夹里的文件"), hint)


PATH_CHECKS: tuple[Check, ...] = (sources, plans)
