"""Campaigns and metrics by name, for what a whole site's campaigns say together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.pages.escape import line
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers
from generator.pages.summary import title_of
from generator.pages.words import Words
from generator.report.summary import Summary


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called in the reader's language."""

    words: Words
    campaigns: Mapping[str, Summary]
    titles: Mapping[str, str]
    """Metric -> title."""
    home: str = ""
    """The way from the page to the site's root: "" or "../../"."""

    @property
    def numbers(self) -> Numbers:
        """Numbers without a currency: shares, counts and days."""
        return Numbers(self.words)

    def campaign(self, name: str) -> Link:
        """Name a campaign, and lead to its page."""
        return Link(line(name_in(self.campaigns[name].head.name, self.words.language)), f"{self.home}campaigns/{name}/")

    def kpi(self, campaign: str, metric: str) -> str:
        """Name a metric as a campaign calls it."""
        return title_of(self.campaigns[campaign], metric, self.words)

    def metric(self, metric: str) -> Link:
        """Name a metric, and lead to its page."""
        return Link(self.titles.get(metric, metric), f"{self.home}metrics/{metric}/")


def names_of(summaries: Sequence[Summary], words: Words, home: str = "") -> Names:
    """Collect what there is to name."""
    titles = {metric: title_of(one, metric, words) for one in summaries for metric in one.titles}
    return Names(words, {one.head.id: one for one in summaries}, titles, home)
