"""site_config.yml as models. The text under a field is what an editor shows when it is pointed at."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.errors import Location
from generator.spec import fields
from generator.spec.forms import FormError
from generator.spec.values import Model, Near
from generator.text import say


class SiteInfo(Model):
    """Name and addresses of the published site."""

    name: fields.Line = "Campaign results"
    """The site's name."""
    url: fields.WebAddress | None = None
    """Where the site is published."""
    languages: Annotated[tuple[fields.Language, ...], Field(min_length=1)] = ("en",)
    """The languages its pages are made in, the first one first."""
    palette: fields.Palette = "default"
    """Colours of the verdicts: in red-good, as on Chinese markets, red is good and green is bad."""
    repo_url: fields.Line | None = None
    """Where its source is kept."""
    edit_uri: fields.Line | None = None
    """What leads from the repository to a file's edit page, such as edit/main/."""

    @model_validator(mode="after")
    def _once(self) -> Self:
        twice = [one for one in self.languages if self.languages.count(one) > 1]
        if twice:
            raise FormError(
                say(
                    en="names `{language}` twice under `languages`",
                    zh="在 `languages` 下把 `{language}` 写了两次",
                    language=twice[0],
                ),
                say(en="name each language once", zh="每种语言只写一次"),
            )
        return self


class Paths(Model):
    """Folders, relative to site_config.yml."""

    campaigns: fields.Folder = "campaigns"
    """The folder that holds one folder a campaign."""
    content: fields.Folder = "content"
    """The folder with pages of your own."""
    output: fields.Folder = "site"
    """The folder the site is built into; what it held is replaced."""

    @model_validator(mode="after")
    def _apart(self) -> Self:
        for kept in ("campaigns", "content"):
            folder = getattr(self, kept)
            if f"{folder}/".startswith(f"{self.output}/") or f"{self.output}/".startswith(f"{folder}/"):
                why = say(
                    en="lets `output` ({output}) and `{kept}` ({folder}) share a folder",
                    zh="让 `output`（{output}）和 `{kept}`（{folder}）用了同一个文件夹",
                    output=self.output,
                    kept=kept,
                    folder=folder,
                )
                hint = say(en="a build replaces everything in `output`", zh="构建会替换 `output` 里的全部内容")
                raise FormError(why, hint)
        return self


class VerdictRules(Model):
    """The site's near band and the confidence of its intervals (0.80, 0.90, 0.95 or 0.98)."""

    near: fields.ShareBand = Near(amount=0.1, relative=True, text="10%")
    """How far short of a target still counts as near, where a KPI does not say."""
    confidence: fields.Confidence = 0.95
    """How sure an interval is to hold the true rate."""


class ScoreRules(Model):
    """How a campaign's score is capped and banded."""

    cap: fields.Share = 1.2
    """What one KPI's attainment counts at the most, so that it cannot pay for another without limit."""
    met: fields.Share = 1.0
    """The score from which a campaign is met."""
    near: fields.Share = 0.9
    """The score from which it is near."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.near <= self.met <= self.cap:
            raise FormError(
                say(en="does not rise from `near` over `met` to `cap`", zh="没有按 `near`、`met`、`cap` 的顺序递增"),
                say(en="for example near: 90%, met: 100%, cap: 120%", zh="例如 near: 90%, met: 100%, cap: 120%"),
            )
        return self


class CheckRules(Model):
    """Which checks run."""

    select: tuple[fields.CheckSelector, ...] = ("KPI",)
    """Checks that run: KPI is all of them, KPI3 a group, KPI301 one."""
    ignore: tuple[fields.CheckSelector, ...] = ()
    """Checks that do not, though selected."""


class ChartRules(Model):
    """How much is drawn."""

    files: fields.WholeNumber | None = None
    """Chart files a campaign page at the most (each chart is two: wide and narrow), those of missed KPIs first."""


class Limits(Model):
    """How much of a campaign's data is read before it is refused, so that no file can hold up a build."""

    file: fields.Size = 2_000_000_000
    """Of one data file, such as 200MB."""
    unpacked: fields.Size = 1_000_000_000
    """What an .xlsx file may unpack to."""
    rows: fields.Positive = 200_000_000
    """Rows of one file."""
    columns: fields.Positive = 2_000
    """Columns of one file."""
    files: fields.Positive = 10_000
    """Files and folders in a campaign's folder."""
    seconds: fields.Positive = 300
    """For reading one campaign's data."""


class SiteFile(Model):
    """What site_config.yml says."""

    site: SiteInfo = SiteInfo()
    """Name, address and languages of the site."""
    paths: Paths = Paths()
    """Folders, relative to this file."""
    verdict: VerdictRules = VerdictRules()
    """The near band and confidence of every campaign."""
    scorecard: ScoreRules = ScoreRules()
    """How a campaign's score is capped and banded."""
    checks: CheckRules = CheckRules()
    """Which checks run."""
    charts: ChartRules = ChartRules()
    """How much is drawn."""
    engine: fields.Engine = "duckdb"
    """Where tables are aggregated: duckdb, or any Ibis address."""
    connections: Mapping[str, fields.Connection] = Field(default_factory=dict)
    """Databases that campaigns may read: name -> Ibis address. A file's is relative to this file; `{campaign}` stands
    for the id of the campaign that asks."""
    limits: Limits = Limits()
    """How much of a campaign's data is read before it is refused."""
    mkdocs: Mapping[str, object] = Field(default_factory=dict)
    """Merged into the generated mkdocs.yml: theme, plugins, extra."""


class SiteConfig(SiteFile):
    """site_config.yml."""

    file: str = "site_config.yml"
    places: Mapping[tuple[str | int, ...], Location] = Field(default_factory=dict, repr=False)
