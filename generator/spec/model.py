"""What a user wrote, read once: frozen models that everything above works with instead of the YAML."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from generator.errors import Location


class Model(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Text(Model):
    """Words in one or more languages; a plain string counts for all of them."""

    by_language: Mapping[str, str]

    def said_in(self, language: str) -> str:
        """Return the words in a language, else in English, else in whichever there is."""
        words = self.by_language
        return words.get(language) or words.get("en") or words.get("") or next(iter(words.values()), "")


class Period(Model):
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        return (self.end - self.start).days + 1

    def contains(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.start <= day <= self.end

    def dates(self) -> tuple[date, ...]:
        """Every day of the period."""
        return tuple(self.start + timedelta(days=n) for n in range(self.days))


class Target(Model):
    """What a KPI must reach: a number, or a range with both ends included. A percent is held as a fraction."""

    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_range(self) -> bool:
        """True for a target such as `2..4`."""
        return self.value is None


class Near(Model):
    """How far short of a target still counts as near: a share of the target (relative) or an amount in its unit."""

    amount: float
    relative: bool
    text: str


class Unit(StrEnum):
    """How a metric's numbers are read."""

    PERCENT = "percent"
    RATIO = "ratio"
    COUNT = "count"
    CURRENCY = "currency"
    SECONDS = "seconds"
    POINTS = "points"


class Better(StrEnum):
    """Which way a metric should go."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"


class Stage(StrEnum):
    """Where in the customer's way a metric or objective sits."""

    AWARENESS = "awareness"
    CONSIDERATION = "consideration"
    CONVERSION = "conversion"
    RETENTION = "retention"
    ADVOCACY = "advocacy"


class Role(StrEnum):
    """What a KPI is for in its campaign."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GUARDRAIL = "guardrail"


class Baseline(Model):
    """What came before: exactly one of a period in the same sources, another campaign, or values by metric."""

    period: Period | None = None
    campaign: str | None = None
    values: Mapping[str, float] | None = None


class Source(Model):
    """A set of files (or a table behind a connection) with its columns named."""

    files: str | None = None
    connect: str | None = None
    table: str | None = None
    query: str | None = None
    format: str = "auto"
    date: str | None = None
    """The date column; None where the rows have no date (`date: none`)."""
    date_format: str | None = None
    """How dates are written (strptime, e.g. `%d/%m/%Y`) where they are ambiguous."""
    decimal: str | None = None
    """The decimal mark, `.` or `,`, where the files leave it open."""
    by: tuple[str, ...] = ()
    measures: Mapping[str, str]
    """Measure of the catalogue -> column in the file."""


class Kpi(Model):
    """One target on one metric."""

    metric: str
    target: Target
    near: Near | None = None
    """None: the site's own band."""
    weight: float = 1.0
    role: Role = Role.PRIMARY
    must: bool = False
    why: Text | None = None
    segments: Mapping[str, Mapping[str, Target]] = Field(default_factory=dict)
    """Dimension -> segment -> its own target."""
    plan: str | None = None


class FactorKind(StrEnum):
    """What sort of thing happened."""

    COMPETITOR = "competitor"
    HOLIDAY = "holiday"
    SEASONALITY = "seasonality"
    MARKET = "market"
    PRICE = "price"
    PRODUCT = "product"
    OUTAGE = "outage"
    POLICY = "policy"
    TRACKING = "tracking"
    OTHER = "other"


class Factor(Model):
    """Something else that happened, on a day or over a period, and what it was expected to do."""

    what: Text
    kind: FactorKind
    when: Period
    expect: str | None = None
    """`lower` or `higher`."""
    on: tuple[str, ...] = ()


class Control(Model):
    """A series that the campaign could not move."""

    source: str
    measure: str
    where: Mapping[str, str] = Field(default_factory=dict)


class Amendment(Model):
    """A target changed after the start, on purpose."""

    kpi: str
    on: date
    before: Target = Field(alias="from")
    after: Target = Field(alias="to")
    because: str
    by: str | None = None


class Cause(StrEnum):
    """Why a result came out as it did."""

    AUDIENCE = "audience"
    CREATIVE = "creative"
    OFFER = "offer"
    PRICE = "price"
    CHANNEL = "channel"
    LANDING = "landing"
    TRACKING = "tracking"
    TIMING = "timing"
    COMPETITION = "competition"
    SEASON = "season"
    MARKET = "market"
    EXECUTION = "execution"
    TARGET = "target"
    OTHER = "other"


class Learning(Model):
    """Why a KPI came out so, and what is done about it."""

    kpi: str | None = None
    cause: Cause
    what: Text
    action: Text | None = None
    owner: str | None = None
    due: date | None = None
    check_in: str | None = None


class Waiver(Model):
    """A check raised on purpose, with the reason."""

    check: str
    because: str


