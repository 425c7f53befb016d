"""What the examples of the knowledge pages are told from: every campaign's summary, and how its KPIs are printed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.compare.result import CampaignHead, KpiResult, State, Verdict
from generator.compare.result.portfolio import PortfolioResult
from generator.compare.result.strategy import ObjectivesResult
from generator.pages.escape import markdown
from generator.pages.figures import Figures, figures
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers
from generator.pages.scene import kpi_anchor
from generator.pages.summary import title_of
from generator.pages.words import Words
from generator.report.summary import Split, Summary
from generator.spec.model import Role

Lines = Callable[[str], tuple[str, ...]]
"""The lines of a spec by its path from the site's root; none where it cannot be read."""
HOME = "../../"
"""The way from a knowledge page to the site's root; `markers.relinked` fits it to where the page lies."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything an example may be chosen from."""

    summaries: Sequence[Summary]
    together: PortfolioResult
    served: ObjectivesResult
    words: Words
    lines: Lines

    @property
    def finished(self) -> tuple[Summary, ...]:
        """Campaigns whose verdict is final."""
        return tuple(one for one in self.summaries if one.head.state is State.FINISHED)

    def campaign(self, name: str) -> Summary | None:
        """Find a campaign by its id."""
        return next((one for one in self.summaries if one.head.id == name), None)


@dataclass(frozen=True, slots=True)
class Told:
    """An example, ready for a page."""

    markdown: str
    campaigns: tuple[str, ...]
    """Ids of the campaigns it is told from, which lead back to the lesson."""


@dataclass(frozen=True, slots=True)
class Case:
    """One KPI of one campaign, ready to print."""

    one: Summary
    kpi: KpiResult
    words: Words

    @property
    def head(self) -> CampaignHead:
        """The campaign's."""
        return self.one.head

    @property
    def numbers(self) -> Numbers:
        """In the campaign's currency."""
        return Numbers(self.words, self.head.currency)

    @property
    def shown(self) -> Figures:
        """The KPI's numbers, written."""
        return figures(self.kpi, self.numbers)

    @property
    def title(self) -> str:
        """The metric's title."""
        return title_of(self.one, self.kpi.metric, self.words)

    @property
    def name(self) -> str:
        """The campaign's name."""
        return name_in(self.head.name, self.words.language)

    @property
    def link(self) -> Markup:
        """The campaign's name, leading to the KPI on its page."""
        return link(self.one, self.words, kpi_anchor(self.kpi.metric))

    @property
    def confidence(self) -> str:
        """Of its interval: "95%"."""
        return self.numbers.share(self.kpi.confidence)

    @property
    def verdict(self) -> str:
        """As a table has it."""
        return self.words(f"verdict.{self.kpi.verdict.value}")

    @property
    def split(self) -> Split | None:
        """Its change taken apart, where it was."""
        return next((split for split in self.one.splits if split.metric == self.kpi.metric), None)

    @property
    def rank(self) -> int:
        """Primary KPIs are told before others."""
        return 0 if self.kpi.role is Role.PRIMARY else 1

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What decides between cases that fit equally well: primary KPIs first, then the latest campaign."""
        return self.rank, *latest(self.one), self.kpi.metric


def latest(one: Summary) -> tuple[int, str]:
    """Sort campaigns by their last day, latest first, and by id."""
    return -one.head.period[1].toordinal(), one.head.id


def cases(summaries: Iterable[Summary], words: Words, *verdicts: Verdict) -> Iterator[Case]:
    """Every KPI with a value, or those with one of the verdicts."""
    for one in summaries:
        for kpi in one.kpis:
            if kpi.value is not None and (not verdicts or kpi.verdict in verdicts):
                yield Case(one, kpi, words)


def link(one: Summary, words: Words, anchor: str = "") -> Markup:
    """A campaign's name in Markdown, leading to a place on its page."""
    name = markdown(name_in(one.head.name, words.language))
    place = f"#{anchor}" if anchor else ""
    return Markup(f"[{name}]({HOME}campaigns/{one.head.id}/index.md{place})")  # noqa: S704  the name is escaped


def said(words: Words, key: str, /, **values: object) -> str:
    """Word an entry whose own text is Markdown, and whose values are not, unless they say so."""
    return words(key, **{name: markdown(value) for name, value in values.items()})


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: bool = True) -> str:
    """A Markdown table of plain cells; with `numbers`, all columns but the first are figures."""
    marks = ["---", *(["--:" if numbers else "---"] * (len(heads) - 1))]
    lines = [[str(markdown(cell)) for cell in row] for row in (heads, *rows)]
    written = [lines[0], marks, *lines[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in written)
