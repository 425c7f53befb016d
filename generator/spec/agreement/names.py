"""Names: of metrics, objectives, areas, campaigns, KPIs and controls."""

from collections.abc import Iterator

from generator.errors import Problem, nearest
from generator.spec.agreement.asked import Asked, Check, unknown
from generator.spec.part import Part

A_METRIC = "a metric of the catalogue"
IN_METRICS = "the catalogue is listed under Metrics on the site; a metric of your own goes into metrics.yml"
IN_STRATEGY = "declare it in strategy.yml"


def kpi_metrics(asked: Asked) -> Iterator[Problem]:
    """Find KPIs on metrics that the catalogue does not have, and two KPIs on one metric."""
    first: dict[str, Part] = {}
    for kpi, metric in asked.kpis():
        part = kpi["metric"]
        yield from unknown(part, A_METRIC, asked.known.metrics, IN_METRICS, asked.known.short)
        if metric in first:
            what = f"`{metric}` has two KPIs: the first is at line {first[metric].at.line}"
            hint = "targets for parts of it go under `segments`; a changed target under `amendments`"
            yield part.problem(what, "one KPI a metric", hint)
        first.setdefault(metric, part)


def strategy_names(asked: Asked) -> Iterator[Problem]:
    """Find an objective or an area that strategy.yml does not have."""
    objectives, areas = asked.known.objectives, asked.known.key_result_areas
    yield from unknown(asked.campaign["objective"], "an objective of strategy.yml", objectives, IN_STRATEGY)
    yield from unknown(asked.campaign["kra"], "a key result area of strategy.yml", areas, IN_STRATEGY)


def baseline_names(asked: Asked) -> Iterator[Problem]:
    """Find a baseline that names an unknown campaign, this very campaign, or unknown metrics."""
    baseline = asked.campaign["baseline"]
    other = baseline["campaign"]
    if other.text == asked.folder.name:
        yield other.problem("the baseline is this very campaign", "another campaign, or a period before it")
    else:
        yield from unknown(other, "a campaign", asked.known.campaigns - {asked.folder.name})
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
            yield from unknown(part, "a KPI of this campaign", metrics)


def _meant(name: str, asked: Asked) -> str | None:
    """Return a KPI's metric: where it is misspelt, the one that was meant."""
    known = asked.known.metrics
    return name if name in known else asked.known.short.get(name.strip().lower()) or nearest(name, known)


def controls(asked: Asked) -> Iterator[Problem]:
    """Find controls whose source, measure or dimension is not there."""
    sources = asked.sources()
    for control in asked.campaign["controls"].items():
        source = control["source"].text
        yield from unknown(control["source"], "a source of this campaign", sources)
        if source is None or source not in sources:
            continue
        measures = [name for name, _ in sources[source]["measures"].entries()]
        yield from unknown(control["measure"], f"a measure of the source `{source}`", measures)
        dimensions = [item.text for item in sources[source]["by"].items() if item.text]
        named = [Part(value.document, value.path, name) for name, value in control["where"].entries()]
        for part in (*named, control["each"]):
            yield from unknown(part, f"a dimension of the source `{source}`", dimensions, "add it to the source's `by`")


NAME_CHECKS: tuple[Check, ...] = (kpi_metrics, strategy_names, baseline_names, references_to_kpis, controls)
