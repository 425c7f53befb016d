"""From what a metrics file says to metrics that can be computed, with everything that is wrong in it at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.errors import Location, Problem, ReportError, did_you_mean
from generator.metrics.drivers import multiply_out
from generator.metrics.formula import FUNCTIONS, Formula, FormulaError, Leaf, parse
from generator.metrics.spelling import near_miss
from generator.spec.model import MeasureSpec, MetricsFile, MetricSpec, Text, Unit


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric ready to compute."""

    id: str
    spec: MetricSpec
    formula: Formula
    own: bool = False
    """True where the site's metrics.yml defines or overrides it."""
    drivers: Formula | None = None
    """How it splits into factors; its names are metrics, or measures where no metric has the name."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """Metrics and measures by id."""

    metrics: Mapping[str, Metric]
    measures: Mapping[str, MeasureSpec]


def define(file: MetricsFile, known: Definitions, *, own: bool) -> Definitions:
    """Add a file's metrics and measures to the known ones, replacing those of the same id.

    A measure that is declared nowhere is taken for a plain count that adds up, unless its name is nearly that of
    another. Raises ReportError with every problem in the file.
    """
    problems = [*_unusable_names(file)]
    read: dict[str, Metric] = {}
    for name, spec in file.metrics.items():
        formula, drivers = _formula(file, name, "formula"), _formula(file, name, "drivers")
        problems += [found for found in (formula, drivers) if isinstance(found, Problem)]
        if isinstance(formula, Formula):
            read[name] = Metric(name, spec, formula, own, drivers if isinstance(drivers, Formula) else None)
    metrics = {**known.metrics, **read}
    measures = {**known.measures, **file.measures}
    for metric in read.values():
        problems += _wrong_measures(file, metric, measures, metrics.keys() | file.metrics.keys())
        problems += _wrong_flags(file, metric)
    measures = {**_undeclared(read.values(), measures), **measures}
    for metric in read.values():
        problems += _wrong_drivers(file, metric, measures, metrics.keys() | file.metrics.keys())
    problems = problems or [*_unequal_drivers(file, read, metrics)]
    if problems:
        raise ReportError(problems)
    return Definitions(_without_stale_drivers(metrics) if own else metrics, measures)


def _at(file: MetricsFile, *path: str) -> Location:
    """Where a key stands, or the nearest enclosing one that is written."""
    written = (path[:end] for end in range(len(path), -1, -1) if path[:end] in file.places)
    return next((file.places[part] for part in written), Location(file.file))


def _formula(file: MetricsFile, name: str, key: str) -> Formula | Problem | None:
    """Parse a metric's formula or drivers; None where it has none."""
    text = getattr(file.metrics[name], key)
    if text is None:
        return None
    try:
        return parse(text)
    except FormulaError as error:
        what = f"the {key} of `{name}`, `{text}`, cannot be read: {error.found} at character {error.column}"
        return Problem(_at(file, "metrics", name, key), what, error.expected, error.hint)


def _unusable_names(file: MetricsFile) -> Iterator[Problem]:
    """Find measures that no formula can name."""
    for name in file.measures:
        at = _at(file, "measures", name)
        if name in FUNCTIONS:
            what = f"a measure may not be called `{name}`, which is a function"
            yield Problem(at, what, "another name", f"for example `{name}_of_items`")
        elif not _can_be_named(name):
            what = f"a formula cannot name the measure `{name}`"
            yield Problem(at, what, "letters, digits and `_`, beginning with a letter")


def _can_be_named(measure: str) -> bool:
    try:
        return parse(measure).tree == Leaf("sum", measure)
    except FormulaError:
        return False


def _wrong_measures(
    file: MetricsFile, metric: Metric, measures: Mapping[str, MeasureSpec], metrics: Collection[str]
) -> Iterator[Problem]:
    """Find names in a formula that are metrics, or nearly the name of a measure."""
    for name in dict.fromkeys(leaf.measure for leaf in metric.formula.leaves if leaf.measure not in measures):
        at = _at(file, "metrics", metric.id, "formula")
        if name in metrics:
            hint = f"write what `{name}` is made of (`goalposts explain {name}`)"
            yield Problem(at, f"`{name}` in the formula of `{metric.id}` is a metric", "measures", hint)
        elif meant := near_miss(name, measures):
            hint = f"did you mean `{meant}`? If `{name}` is a measure of its own, declare it under `measures:`"
            yield Problem(at, f"`{name}` in the formula of `{metric.id}` is no known measure", "a measure", hint)


