"""Names: of metrics, objectives, areas, campaigns, KPIs and controls."""

from collections.abc import Iterator

from generator.errors import Problem, nearest
from generator.spec.agreement.asked import Asked, Check, unknown
from generator.spec.part import Part
from generator.text import say

A_METRIC = say(en="a metric of the catalogue", zh="指标目录中的指标")
AN_OBJECTIVE = say(en="an objective of strategy.yml", zh="strategy.yml 中的目标")
AN_AREA = say(en="a key result area of strategy.yml", zh="strategy.yml 中的关键结果领域")
IN_METRICS = say(
    en="the catalogue is listed under Metrics on the site; a metric of your own goes into metrics.yml",
    zh="全部指标见站点的“指标”栏目；自己的指标写在 metrics.yml 里",
)
IN_STRATEGY = say(en="declare it in strategy.yml", zh="在 strategy.yml 里声明")


def kpi_metrics(asked: Asked) -> Iterator[Problem]:
    """Find KPIs on metrics that the catalogue does not have, and two KPIs on one metric."""
    first: dict[str, Part] = {}
    for kpi, metric in asked.kpis():
        part = kpi["metric"]
        yield from unknown(part, A_METRIC, asked.known.metrics, IN_METRICS, asked.known.short)
        if metric in first:
            what = say(
                en="`{metric}` has two KPIs: the first is at line {line}",
                zh="`{metric}` 有两个 KPI：第一个在第 {line} 行",
                metric=metric,
                line=first[metric].at.line,
            )
            hint = say(
                en="targets for parts of it go under `segments`; a changed target under `amendments`",
                zh="各细分的目标写在 `segments` 下；改过的目标写在 `amendments` 下",
            )
            yield part.problem(what, say(en="one KPI a metric", zh="一个指标只设一个 KPI"), hint)
        first.setdefault(metric, part)


def strategy_names(asked: Asked) -> Iterator[Problem]:
    """Find an objective or an area that strategy.yml does not have."""
    objectives, areas = asked.known.objectives, asked.known.key_result_areas
    yield from unknown(asked.campaign["objective"], AN_OBJECTIVE, objectives, IN_STRATEGY)
    yield from unknown(asked.campaign["kra"], AN_AREA, areas, IN_STRATEGY)


def baseline_names(asked: Asked) -> Iterator[Problem]:
    """Find a baseline that names an unknown campaign, this very campaign, or unknown metrics."""
    baseline = asked.campaign["baseline"]
    other = baseline["campaign"]
    if other.text == asked.folder.name:
        what = say(en="the baseline is this very campaign", zh="基线就是这个活动自己")
        expected = say(en="another campaign, or a period before it", zh="另一个活动，或活动之前的时段")
        yield other.problem(what, expected)
    else:
        yield from unknown(other, say(en="a campaign", zh="活动"), asked.known.campaigns - {asked.folder.name})
    for name, value in baseline["values"].entries():
        named = Part(value.document, value.path, name)
        yield from unknown(named, A_METRIC, asked.known.metrics, IN_METRICS, asked.known.short)


def references_to_kpis(asked: Asked) -> Iterator[Problem]:
    """Find factors, amendments and learnings on metrics that have no KPI here."""
    named = asked.kpi_metrics()
    metrics = [meant for name in named if (meant := _meant(name, asked))]
    parts = [learning["kpi"] for learning in asked.campaign["learnings"].items()]
    parts += [amendment["kpi"] for amendment in asked.campaign["amendments"].items()]
    parts += [metric for factor in asked.campaign["factors"].items() for metric in factor["on"].items()]
    for part in parts:
        # A KPI's misspelt metric is told once, where it stands.
        if part.text not in named:
            yield from unknown(part, say(en="a KPI of this campaign", zh="本活动的 KPI"), metrics)


def _meant(name: str, asked: Asked) -> str | None:
    """Return a KPI's metric: where it is misspelt, the one that was meant."""
    known = asked.known.metrics
    return name if name in known else asked.known.short.get(name.strip().lower()) or nearest(name, known)


def controls(asked: Asked) -> Iterator[Problem]:
    """Find controls whose source, measure or dimension is not there."""
    sources = asked.sources()
    for control in asked.campaign["controls"].items():
        source = control["source"].text
        yield from unknown(control["source"], say(en="a source of this campaign", zh="本活动的来源"), sources)
        if source is None or source not in sources:
            continue
        measures = [name for name, _ in sources[source]["measures"].entries()]
        measure = say(en="a measure of the source `{source}`", zh="来源 `{source}` 的度量", source=source)
        yield from unknown(control["measure"], measure, measures)
        dimensions = [item.text for item in sources[source]["by"].items() if item.text]
        named = [Part(value.document, value.path, name) for name, value in control["where"].entries()]
        for part in (*named, control["each"]):
            kind = say(en="a dimension of the source `{source}`", zh="来源 `{source}` 的维度", source=source)
            hint = say(en="add it to the source's `by`", zh="把它加到该来源的 `by` 里")
            yield from unknown(part, kind, dimensions, hint)


NAME_CHECKS: tuple[Check, ...] = (kpi_metrics, strategy_names, baseline_names, references_to_kpis, controls)
