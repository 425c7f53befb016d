"""What a check is: a code, a name, words that teach, two examples, and a function from a campaign to what it finds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.compare.judged import Judged
from generator.compare.result import Level, Verdict
from generator.data.table import CampaignData
from generator.errors import Location
from generator.metrics.project import Frame
from generator.spec.model import Campaign


@dataclass(frozen=True, slots=True)
class Past:
    """What a KPI came to in a campaign that had ended before this one began."""

    campaign: str
    value: float
    target_text: str
    attainment: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a check may look at; it reads no file and no clock."""

    judged: Judged
    """Spec and results, with counterfactuals, changes and forecasts where there are any."""
    data: CampaignData
    frame: Frame
    """Settings, catalogue, strategy, ids of all campaigns."""
    past: Mapping[str, tuple[Past, ...]] = field(default_factory=dict)
    """Metric -> its results in campaigns that ended before this one began, oldest first."""

    @property
    def campaign(self) -> Campaign:
        """The spec."""
        return self.judged.campaign


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where, and what in words that name the numbers."""

    at: Location
    message: str


@dataclass(frozen=True, slots=True)
class Example:
    """A campaign that a check raises, or passes; run as a test and shown on the check's page.

    `spec` is YAML whose top-level keys replace those of the base campaign that all examples start from; `files` replace
    its data files. What is shown is what is written here.
    """

    spec: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    """One sentence on what to look at."""


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
