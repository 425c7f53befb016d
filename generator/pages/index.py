"""The portfolio: did the campaigns meet their KPIs, and where is the trouble?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from generator.compare.result import Certainty, State, Verdict
from generator.compare.result.portfolio import PortfolioResult
from generator.pages.escape import line
from generator.pages.headline import tone
from generator.pages.labels import SHOWN, labels_of
from generator.pages.matrix import Matrix, matrix
from generator.pages.numbers import Numbers
from generator.pages.page import Page
from generator.pages.portfolio import together_of
from generator.pages.portfolio_chance import MARK, standing_out
from generator.pages.recent import FEED, Told
from generator.pages.recent import SHOWN as SHOWN_EVENTS
from generator.pages.rendering import render
from generator.pages.rows import Row, in_order, row_of
from generator.pages.sentences import capitalised, listed, spelled
from generator.pages.words import Words
from generator.report.summary import Summary, summarise
from generator.spec.model import SiteConfig

__all__ = ["Summary", "index_page", "summarise"]

DRAWN = 60
"""More campaigns than this get bars of text's weight instead of bullets and sparklines: the page stays light."""
_ORDER = (Verdict.MISSED, Verdict.NEAR, Verdict.NO_DATA, Verdict.MET, Verdict.RUNNING)
_FILE = Markup('<a href="{root}{name}" download>{name}</a>')
_LINE = 100
"""Width in px of the bar that stands for a bullet where there are many."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of the filter: the tone it shows, its name, how many there are."""

    tone: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """The finished campaigns of one verdict, where there are many."""

    tone: str
    sign: str
    name: str
    count: str
    rows: tuple[Row, ...]


def index_page(  # noqa: PLR0913  what there is to list, how it is worded, and where links lead
    summaries: Sequence[Summary],
    found: PortfolioResult,
    config: SiteConfig,
    words: Words,
    recent: Sequence[Told] = (),
    *,
    root: str = "",
    changes: str = "",
) -> Page:
    """Make the site's first page from every campaign's summary, and what the campaigns say together.

    `recent` is what happened lately, latest first. `root` leads to the folder of the site's results.json, which is one
    for all languages; `changes` is what the page of a change's differences is called, where there is one.
    """
    ordered = in_order(summaries, words)
    finished = [one for one in ordered if one.head.state is State.FINISHED]
    running = [one for one in ordered if one.head.state is State.RUNNING]
    upcoming = [one for one in ordered if one.head.state is State.UPCOMING]
    drawn = len(summaries) <= DRAWN
    rows = [row_of(one, words, drawn=drawn) for one in finished]
    still = [row_of(one, words, drawn=drawn) for one in (*running, *upcoming)]
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
        groups=() if drawn else _groups(rows, words),
        still=still,
        still_title=words(_still(running=bool(running), upcoming=bool(upcoming))),
        rule=_rule(config, words),
        matrix=at_a_glance,
        together=together,
        star=MARK,
        drawn=drawn,
        recent=recent[:SHOWN_EVENTS],
        changes=changes,
        feed=Markup(f'<a href="{FEED}">{FEED}</a>'),  # noqa: S704  a name of ours
        up="",
        find=words("tags.find"),
        find_hint=words("tags.find_hint"),
        find_none=words("tags.found_none"),
        labels=_offered(summaries, words),
        json=Markup(words("comma_between")).join(  # noqa: S704  ours
            _FILE.format(root=root, name=name) for name in ("results.json", "results.csv")
        ),
    )
    bars = (*(bar for row in (*rows, *still) for bar in (row.bar, row.spark)), *together.pictures)
    files = {bar.file: bar.svg for bar in bars if bar}
    return Page(PurePosixPath("index.md"), markdown, files)


def _offered(summaries: Sequence[Summary], words: Words) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    """The commonest owners and tags, each a link to its page: title, then slug, name and count.

    None of a kind that leaves no choice.
    """
    count = Numbers(words).count
    found = []
    for kind in ("owner", "tag"):
        labels = [one for one in labels_of(summaries) if one.kind == kind]
        if len(labels) > 1:
            shown = tuple((one.slug, line(one.name), count(one.count)) for one in labels[:SHOWN])
            found.append((words(f"tags.{kind}"), shown))
    return tuple(found)


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


def _groups(rows: Sequence[Row], words: Words) -> tuple[Group, ...]:
    """Rows by verdict, in their order; a group of hundreds is opened by whoever wants it."""
    count = Numbers(words).count
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.verdict, []).append(row)
    return tuple(
        Group(own[0].tone, own[0].sign, verdict, count(len(own)), tuple(own)) for verdict, own in found.items()
    )


def _rule(config: SiteConfig, words: Words) -> str:
    numbers = Numbers(words)
    met, near = numbers.plain(config.scorecard.met, 2), numbers.plain(config.scorecard.near, 2)
    return words.html("index.rule", met=met, near=near)
