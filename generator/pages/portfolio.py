"""What a site's campaigns say together, ready to print: each part is empty where there is nothing to say."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.compare.result.portfolio import PortfolioResult
from generator.pages.portfolio_chance import chance_said, star_said
from generator.pages.portfolio_learnings import CauseRow, Late, cause_rows, late_actions
from generator.pages.portfolio_names import names_of
from generator.pages.portfolio_scores import Narrows, narrow_note, narrow_scores
from generator.pages.portfolio_targets import Group, attained_groups, targets_note
from generator.pages.scorecard import Bar
from generator.pages.words import Words
from generator.report.summary import Summary


@dataclass(frozen=True, slots=True)
class Together:
    """The parts in the order they stand on the page."""

    chance: str
    star: str
    """What the mark in the table of all KPIs means."""
    attained: tuple[Group, ...]
    targets_note: Markup
    causes: tuple[CauseRow, ...]
    late: Late
    narrow: Narrows
    narrow_note: str

    @property
    def has_reading(self) -> bool:
        """Whether any distribution says something of its targets."""
        return any(row.reading for group in self.attained for row in group.rows)

    @property
    def pictures(self) -> tuple[Bar, ...]:
        """The strips, which are files of their own."""
        return tuple(row.strip for group in self.attained for row in group.rows)


def together_of(found: PortfolioResult, summaries: Sequence[Summary], words: Words) -> Together:
    """Word what was found; `summaries` are those it was found in."""
    names = names_of(summaries, words)
    return Together(
        chance=chance_said(found.chance, words),
        star=star_said(found.chance, words),
        attained=attained_groups(found.attainment, names),
        targets_note=targets_note(words),
        causes=cause_rows(found.causes, names),
        late=late_actions(found.actions, names),
        narrow=narrow_scores(found.sensitivity, names),
        narrow_note=narrow_note(words),
    )
