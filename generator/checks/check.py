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
from generator.spec.values import Text, say

FAMILIES: Mapping[str, Text] = {
    "1": say(
        en="Is the KPI SMART: specific, measurable, achievable, relevant, time-bound?",
        zh="KPI 是否符合 SMART：具体、可衡量、可达成、相关、有时限？",
    ),
    "2": say(en="Is there a fair baseline to compare with?", zh="有没有公平的基准可比？"),
    "3": say(en="Does more than one metric tell the story?", zh="是不是只靠一个指标下结论？"),
    "4": say(en="What else was going on?", zh="同一时期外部还发生了什么？"),
    "5": say(en="Did the goalposts move?", zh="目标中途改过吗？"),
    "6": say(en="Can the data be trusted?", zh="数据靠得住吗？"),
    "7": say(en="Is the result read for what it says?", zh="结果有没有被误读？"),
    "9": say(en="Are the waivers in order?", zh="豁免写得对吗？"),
}
"""First digit of a code -> what the checks of the family ask."""
NOTHING = Text(by_language={})


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
    memo: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What checks have worked out of it and others need again, by name."""

    @property
    def campaign(self) -> Campaign:
        """The spec."""
        return self.judged.campaign

    @cached_property
    def table(self) -> Table:
        """The data's series and totals by slice, cut once for all checks."""
        return self.cut if self.cut is not None and self.cut.data is self.data else Table(self.data)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where, and what in words that name the numbers."""

    at: Location
    message: Text


@dataclass(frozen=True, slots=True)
class Committed:
    """What an example's folder held when it was committed on a day."""

    on: str
    spec: str | None = None
    """In place of the example's own; None where it was committed as it stands."""
    files: Mapping[str, str] = field(default_factory=dict)
    authored: str = ""
    """The author's day, where it is another than the commit's."""


@dataclass(frozen=True, slots=True)
class Example:
    """A campaign that a check raises, or passes; run as a test and shown on the check's page.

    `spec` is YAML whose top-level keys replace those of the base campaign that all examples start from
    (`checks.base`); `files` replace its files, by path from the campaign's folder. What is shown is what is written
    here.
    """

    spec: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    note: Text = NOTHING
    """One sentence on what to look at; nothing where there is nothing to say."""
    past: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Metric -> what it came to in earlier campaigns, oldest first."""
    commits: tuple[Committed, ...] | None = None
    """Its history in git, oldest first; empty where it is in no repository, None where nobody asks."""
    key: tuple[str | int, ...] = ()
    """Of a failing example: path of the key it is raised at; empty where it is raised at a row, or nowhere else."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `name` is the bad pattern in kebab case and reads well after "allow": `no-baseline`."""

    code: str
    name: str
    zh: str
    """The bad pattern's name in Chinese, as a heading has it: 没有基准."""
    level: Level
    what: Text
    """One sentence: what it finds."""
    why: Text
    """Why it matters, in plain words."""
    mend: Text
    """What to do about it."""
    fails: Example
    passes: Example
    find: Callable[[Context], Iterator[Finding]]
    lesson: str = ""
    """Path of the knowledge page that explains it, below the site's root: `learn/how-results-are-judged/`."""

    @property
    def title(self) -> Text:
        """Its name as a heading has it."""
        name = self.name.replace("-", " ").capitalize().replace("Kpi", "KPI").replace(" kpi", " KPI")
        return Text(by_language={"en": name, "zh": self.zh})

    @property
    def family(self) -> Text:
        """What the checks beside it ask."""
        return FAMILIES[self.code[3]]

    @property
    def page(self) -> str:
        """Path of its own page, below the site's root."""
        return f"checks/{self.code.lower()}/"
