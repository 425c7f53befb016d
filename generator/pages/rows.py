"""A portfolio's rows: one campaign each, trouble first."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts.bullet import PORTFOLIO, Bullet, bullet, place
from generator.charts.sparkline import SIZE, sparkline
from generator.charts.svg import as_file
from generator.compare.reason import Method
from generator.compare.result import CampaignHead, KpiResult, State, Verdict
from generator.history.story import Standing
from generator.pages.escape import line
from generator.pages.figures import figures
from generator.pages.headline import sign, tone
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers
from generator.pages.pace import chance
from generator.pages.scorecard import Bar
from generator.pages.sentences import SoFar, place_of
from generator.pages.shares import bullet_of_result
from generator.pages.summary import title_of
from generator.pages.words import Words
from generator.report.summary import Summary
from generator.spec.model import Period, Role

_ORDER = (Verdict.MISSED, Verdict.NEAR, Verdict.NO_DATA, Verdict.MET, Verdict.RUNNING)
_TOLD = (Standing.MOVED.value, Standing.AMENDED.value)
"""How targets may stand that a campaign's row tells."""
_LINE = 100
"""Width in px of the bar that stands for a bullet where there are many."""


@dataclass(frozen=True, slots=True)
class Row:
    """One campaign's row, worded."""

    id: str
    name: str
    note: str
    tone: str
    sign: str
    verdict: str
    kpi: str
    value: str
    target: str
    bar: Bar | None
    line: int | None
    """Share of the target in px, where the row has a bar of text's weight."""
    spark: Bar | None
    met: str
    certainty: str
    place: str
    """While it runs: how it stands against an even pace or its target."""
    tags: str
    """What it can be found by, beside what the row shows."""


def in_order(summaries: Sequence[Summary], words: Words) -> list[Summary]:
    """Sort campaigns by how much they need attention, then by name."""
    return sorted(summaries, key=lambda one: (_ORDER.index(one.head.verdict), _name(one, words)))


def _name(one: Summary, words: Words) -> str:
    return line(name_in(one.head.name, words.language))


def row_of(one: Summary, words: Words, *, drawn: bool) -> Row:
    """Word one campaign's row; `drawn` gives it a bullet and a sparkline, else a bar of text's weight."""
    head, kpi, numbers = one.head, one.headline, Numbers(words, one.head.currency)
    shown, title = figures(kpi, numbers), title_of(one, kpi.metric, words)
    stands = place_of(kpi, _time_gone(head), volume=kpi.method is Method.COUNTED)
    bar = bullet_of_result(kpi, stands.pace if kpi.verdict is Verdict.RUNNING else None)
    label = words("scorecard.bar_label", kpi=title, attainment=shown.attainment or words("nothing"))
    if bar and bar.running and stands.pace is not None:
        label = words(
            "scorecard.bar_pace", kpi=title, attainment=numbers.share(stands.pace), pace=words(f"by.{stands.by}")
        )
    return Row(
        id=head.id,
        name=_name(one, words),
        note=_note(head, numbers, one.targets),
        tone=tone(head.verdict),
        sign=sign(head.verdict),
        verdict=_verdict(head, words),
        kpi=title,
        value=shown.value or words("nothing"),
        target=words("index.target", target=shown.target),
        bar=_bar(head.id, bar, label) if bar and drawn else None,
        line=_line(bar) if bar and not drawn else None,
        spark=_spark(one, words) if drawn else None,
        met=words("index.met_of", met=numbers.count(head.kpis_met), all=numbers.count(head.kpis)),
        certainty=words(f"certainty.{head.certainty.value}") if head.certainty else words("nothing"),
        place=_place(one, stands, words) if head.state is State.RUNNING else "",
        tags=line(", ".join(head.tags)),
    )


def _place(one: Summary, stands: SoFar, words: Words) -> str:
    """How a running campaign stands: what it has lost for good, else where its headline KPI is going."""
    lost = [kpi for kpi in one.kpis if (kpi.must or kpi.role is Role.GUARDRAIL) and kpi.verdict is Verdict.MISSED]
    if lost:
        return words("index.barred", kpi=title_of(one, lost[0].metric, words))
    return _going(one.headline, stands, words)


def _going(kpi: KpiResult, stands: SoFar, words: Words) -> str:
    """Where a running KPI is going: its forecast, else how it stands against its pace or its target."""
    if kpi.verdict is Verdict.NO_DATA:
        return ""
    if kpi.verdict is not Verdict.RUNNING:
        return words(f"index.settled_{tone(kpi.verdict)}")
    if kpi.forecast is not None and kpi.forecast.state is not None:
        state = words(f"state.{kpi.forecast.state.value}")
        return words("index.forecast", state=state, chance=chance(kpi.forecast.probability, words))
    return words.told(f"so_far_short.{stands.kind}", {"pace": words(f"by.{stands.by}")})


def _time_gone(head: CampaignHead) -> float:
    """Share of the period up to the last day with data."""
    return _day(head) / ((head.period[1] - head.period[0]).days + 1)


def _day(head: CampaignHead) -> int:
    last = max(head.period[0], min(head.data_to or head.as_of, head.as_of, head.period[1]))
    return (last - head.period[0]).days + 1


def _verdict(head: CampaignHead, words: Words) -> str:
    return words("index.not_started") if head.state is State.UPCOMING else words(f"verdict.{head.verdict.value}")


def _note(head: CampaignHead, numbers: Numbers, targets: str) -> str:
    words, period = numbers.words, Period(start=head.period[0], end=head.period[1])
    when = numbers.months(period)
    if head.state is State.RUNNING:
        when = words("index.day", day=numbers.count(_day(head)), days=numbers.count(period.days))
    if head.state is State.UPCOMING:
        when = words("index.starts", day=numbers.day(period.start))
    stands = words(f"seal.index_{targets}") if targets in _TOLD else ""
    return " · ".join(part for part in (head.owner, when, stands) if part)


def _bar(name: str, drawn: Bullet, label: str) -> Bar:
    return Bar(f"bullet-{name}.svg", label, *PORTFOLIO, as_file(bullet(drawn, label, PORTFOLIO)))


def _line(drawn: Bullet) -> int:
    return round(place(drawn.result or 0.0) * _LINE)


def _spark(one: Summary, words: Words) -> Bar | None:
    label = words("index.spark", kpi=title_of(one, one.head.headline, words))
    drawn = sparkline(one.spark, one.spark_target, label)
    return Bar(f"spark-{one.head.id}.svg", label, *SIZE, as_file(drawn)) if drawn else None
