"""The portfolio: did the campaigns meet their KPIs, and where is the trouble?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from generator.charts.bullet import PORTFOLIO, Bullet, bullet, place
from generator.charts.sparkline import SIZE, sparkline
from generator.charts.svg import as_file
from generator.compare.reason import Method
from generator.compare.result import CampaignHead, Certainty, KpiResult, State, Verdict
from generator.compare.result_portfolio import PortfolioResult
from generator.history.story import Standing
from generator.pages.escape import line
from generator.pages.figures import figures
from generator.pages.headline import sign, tone
from generator.pages.matrix import Matrix, matrix
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers
from generator.pages.pace import chance
from generator.pages.page import Page
from generator.pages.portfolio import together_of
from generator.pages.portfolio_chance import MARK, standing_out
from generator.pages.rendering import render
from generator.pages.scorecard import Bar
from generator.pages.sentences import SoFar, capitalised, listed, place_of, spelled
from generator.pages.shares import bullet_of_result
from generator.pages.summary import title_of
from generator.pages.words import Words
from generator.report.summary import Summary, summarise
from generator.spec.model import Period, SiteConfig

__all__ = ["Summary", "index_page", "summarise"]

DRAWN = 60
"""More campaigns than this get bars of text's weight instead of bullets and sparklines: the page stays light."""
_ORDER = (Verdict.MISSED, Verdict.NEAR, Verdict.NO_DATA, Verdict.MET, Verdict.RUNNING)
_DOWNLOADS = tuple(Markup('<a href="{0}" download>{0}</a>').format(file) for file in ("results.json", "results.csv"))
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


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of the filter: the tone it shows, its name, how many there are."""

    tone: str
    name: str
    count: int


def index_page(summaries: Sequence[Summary], found: PortfolioResult, config: SiteConfig, words: Words) -> Page:
    """Make the site's first page from every campaign's summary, and what the campaigns say together."""
    ordered = sorted(summaries, key=lambda one: (_ORDER.index(one.head.verdict), _name(one, words)))
    finished = [one for one in ordered if one.head.state is State.FINISHED]
    running = [one for one in ordered if one.head.state is State.RUNNING]
    upcoming = [one for one in ordered if one.head.state is State.UPCOMING]
    drawn = len(summaries) <= DRAWN
    rows = [_row(one, words, drawn=drawn) for one in finished]
    still = [_row(one, words, drawn=drawn) for one in (*running, *upcoming)]
    together = together_of(found, summaries, words)
    at_a_glance: Matrix | None = matrix(finished, words, standing_out(found.chance)) if finished else None
    markdown = render(
        "index.md.jinja",
        words,
        title=title(finished, running or upcoming, words),
        lede=lede(finished, running, upcoming, words),
        empty=not summaries,
        filters=_filters(finished, words),
        finished=rows,
        still=still,
        still_title=words(_still(running=bool(running), upcoming=bool(upcoming))),
        rule=_rule(config, words),
        matrix=at_a_glance,
        together=together,
        star=MARK,
        drawn=drawn,
        json=Markup(words("comma_between")).join(_DOWNLOADS),  # noqa: S704  ours
    )
    bars = (*(bar for row in (*rows, *still) for bar in (row.bar, row.spark)), *together.pictures)
    files = {bar.file: bar.svg for bar in bars if bar}
    return Page(PurePosixPath("index.md"), markdown, files)


def _still(*, running: bool, upcoming: bool) -> str:
    if running and upcoming:
        return "index.running_and_to_come"
    return "index.still_to_come" if upcoming else "index.still_running"


def title(finished: Sequence[Summary], others: Sequence[Summary], words: Words) -> str:
    """The finding: how many of the finished campaigns met their KPIs."""
    count = Numbers(words).count
    met, total = sum(one.head.verdict is Verdict.MET for one in finished), len(finished)
    if not total:
        return words("index.title_running" if others else "index.title_empty")
    if total == 1:
        return words("index.title_one_met" if met else "index.title_one_not")
    if met == 1:
        return words("index.title_single", all=count(total))
    if met == total:
        return words("index.title_all", all=count(total))
    return (
        words("index.title_some", met=count(met), all=count(total))
        if met
        else words("index.title_none", all=count(total))
    )


def lede(finished: Sequence[Summary], running: Sequence[Summary], upcoming: Sequence[Summary], words: Words) -> str:
    """The rest of the count, the close calls, and how new the data are."""
    numbers = Numbers(words)
    parts = [_rest([one.head.verdict for one in finished], numbers), _close(finished, numbers)]
    for key, count in (("index.running", len(running)), ("index.upcoming", len(upcoming))):
        if count:
            parts.append(capitalised(words.count(key, count, number=spelled(count, numbers))))
    days = [one.head.data_to for one in (*finished, *running) if one.head.data_to]
    if days:
        parts.append(words("index.data_to", day=numbers.day(max(days))))
    return words.sentences(parts)


def _rest(verdicts: Sequence[Verdict], numbers: Numbers) -> str:
    """Count what did not meet its KPIs; a single campaign's verdict is in the title already."""
    words, counts = numbers.words, Counter(verdicts)
    parts = []
    if len(verdicts) > 1:
        for key, verdict in (("index.near", Verdict.NEAR), ("index.missed", Verdict.MISSED)):
            if counts[verdict]:
                parts.append(words(key, number=spelled(counts[verdict], numbers)))
    if none := counts[Verdict.NO_DATA]:
        parts.append(words.count("index.no_data", none, number=spelled(none, numbers)))
    return words("index.short", parts=capitalised(listed(parts, words))) if parts else ""


def _close(finished: Sequence[Summary], numbers: Numbers) -> str:
    words = numbers.words
    met = [one for one in finished if one.head.verdict is Verdict.MET]
    close = sum(one.head.certainty is Certainty.CLOSE_CALL for one in met)
    if not close:
        return ""
    if len(met) == 1:
        return words("index.close_only")
    return words.count("index.close", close, met=spelled(len(met), numbers), number=spelled(close, numbers))


def _filters(finished: Sequence[Summary], words: Words) -> tuple[Filter, ...]:
    found = [Filter("all", words("index.all"), len(finished))]
    for verdict in (Verdict.MISSED, Verdict.NEAR, Verdict.MET, Verdict.NO_DATA):
        count = sum(one.head.verdict is verdict for one in finished)
        if count:
            found.append(Filter(tone(verdict), words(f"verdict.{verdict.value}"), count))
    return tuple(found) if len(found) > 2 else ()  # noqa: PLR2004  "all" and one more are no choice


def _rule(config: SiteConfig, words: Words) -> str:
    numbers = Numbers(words)
    met, near = numbers.plain(config.scorecard.met, 2), numbers.plain(config.scorecard.near, 2)
    return words.html("index.rule", met=met, near=near)


def _name(one: Summary, words: Words) -> str:
    return line(name_in(one.head.name, words.language))


def _row(one: Summary, words: Words, *, drawn: bool) -> Row:
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
        place=_place(kpi, stands, words) if head.state is State.RUNNING else "",
    )


def _place(kpi: KpiResult, stands: SoFar, words: Words) -> str:
    """How a running campaign's headline KPI stands: its forecast, else against its pace or its target."""
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
