"""Every KPI at a glance: an HTML table, campaigns down, stages across, a verdict and a number in each cell."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.compare.result import KpiResult, Verdict
from generator.pages.figures import attainment
from generator.pages.headline import sign, tone
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers
from generator.pages.shares import share_of_the_way
from generator.pages.summary import title_of
from generator.pages.words import Words
from generator.report.summary import Summary
from generator.spec.model import Role, Stage

GUARDRAILS = "guardrails"
"""Guardrails stand in a column of their own: they hold the others in check."""
_WORTH_TELLING = 2
"""Misses in one column from which it says something about the column."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One KPI in a cell."""

    href: str
    title: str
    tone: str
    sign: str
    verdict: str
    text: str
    stands_out: bool = False
    """Chance alone, among so many verdicts, would hardly give it."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table, worded. An empty cell is a campaign without a KPI there."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[tuple[Mark, ...], ...]], ...]
    """Campaign's id and name, and its cells."""
    met: tuple[str, ...]
    note: str


def matrix(
    campaigns: Sequence[Summary], words: Words, standing_out: AbstractSet[tuple[str, str]] = frozenset()
) -> Matrix:
    """Word the table of finished campaigns, in the order given; (campaign, metric) that stand out are marked."""
    families = [family for family in (*(stage.value for stage in Stage), GUARDRAILS) if _holds(family, campaigns)]
    rows = tuple(
        (
            one.head.id,
            name_in(one.head.name, words.language),
            tuple(_cell(one, family, words, standing_out) for family in families),
        )
        for one in campaigns
    )
    return Matrix(
        tuple(_family(family, words) for family in families),
        rows,
        tuple(_met(_verdicts(family, campaigns), words) for family in families),
        _note(families, campaigns, words),
    )


def family_of(one: Summary, kpi: KpiResult) -> str:
    """The column a KPI stands in."""
    return GUARDRAILS if kpi.role is Role.GUARDRAIL else one.stages[kpi.metric]


def _holds(family: str, campaigns: Sequence[Summary]) -> bool:
    return any(family_of(one, kpi) == family for one in campaigns for kpi in one.kpis)


def _family(family: str, words: Words) -> str:
    return words("index.guardrails") if family == GUARDRAILS else words(f"stage.{family}")


def _cell(one: Summary, family: str, words: Words, standing_out: AbstractSet[tuple[str, str]]) -> tuple[Mark, ...]:
    return tuple(
        _mark(one, kpi, words, stands_out=(one.head.id, kpi.metric) in standing_out)
        for kpi in one.kpis
        if family_of(one, kpi) == family
    )


def _mark(one: Summary, kpi: KpiResult, words: Words, *, stands_out: bool) -> Mark:
    numbers = Numbers(words)
    text = words("nothing")
    if kpi.attainment is not None:
        text = attainment(kpi.attainment, numbers)
    elif (way := share_of_the_way(kpi)) is not None:
        text = numbers.share(way)
    return Mark(
        href=f"campaigns/{one.head.id}/#kpi-{kpi.metric}",
        title=title_of(one, kpi.metric, words),
        tone=tone(kpi.verdict),
        sign=sign(kpi.verdict),
        verdict=words(f"verdict.{kpi.verdict.value}"),
        text=text,
        stands_out=stands_out,
    )


def _verdicts(family: str, campaigns: Sequence[Summary]) -> list[Verdict]:
    return [kpi.verdict for one in campaigns for kpi in one.kpis if family_of(one, kpi) == family]


def _met(verdicts: Sequence[Verdict], words: Words) -> str:
    count = Numbers(words).count
    return words("index.met_of", met=count(verdicts.count(Verdict.MET)), all=count(len(verdicts)))


def _note(families: Sequence[str], campaigns: Sequence[Summary], words: Words) -> str:
    """How to read it; and the column with the most misses, where one stands out."""
    note = words("index.matrix_note")
    missed = {family: _verdicts(family, campaigns).count(Verdict.MISSED) for family in families}
    most = max(missed.values(), default=0)
    worst = [family for family in families if missed[family] == most]
    if most < _WORTH_TELLING or len(worst) > 1:
        return note
    count = Numbers(words).count
    total = len(_verdicts(worst[0], campaigns))
    said = words("index.worst", stage=_family(worst[0], words).lower(), missed=count(most), all=count(total))
    return words.sentences((said, note))
