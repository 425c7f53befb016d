"""Measures and dimensions: whether the sources map what the KPIs need."""

from collections.abc import Iterator

from generator.errors import Problem, nearest
from generator.spec.agreement.asked import Asked, Check, unknown
from generator.spec.part import Part


def known_measures(asked: Asked) -> Iterator[Problem]:
    """Find measures that the catalogue does not have, unless they only serve as controls."""
    controls = {(control["source"].text, control["measure"].text) for control in asked.campaign["controls"].items()}
    for source, part in asked.sources().items():
        for name, column in part["measures"].entries():
            if (source, name) not in controls:
                named = Part(column.document, column.path, name)
                hint = "a measure of your own goes into metrics.yml, under `measures`"
                yield from unknown(named, "a measure of the catalogue", asked.known.measures, hint)


def needed_measures(asked: Asked) -> Iterator[Problem]:
    """Find KPIs whose formula needs a measure that no source maps."""
    sources = asked.sources()
    mapped = {name: column for part in sources.values() for name, column in part["measures"].entries()}
    for kpi, metric in asked.kpis():
        words = asked.metric(metric)
        for measure in sorted(words.measures - mapped.keys()) if words and sources else ():
            what = f"`{metric}` needs `{measure}`, which no source maps to a column"
            yield kpi["metric"].problem(
                what, f"`{measure}: <column>` under `measures` of a source", _like(measure, mapped)
            )


def _like(measure: str, mapped: dict[str, Part]) -> str:
    """Name what is mapped and looks like a measure: its name, or its column's."""
    by_column = {column.text: name for name, column in mapped.items() if column.text}
    near = nearest(measure, mapped)
    if near is not None:
        return f"`{near}` is mapped; did you mean `{measure}` there?"
    column = nearest(measure, by_column)
    return f"the column `{column}` is mapped to `{by_column[column]}`" if column is not None else ""


def dimensions(asked: Asked) -> Iterator[Problem]:
    """Find segments of a dimension that no source has, and a dimension named twice in a source."""
    sources = asked.sources()
    there = {item.text for part in sources.values() for item in part["by"].items() if item.text}
    for kpi, _ in asked.kpis():
        for name, part in kpi["segments"].entries():
            named = Part(part.document, part.path, name)
            yield from unknown(named, "a dimension of any source", there, "add it to a source's `by`")
    for part in sources.values():
        seen: set[str] = set()
        for item in part["by"].items():
            if item.text in seen:
                yield item.problem(f"`{item.text}` is listed twice", "each dimension once")
            seen.add(item.text or "")


COLUMN_CHECKS: tuple[Check, ...] = (known_measures, needed_measures, dimensions)
