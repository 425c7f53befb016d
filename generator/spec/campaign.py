"""campaign.yml as models. The text under a field is what an editor shows when it is pointed at."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.errors import Location
from generator.spec import fields
from generator.spec.forms import FormError
from generator.spec.values import Model
from generator.text import say

AUTO = "auto"
"""What stands for a date column that the file is to be asked for."""
BASELINE_FORMS = ("period", "campaign", "values")


class Role(StrEnum):
    """What a KPI is for in its campaign."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GUARDRAIL = "guardrail"


class Baseline(Model):
    """What came before: exactly one of a period in the same sources, another campaign, or values by metric."""

    period: fields.Days | None = None
    """Days before the campaign, in the same sources."""
    campaign: fields.CampaignName | None = None
    """Id of the campaign to compare with."""
    values: Mapping[str, fields.Amount] | None = None
    """Metric -> its value before, for metrics whose earlier data is not at hand."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(getattr(self, name) is not None for name in BASELINE_FORMS) != 1:
            raise FormError(
                say(
                    en="says not exactly one of period, campaign and values",
                    zh="在 period、campaign 和 values 中没有恰好写一个",
                )
            )
        return self


class Source(Model):
    """A set of files (or a table behind a connection) with its columns named."""

    files: fields.Glob | None = None
    """A glob inside the campaign folder: CSV, TSV, XLSX, Parquet or JSON, such as `data/ads-*.csv`."""
    connect: fields.Address | None = None
    """Instead of files: a database, by its name under `connections` in site_config.yml, with `table` or `query`."""
    table: fields.Line | None = None
    """The table to read behind `connect`."""
    query: fields.Line | None = None
    """The SELECT to read behind `connect`."""
    format: fields.Line = "auto"
    """`auto`, or the platform the files were exported from, such as google-ads or ga4."""
    date: fields.DateColumn = AUTO
    """The date column; `none` where the rows have no date: the file is the period. Left out, it is looked for."""
    date_format: fields.Line | None = None
    """How dates are written (as in strptime, `%d/%m/%Y`), where day and month could be either."""
    decimal: fields.Decimal | None = None
    """The decimal mark, `.` or `,`, where the files leave it open."""
    by: tuple[fields.Column, ...] = ()
    """Columns a result can be broken down by, such as channel and region."""
    measures: Mapping[str, fields.Column]
    """Measure of the catalogue -> column in the file."""


class Kpi(Model):
    """One target on one metric."""

    metric: fields.MetricName
    """A metric of the catalogue; its page says what it counts and what it is confused with."""
    target: fields.Goal
    """What must be reached: a number, a percent, or a range `2..4`."""
    near: fields.Band | None = None
    """How far short still counts as near: a share of the target (`10%`) or an amount (`0.2pp`, `5`)."""
    weight: fields.NotNegative = 1.0
    """How much it counts in the campaign's score, beside the others."""
    role: Role = Role.PRIMARY
    """primary: what the campaign is for; secondary: what helps to read it; guardrail: what must not suffer meanwhile.
    All are scored by their weight, and a campaign is not met while a guardrail is missed."""
    must: fields.Flag = False
    """true: the campaign cannot be met while this is missed."""
    why: fields.Words | None = None
    """What this says about the objective (the R of SMART)."""
    segments: Mapping[str, Mapping[str, fields.Goal]] = Field(default_factory=dict)
    """Dimension -> segment -> its own target: `{channel: {search: 3.5%}}`."""
    plan: fields.Line | None = None
    """A file in the campaign folder with date and planned amount: the pace to compare with while it runs."""


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

    what: fields.Words
    """What happened, in a few words."""
    kind: FactorKind
    """What sort of thing it was."""
    when: fields.DayOrDays
    """The day, or first and last day."""
    expect: fields.Direction | None = None
    """What it was expected to do to the KPIs: `lower` or `higher`."""
    on: tuple[fields.KpiName, ...] = ()
    """The KPIs it bears on, by metric; all of them where left out."""


