"""Measures and dimensions: whether the sources map what the KPIs need."""

from collections.abc import Iterator

from generator.errors import Problem, nearest
from generator.spec.agreement.asked import Asked, Check, unknown
from generator.spec.part import Part
from generator.text import Said, say


def known_measures(asked: Asked) -> Iterator[Problem]:
    """Find measures that the catalogue does not have, unless they only serve as controls."""
    controls = {(control["source"].text, control["measure"].text) for control in asked.campaign["controls"].items()}
    for source, part in asked.sources().items():
        for name, column in part["measures"].entries():
            if (source, name) not in controls:
                named = Part(column.document, column.path, name)
                hint = say(
                    en="a measure of your own goes into metrics.yml, under `measures`",
                    zh="自己的度量写在 metrics.yml 的 `measures` 下",
                )
                kind = say(en="a measure of the catalogue", zh="指标目录中的度量")
                yield from unknown(named, kind, asked.known.measures, hint)


def needed_measures(asked: Asked) -> Iterator[Problem]:
    """Find KPIs whose formula needs a measure that no source maps."""
    sources = asked.sources()
    mapped = {name: column for part in sources.values() for name, column in part["measures"].entries()}
    for kpi, metric in asked.kpis():
        words = asked.metric(metric)
        for measure in sorted(words.measures - mapped.keys()) if words and sources else ():
            what = say(
                en="`{metric}` needs `{measure}`, which no source maps to a column",
                zh="`{metric}` 要用到 `{measure}`，但没有来源写明它是哪一列",
                metric=metric,
                measure=measure,
            )
            expected = say(
                en="`{measure}: <column>` under `measures` of a source",
                zh="在某个来源的 `measures` 下写 `{measure}: <列名>`",
                measure=measure,
            )
            yield kpi["metric"].problem(what, expected, _like(measure, mapped))


def _like(measure: str, mapped: dict[str, Part]) -> Said:
    """Name what is mapped and looks like a measure: its name, or its column's."""
    by_column = {column.text: name for name, column in mapped.items() if column.text}
    near = nearest(measure, mapped)
    if near is not None:
        return say(
            en="`{near}` is mapped; did you mean `{measure}` there?",
            zh="已有 `{near}`；那里是不是想写 `{measure}`？",
            near=near,
            measure=measure,
        )
    column = nearest(measure, by_column)
    if column is None:
        return ""
    return say(
        en="the column `{column}` is mapped to `{name}`",
        zh="`{column}` 列已对应到 `{name}`",
        column=column,
        name=by_column[column],
    )


def dimensions(asked: Asked) -> Iterator[Problem]:
    """Find segments of a dimension that no source has, and a dimension named twice in a source."""
    sources = asked.sources()
    there = {item.text for part in sources.values() for item in part["by"].items() if item.text}
    for kpi, _ in asked.kpis():
        for name, part in kpi["segments"].entries():
            named = Part(part.document, part.path, name)
            kind = say(en="a dimension of any source", zh="任一来源的维度")
            yield from unknown(named, kind, there, say(en="add it to a source's `by`", zh="把它加到某个来源的 `by` 里"))
    for part in sources.values():
        seen: set[str] = set()
        for item in part["by"].items():
            if item.text in seen:
                what = say(en="`{name}` is listed twice", zh="`{name}` 列了两次", name=item.text)
                yield item.problem(what, say(en="each dimension once", zh="每个维度只列一次"))
            seen.add(item.text or "")


COLUMN_CHECKS: tuple[Check, ...] = (known_measures, needed_measures, dimensions)
