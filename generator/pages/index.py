"""The portfolio: did the campaigns meet their KPIs, and where is the trouble?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from generator.charts.bullet import PORTFOLIO, bullet
from generator.charts.sparkline import SIZE, sparkline
from generator.charts.svg import as_file
from generator.compare.result import CampaignHead, KpiResult, State, Verdict
from generator.pages.figures import figures
from generator.pages.headline import sign, tone
from generator.pages.matrix import Matrix, matrix
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers
from generator.pages.page import Page
from generator.pages.rendering import render
from generator.pages.scorecard import Bar
from generator.pages.shares import bullet_of_result
from generator.pages.summary import Summary, summarise
from generator.pages.words import Words
from generator.spec.model import Period, SiteConfig

__all__ = ["Summary", "index_page", "summarise"]

DRAWN = 60
"""More campaigns than this get bars of text's weight instead of bullets and sparklines: the page stays light."""
_ORDER = (Verdict.MISSED, Verdict.NEAR, Verdict.NO_DATA, Verdict.MET, Verdict.RUNNING)
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


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of the filter: the tone it shows, its name, how many there are."""

    tone: str
    name: str
    count: int


def index_page(summaries: Sequence[Summary], config: SiteConfig, words: Words) -> Page:
    """Make the site's first page from every campaign's summary."""
    ordered = sorted(summaries, key=lambda one: (_ORDER.index(one.head.verdict), _name(one, words)))
    finished = [one for one in ordered if one.head.state is State.FINISHED]
    running = [one for one in ordered if one.head.state is State.RUNNING]
    upcoming = [one for one in ordered if one.head.state is State.UPCOMING]
    drawn = len(summaries) <= DRAWN
    rows = [_row(one, words, drawn=drawn) for one in finished]
    still = [_row(one, words, drawn=drawn) for one in (*running, *upcoming)]
    at_a_glance: Matrix | None = matrix(finished, words) if finished else None
    markdown = render(
        "index.md.jinja",
        words,
        title=title(finished, running or upcoming, words),
        lede=lede(finished, running, upcoming, words),
        empty=not summaries,
        filters=_filters(finished, words),
        finished=rows,
        still=still,
        rule=_rule(config, words),
        matrix=at_a_glance,
        drawn=drawn,
        json=Markup('<a href="results.json" download>results.json</a>'),
    )
    files = {bar.file: bar.svg for row in (*rows, *still) for bar in (row.bar, row.spark) if bar}
    return Page(PurePosixPath("index.md"), markdown, files)


def title(finished: Sequence[Summary], others: Sequence[Summary], words: Words) -> str:
    """The finding: how many of the finished campaigns met their KPIs."""
    count = Numbers(words).count
    met, total = sum(one.head.verdict is Verdict.MET for one in finished), len(finished)
    if not total:
        return words("index.title_running" if others else "index.title_empty")
    if total == 1:
        return words("index.title_one_met" if met else "index.title_one_not")
    if met == total:
        return words("index.title_all", all=count(total))
    return (
        words("index.title_some", met=count(met), all=count(total))
        if met
        else words("index.title_none", all=count(total))
    )


def lede(finished: Sequence[Summary], running: Sequence[Summary], upcoming: Sequence[Summary], words: Words) -> str:
    """The rest of the count, the close calls, and how new the data are."""
    verdicts = [one.head.verdict for one in finished]
    met = [one for one in finished if one.head.verdict is Verdict.MET]
    close = sum(one.head.certainty is not None and one.head.certainty.value == "close call" for one in met)
    counts = (
        ("index.near", verdicts.count(Verdict.NEAR) if len(finished) > 1 else 0),
        ("index.missed", verdicts.count(Verdict.MISSED) if len(finished) > 1 else 0),
        ("index.no_data", verdicts.count(Verdict.NO_DATA)),
        ("index.close", close),
        ("index.running", len(running)),
        ("index.upcoming", len(upcoming)),
    )
    parts = [_counted(key, count, words) for key, count in counts if count]
    days = [one.head.data_to for one in (*finished, *running) if one.head.data_to]
    if days:
        parts.append(words("index.data_to", day=Numbers(words).day(max(days))))
    return " ".join(parts)


def _counted(key: str, count: int, words: Words) -> str:
    values: dict[str, object] = {} if count == 1 else {"number": Numbers(words).count(count)}
    return words.count(key, count, **values)


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
    return name_in(one.head.name, words.language)


def _row(one: Summary, words: Words, *, drawn: bool) -> Row:
    head, numbers = one.head, Numbers(words, one.head.currency)
    kpi = one.headline
    shown = figures(kpi, numbers)
    label = words(
        "scorecard.bar_label", kpi=one.title_of(kpi.metric, words), attainment=shown.attainment or words("nothing")
    )
    return Row(
        id=head.id,
        name=_name(one, words),
        note=_note(head, numbers),
        tone=tone(head.verdict),
        sign=sign(head.verdict),
        verdict=_verdict(head, words),
        kpi=one.title_of(kpi.metric, words),
        value=shown.value or words("nothing"),
        target=words("index.target", target=shown.target),
        bar=_bar(head.id, kpi, label) if drawn else None,
        line=None if drawn else _line(kpi),
        spark=_spark(one, words) if drawn else None,
        met=words("index.met_of", met=numbers.count(head.kpis_met), all=numbers.count(head.kpis)),
        certainty=words(f"certainty.{head.certainty.value}") if head.certainty else words("nothing"),
    )


def _verdict(head: CampaignHead, words: Words) -> str:
    return words("index.not_started") if head.state is State.UPCOMING else words(f"verdict.{head.verdict.value}")


def _note(head: CampaignHead, numbers: Numbers) -> str:
    words, period = numbers.words, Period(start=head.period[0], end=head.period[1])
    when = numbers.months(period)
    if head.state is State.RUNNING:
        last = max(period.start, min(head.data_to or head.as_of, period.end))
        day = numbers.count((last - period.start).days + 1)
        when = words("index.day", day=day, days=numbers.count(period.days))
    if head.state is State.UPCOMING:
        when = words("index.starts", day=numbers.day(period.start))
    return f"{head.owner} · {when}" if head.owner else when


def _bar(name: str, kpi: KpiResult, label: str) -> Bar | None:
    drawn = bullet_of_result(kpi)
    if drawn is None:
        return None
    return Bar(f"bullet-{name}.svg", label, *PORTFOLIO, as_file(bullet(drawn, label, PORTFOLIO)))


def _line(kpi: KpiResult) -> int | None:
    drawn = bullet_of_result(kpi)
    return None if drawn is None or drawn.result is None else round(min(max(drawn.result, 0.0), 1.3) / 1.3 * _LINE)


def _spark(one: Summary, words: Words) -> Bar | None:
    label = words("index.spark", kpi=one.title_of(one.head.headline, words))
    drawn = sparkline(one.spark, one.spark_target, label)
    return Bar(f"spark-{one.head.id}.svg", label, *SIZE, as_file(drawn)) if drawn else None