class Control(Model):
    """A series that the campaign could not move."""

    source: fields.SourceName
    """The source it stands in, by its name under `sources`."""
    measure: fields.MeasureName
    """The measure of that source."""
    where: Mapping[str, fields.Line] = Field(default_factory=dict)
    """Dimension -> segment, to use those rows alone."""
    each: fields.Column | None = None
    """A dimension of the source: each of its segments is a control of its own, such as every city without the
    campaign."""


class Amendment(Model):
    """A target changed after the start, on purpose."""

    kpi: fields.KpiName
    """The KPI, by metric."""
    on: fields.Day
    """The day it was changed."""
    before: fields.Goal = Field(alias="from")
    """The target before."""
    after: fields.Goal = Field(alias="to")
    """The target since."""
    because: fields.Line
    """Why it was changed; shown on the page."""
    by: fields.Line | None = None
    """Who decided it."""


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

    kpi: fields.KpiName | None = None
    """The KPI, by metric."""
    cause: Cause
    """Why it came out so; causes are counted across campaigns."""
    what: fields.Words
    """What was found."""
    action: fields.Words | None = None
    """What is done about it."""
    owner: fields.Line | None = None
    """Who does it."""
    due: fields.Day | None = None
    """By when."""
    check_in: fields.Identifier | None = None
    """Id of the campaign in which it is to be seen, which need not be there yet."""


class Waiver(Model):
    """A check raised on purpose, with the reason."""

    check: fields.CheckCode
    """The check's code, such as KPI301."""
    because: fields.Line
    """Why it is waived; shown on the page."""


class CampaignFile(Model):
    """What campaign.yml says."""

    name: fields.Words
    """The campaign's name."""
    summary: fields.Words | None = None
    """One paragraph, Markdown."""
    owner: fields.Line | None = None
    """The person or team who answers for it."""
    tags: tuple[fields.Line, ...] = ()
    """Words to group campaigns by."""
    period: fields.Days
    """First and last day, both included, in `timezone`."""
    timezone: fields.Timezone = "UTC"
    """The time zone its days are counted in."""
    as_of: fields.Day | None = None
    """What counts as today. Without it the build's `--as-of`, else the clock. Before the period's end: running."""
    currency: fields.Currency = None
    """The currency of its money, three letters; `none` where the data names no currency."""
    budget: fields.NotNegative | None = None
    """What it may cost, in `currency`."""
    baseline: Annotated[Baseline, fields.COMPARED] | None = None
    """What to compare with: a period in the same sources, `{campaign: id}`, or `{values: {metric: 2.6%}}`."""
    objective: fields.ObjectiveName | None = None
    """The objective it serves, an id in strategy.yml."""
    kra: fields.AreaName | None = None
    """The key result area it belongs to, an id in strategy.yml."""
    sources: Annotated[Mapping[str, Source], Field(min_length=1)]
    """Where the numbers come from, each source under a name of its own."""
    kpis: Annotated[tuple[Kpi, ...], Field(min_length=1)]
    """The KPIs and their targets, set in advance."""
    factors: tuple[Factor, ...] = ()
    """What else happened."""
    controls: tuple[Control, ...] = ()
    """Series the campaign could not move; they say what would have happened without it."""
    amendments: tuple[Amendment, ...] = ()
    """Targets changed after the start, on purpose: both stay on the page."""
    learnings: tuple[Learning, ...] = ()
    """Why it came out so, and what is done about it."""
    waive: tuple[Waiver, ...] = ()
    """Checks raised on purpose, with the reason."""


class Campaign(CampaignFile):
    """One campaign folder, read."""

    id: str
    folder: Path
    """Absolute path of the campaign's folder."""
    file: str
    """Path of campaign.yml relative to the site's root, with forward slashes."""
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
