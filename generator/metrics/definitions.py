"""From what a metrics file says to metrics that can be computed, with everything that is wrong in it at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.errors import Location, Problem, ReportError, did_you_mean
from generator.metrics.drivers import multiply_out
from generator.metrics.formula import FUNCTIONS, Formula, FormulaError, Leaf, parse
from generator.metrics.spelling import near_miss
from generator.spec.model import MeasureSpec, MetricsFile, MetricSpec, Text, Unit
from generator.text import say

CALLED: Mapping[str, Text] = {
    "formula": say(en="formula", zh="公式"),
    "drivers": say(en="drivers", zh="驱动因素"),
}
"""What the keys that hold formulas are called in a sentence."""


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
        what = say(
            en="the {key} of `{name}`, `{text}`, cannot be read: {found} at character {column}",
            zh="`{name}` 的{key} `{text}` 无法读取：第 {column} 个字符是{found}",
            key=CALLED[key],
            name=name,
            text=text,
            found=error.found,
            column=error.column,
        )
        return Problem(_at(file, "metrics", name, key), what, error.expected, error.hint)


def _unusable_names(file: MetricsFile) -> Iterator[Problem]:
    """Find measures that no formula can name."""
    for name in file.measures:
        at = _at(file, "measures", name)
        if name in FUNCTIONS:
            what = say(
                en="a measure may not be called `{name}`, which is a function",
                zh="度量不能叫 `{name}`，这是函数名",
                name=name,
            )
            hint = say(en="for example `{name}_of_items`", zh="例如 `{name}_of_items`", name=name)
            yield Problem(at, what, say(en="another name", zh="别的名称"), hint)
        elif not _can_be_named(name):
            what = say(
                en="a formula cannot name the measure `{name}`", zh="公式里写不出度量 `{name}` 这样的名称", name=name
            )
            expected = say(en="letters, digits and `_`, beginning with a letter", zh="字母、数字和 `_`，以字母开头")
            yield Problem(at, what, expected)


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
            hint = say(
                en="write what `{name}` is made of (`goalposts explain {name}`)",
                zh="写出 `{name}` 由哪些度量构成（见 `goalposts explain {name}`）",
                name=name,
            )
            what = say(
                en="`{name}` in the formula of `{metric}` is a metric",
                zh="`{metric}` 的公式里，`{name}` 是指标",
                name=name,
                metric=metric.id,
            )
            yield Problem(at, what, say(en="measures", zh="度量"), hint)
        elif meant := near_miss(name, measures):
            hint = say(
                en="did you mean `{meant}`? If `{name}` is a measure of its own, declare it under `measures:`",
                zh="是不是想写 `{meant}`？如果 `{name}` 是另一个度量，请在 `measures:` 下声明",
                meant=meant,
                name=name,
            )
            what = say(
                en="`{name}` in the formula of `{metric}` is no known measure",
                zh="`{metric}` 的公式里，没有 `{name}` 这个度量",
                name=name,
                metric=metric.id,
            )
            yield Problem(at, what, say(en="a measure", zh="度量"), hint)


def _undeclared(metrics: Collection[Metric], measures: Mapping[str, MeasureSpec]) -> Mapping[str, MeasureSpec]:
    """Return a plain count for each measure that formulas name and nothing declares, titled by its id."""
    names = (leaf.measure for metric in metrics for leaf in metric.formula.leaves)
    return {name: MeasureSpec(title=Text(by_language={"": name})) for name in names if name not in measures}


def _wrong_flags(file: MetricsFile, metric: Metric) -> Iterator[Problem]:
    """Find a `subset` that is no proportion, and a percent that is multiplied by 100 once more."""
    ratio = metric.formula.ratio
    share = metric.formula.complement or ratio
    if metric.spec.subset and (share is None or share.scale != 1):
        what = say(
            en="`{metric}` is marked `subset`, but its formula is `{formula}`",
            zh="`{metric}` 标了 `subset`，但它的公式是 `{formula}`",
            metric=metric.id,
            formula=metric.formula,
        )
        expected = say(en="a formula of the form a / b or 1 - a / b", zh="a / b 或 1 - a / b 形式的公式")
        yield Problem(_at(file, "metrics", metric.id, "subset"), what, expected)
    if metric.spec.unit is Unit.PERCENT and ratio is not None and ratio.scale == 100:  # noqa: PLR2004 - per cent
        at = _at(file, "metrics", metric.id, "formula")
        what = say(en="`{metric}` is multiplied by 100", zh="`{metric}` 多乘了 100", metric=metric.id)
        expected = say(en="a fraction, such as 0.03 for 3%", zh="小数，3% 即 0.03")
        yield Problem(at, what, expected, say(en="leave `* 100` out", zh="去掉 `* 100`"))


def _wrong_drivers(
    file: MetricsFile, metric: Metric, measures: Collection[str], metrics: Collection[str]
) -> Iterator[Problem]:
    """Find names in a metric's drivers that are neither metric nor measure, or that are used as what they are not."""
    at = _at(file, "metrics", metric.id, "drivers")
    for leaf in metric.drivers.leaves if metric.drivers else ():
        if leaf.measure == metric.id:
            what = say(
                en="`{metric}` is named among its own drivers", zh="`{metric}` 的驱动因素里有它自己", metric=metric.id
            )
            expected = say(en="metrics and measures it is made of", zh="构成它的指标和度量")
            yield Problem(at, what, expected)
        elif leaf.measure not in metrics and leaf.measure not in measures:
            declare = say(en="declare it under `metrics:` or `measures:`", zh="在 `metrics:` 或 `measures:` 下声明")
            what = say(
                en="`{name}` in the drivers of `{metric}` is not known",
                zh="`{metric}` 的驱动因素里，没有 `{name}`",
                name=leaf.measure,
                metric=metric.id,
            )
            hint = did_you_mean(leaf.measure, [*metrics, *measures]) or declare
            yield Problem(at, what, say(en="a metric or a measure", zh="指标或度量"), hint)
        elif leaf.function != "sum" and leaf.measure not in measures:
            what = say(
                en="`{name}` in the drivers of `{metric}` aggregates a metric",
                zh="`{metric}` 的驱动因素里，`{name}` 对指标做了汇总",
                name=leaf.key,
                metric=metric.id,
            )
            expected = say(en="an aggregate of a measure", zh="对度量的汇总")
            yield Problem(at, what, expected, say(en="write `{name}`", zh="写成 `{name}`", name=leaf.measure))


def _unequal_drivers(file: MetricsFile, read: Mapping[str, Metric], metrics: Mapping[str, Metric]) -> Iterator[Problem]:
    """Find drivers that do not make up the metric."""
    for metric in read.values():
        if metric.drivers and not multiply_out(metric.drivers, metric.formula, _formulas(metrics)):
            what = say(
                en="the drivers of `{metric}`, `{drivers}`, do not multiply out to its formula",
                zh="`{metric}` 的驱动因素 `{drivers}` 展开后不等于它的公式",
                metric=metric.id,
                drivers=metric.drivers,
            )
            expected = say(en="a split of `{formula}`", zh="`{formula}` 的拆分", formula=metric.formula)
            hint = say(
                en="for example cost_per_click / lead_rate for cost / leads",
                zh="例如 cost / leads 可拆成 cost_per_click / lead_rate",
            )
            yield Problem(_at(file, "metrics", metric.id, "drivers"), what, expected, hint)


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
