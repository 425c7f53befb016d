"""What a check is: a code, a name, words that teach, two examples, and a function from a campaign to what it finds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.compare.frames import Table
from generator.compare.judged import Judged
from generator.compare.result import CampaignResult, Level, Verdict
from generator.data.table import CampaignData
from generator.errors import Location
from generator.metrics.project import Frame
from generator.spec.model import Campaign

FAMILIES: Mapping[str, str] = {
    "1": "Is the KPI SMART: specific, measurable, achievable, relevant, time-bound?",
    "2": "Is there a fair baseline to compare with?",
    "3": "Does more than one metric tell the story?",
    "4": "What else was going on?",
    "5": "Did the goalposts move?",
    "6": "Can the data be trusted?",
    "7": "Is the result read for what it says?",
    "9": "Are the waivers in order?",
}
"""First digit of a code -> what the checks of the family ask."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a KPI came to in a campaign that had ended before this one began."""

    campaign: str
    value: float
    target_text: str
    attainment: float | None
    verdict: Verdict


@dataclass(frozen=True)  # without slots, so that the table can be kept
class Context:
    """Everything a check may look at; it reads no file and no clock."""

    judged: Judged
    """Spec and results, with counterfactuals, changes and forecasts where there are any."""
    data: CampaignData
    frame: Frame
    """Settings, catalogue, strategy, ids of all campaigns."""
    past: Mapping[str, tuple[Past, ...]] = field(default_factory=dict)
    """Metric -> its results in campaigns that ended before this one began, oldest first."""
    compared: CampaignResult | None = None
    """Result of the campaign that is its baseline, where one is."""
    ran: Mapping[str, int | None] = field(default_factory=dict)
    """Code of every check -> how much it found; None for one that does not run or has not run yet. Filled in by the
    runner, for the check on waivers."""

    cut: Table | None = None
    """The data's table, where it was cut already."""
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What checks have worked out of it and others need again, by name."""

    @property
    def campaign(self) -> Campaign:
        """The spec."""
        return self.judged.campaign

    @cached_property
    def table(self) -> Table:
        """The data's series and totals by slice, cut once for all checks."""
        return self.cut or Table(self.data)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where, and what in words that name the numbers."""

    at: Location
    message: str


@dataclass(frozen=True, slots=True)
class Example:
    """A campaign that a check raises, or passes; run as a test and shown on the check's page.

    `spec` is YAML whose top-level keys replace those of the base campaign that all examples start from
    (`checks.base`); `files` replace its files, by path from the campaign's folder. What is shown is what is written
    here.
    """

    spec: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    """One sentence on what to look at."""
    past: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Metric -> what it came to in earlier campaigns, oldest first."""
    key: tuple[str | int, ...] = ()
    """Of a failing example: path of the key it is raised at; empty where it is raised at a row, or nowhere else."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `name` is the bad pattern in kebab case and reads well after "allow": `no-baseline`."""

    code: str
    name: str
    level: Level
    what: str
    """One sentence: what it finds."""
    why: str
    """Why it matters, in plain words."""
    mend: str
    """What to do about it."""
    fails: Example
    passes: Example
    find: Callable[[Context], Iterator[Finding]]
    lesson: str = ""
    """Path of the knowledge page that explains it, below the site's root: `learn/how-results-are-judged/`."""

    @property
    def family(self) -> str:
        """What the checks beside it ask."""
        return FAMILIES[self.code[3]]

    @property
    def page(self) -> str:
        """Path of its own page, below the site's root."""
        return f"checks/{self.code.lower()}/"
