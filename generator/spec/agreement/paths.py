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
from generator.spec.slips import write
from generator.spec.wording import listed, shown
from generator.text import say


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
            expected = say(en="the name of one of the site's connections", zh="站点某个连接的名称")
            yield source[key].problem(what, expected)


def _connection(part: Part, asked: Asked) -> Iterator[Problem]:
    """Find a connection that the site does not allow."""
    if part.text is None or allowed(part.text, asked.folder, asked.known.connections) is not None:
        return
    names = tuple(asked.known.connections)
    expected = say(en="one of those, and it names none", zh="其中之一，而那里一个也没有写")
    if names:
        expected = say(en="one of those: {names}", zh="其中之一：{names}", names=listed(names))
    otherwise = say(
        en="who keeps site_config.yml may add it: `connections: {{name: address}}`",
        zh="可请维护 site_config.yml 的人加上：`connections: {{name: address}}`",
    )
    what = say(
        en="`connect: {name}` is not under `connections` in site_config.yml",
        zh="site_config.yml 的 `connections` 下没有 `connect: {name}`",
        name=shown(redacted(part.text)),
    )
    yield part.problem(what, expected, suggestion(part.text, names) or otherwise)


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
    what = say(
        en="`{name}` is a link that leads out of the campaign's folder",
        zh="`{name}` 是链接，指向活动文件夹之外",
        name=name,
    )
    hint = say(en="copy the file into the folder", zh="把文件复制到活动文件夹里")
    return part.problem(what, say(en="files inside it", zh="活动文件夹里的文件"), hint)


PATH_CHECKS: tuple[Check, ...] = (sources, plans)