class Campaign(Model):
    """One campaign folder, read."""

    id: str
    folder: Path
    """Absolute path of the campaign's folder."""
    file: str
    """Path of campaign.yml relative to the site's root, with forward slashes."""
    name: Text
    summary: Text | None = None
    owner: str | None = None
    tags: tuple[str, ...] = ()
    period: Period
    timezone: str = "UTC"
    as_of: date | None = None
    currency: str | None = None
    budget: float | None = None
    baseline: Baseline | None = None
    objective: str | None = None
    kra: str | None = None
    sources: Mapping[str, Source]
    kpis: tuple[Kpi, ...]
    factors: tuple[Factor, ...] = ()
    controls: tuple[Control, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    learnings: tuple[Learning, ...] = ()
    waive: tuple[Waiver, ...] = ()
    notes: str | None = None
    """Text of notes.md, Markdown."""
    places: Mapping[tuple[str | int, ...], Location] = Field(default_factory=dict, repr=False)
    """Path of keys -> where its key (or list item) stands in campaign.yml."""

    def at(self, *path: str | int) -> Location:
        """Where a key stands, or the nearest enclosing one that is written: `at("kpis", 0, "target")`."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Location(self.file)


class MeasureSpec(Model):
    """What a column counts."""

    title: Text
    unit: Unit = Unit.COUNT
    additive: bool = True
    """False: it may not be summed over days or segments (reach, unique users)."""
    signed: bool = False
    """True: negative numbers are ordinary (profit), not a mistake in the data."""


class MetricSpec(Model):
    """One entry of metrics.yml or of the built-in catalogue, as written."""

    title: Text
    formula: str
    unit: Unit
    better: Better
    stage: Stage
    drivers: str | None = None
    explains: Text | None = None
    confused_with: Text | None = None
    source: str | None = None
    subset: bool = False
    """True: the numerator counts a subset of the denominator, so the metric is a proportion of 0 to 1."""


class MetricsFile(Model):
    """metrics.yml: measures and metrics, added to and overriding the built-in ones."""

    measures: Mapping[str, MeasureSpec] = Field(default_factory=dict)
    metrics: Mapping[str, MetricSpec] = Field(default_factory=dict)
    file: str = ""
    places: Mapping[tuple[str | int, ...], Location] = Field(default_factory=dict, repr=False)


class KeyResult(Model):
    """A key result: measured by a metric, or read by hand."""

    id: str
    title: Text
    metric: str | None = None
    start: float = Field(alias="from")
    goal: float = Field(alias="to")
    readings: Mapping[date, float] = Field(default_factory=dict)


class ObjectiveKind(StrEnum):
    """What is expected of an objective: 1.0 of a committed one, about 0.7 of an aspirational one."""

    ASPIRATIONAL = "aspirational"
    COMMITTED = "committed"


class Objective(Model):
    """An objective and its key results."""

    title: Text
    cycle: str | None = None
    kind: ObjectiveKind = ObjectiveKind.COMMITTED
    stage: Stage | None = None
    key_results: tuple[KeyResult, ...] = ()


class SuccessFactor(Model):
    """What must go right in a key result area, and the metrics that say so."""

    title: Text
    metrics: tuple[str, ...] = ()


class KeyResultArea(Model):
    """An area in which results are owed."""

    title: Text
    success_factors: tuple[SuccessFactor, ...] = ()


class Strategy(Model):
    """strategy.yml."""

    objectives: Mapping[str, Objective] = Field(default_factory=dict)
    key_result_areas: Mapping[str, KeyResultArea] = Field(default_factory=dict)
    file: str = ""
    places: Mapping[tuple[str | int, ...], Location] = Field(default_factory=dict, repr=False)


class SiteInfo(Model):
    """Name and addresses of the published site."""

    name: str = "Campaign results"
    url: str | None = None
    languages: tuple[str, ...] = ("en",)
    repo_url: str | None = None
    edit_uri: str | None = None


class Paths(Model):
    """Folders, relative to site_config.yml."""

    campaigns: str = "campaigns"
    content: str = "content"
    output: str = "site"


class VerdictRules(Model):
    """The site's near band and the confidence of its intervals (0.80, 0.90, 0.95 or 0.98)."""

    near: Near = Near(amount=0.1, relative=True, text="10%")
    confidence: float = 0.95


class ScoreRules(Model):
    """How a campaign's score is capped and banded."""

    cap: float = 1.2
    met: float = 1.0
    near: float = 0.9


class CheckRules(Model):
    """Which checks run."""

    select: tuple[str, ...] = ("KPI",)
    ignore: tuple[str, ...] = ()


class SiteConfig(Model):
    """site_config.yml."""

    site: SiteInfo = SiteInfo()
    paths: Paths = Paths()
    verdict: VerdictRules = VerdictRules()
    scorecard: ScoreRules = ScoreRules()
    checks: CheckRules = CheckRules()
    engine: str = "duckdb"
    mkdocs: Mapping[str, object] = Field(default_factory=dict)
    file: str = "site_config.yml"
    places: Mapping[tuple[str | int, ...], Location] = Field(default_factory=dict, repr=False)