def _undeclared(metrics: Collection[Metric], measures: Mapping[str, MeasureSpec]) -> Mapping[str, MeasureSpec]:
    """Return a plain count for each measure that formulas name and nothing declares, titled by its id."""
    names = (leaf.measure for metric in metrics for leaf in metric.formula.leaves)
    return {name: MeasureSpec(title=Text(by_language={"": name})) for name in names if name not in measures}


def _wrong_flags(file: MetricsFile, metric: Metric) -> Iterator[Problem]:
    """Find a `subset` that is no proportion, and a percent that is multiplied by 100 once more."""
    ratio = metric.formula.ratio
    share = metric.formula.complement or ratio
    if metric.spec.subset and (share is None or share.scale != 1):
        what = f"`{metric.id}` is marked `subset`, but its formula is `{metric.formula}`"
        yield Problem(_at(file, "metrics", metric.id, "subset"), what, "a formula of the form a / b or 1 - a / b")
    if metric.spec.unit is Unit.PERCENT and ratio is not None and ratio.scale == 100:  # noqa: PLR2004 - per cent
        at = _at(file, "metrics", metric.id, "formula")
        yield Problem(at, f"`{metric.id}` is multiplied by 100", "a fraction, such as 0.03 for 3%", "leave `* 100` out")


def _wrong_drivers(
    file: MetricsFile, metric: Metric, measures: Collection[str], metrics: Collection[str]
) -> Iterator[Problem]:
    """Find names in a metric's drivers that are neither metric nor measure, or that are used as what they are not."""
    at = _at(file, "metrics", metric.id, "drivers")
    for leaf in metric.drivers.leaves if metric.drivers else ():
        if leaf.measure == metric.id:
            yield Problem(at, f"`{metric.id}` is named among its own drivers", "metrics and measures it is made of")
        elif leaf.measure not in metrics and leaf.measure not in measures:
            hint = did_you_mean(leaf.measure, [*metrics, *measures]) or "declare it under `metrics:` or `measures:`"
            what = f"`{leaf.measure}` in the drivers of `{metric.id}` is not known"
            yield Problem(at, what, "a metric or a measure", hint)
        elif leaf.function != "sum" and leaf.measure not in measures:
            what = f"`{leaf.key}` in the drivers of `{metric.id}` aggregates a metric"
            yield Problem(at, what, "an aggregate of a measure", f"write `{leaf.measure}`")


def _unequal_drivers(file: MetricsFile, read: Mapping[str, Metric], metrics: Mapping[str, Metric]) -> Iterator[Problem]:
    """Find drivers that do not make up the metric."""
    for metric in read.values():
        if metric.drivers and not multiply_out(metric.drivers, metric.formula, _formulas(metrics)):
            what = f"the drivers of `{metric.id}`, `{metric.drivers}`, do not multiply out to its formula"
            at = _at(file, "metrics", metric.id, "drivers")
            yield Problem(
                at, what, f"a split of `{metric.formula}`", "for example cost_per_click / lead_rate for cost / leads"
            )


def _formulas(metrics: Mapping[str, Metric]) -> Mapping[str, Formula]:
    return {name: metric.formula for name, metric in metrics.items()}


def _without_stale_drivers(metrics: Mapping[str, Metric]) -> Mapping[str, Metric]:
    """Let go of drivers that no longer multiply out, because the site's file replaced a metric they name."""
    formulas = _formulas(metrics)
    return {
        name: metric
        if metric.drivers is None or multiply_out(metric.drivers, metric.formula, formulas)
        else replace(metric, drivers=None, spec=metric.spec.model_copy(update={"drivers": None}))
        for name, metric in metrics.items()
    }
