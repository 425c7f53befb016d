"""A small campaign whose data each test writes for itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from in_both import assert_in_both

from generator.data.read import Request, read_campaigns
from generator.data.table import CampaignData, Note
from generator.errors import Location, Problem, ReportError
from generator.metrics.formula import Leaf
from generator.spec.connections import absolute
from generator.spec.model import (
    Baseline,
    Campaign,
    Control,
    Kpi,
    Limits,
    MeasureSpec,
    Period,
    Source,
    Target,
    Text,
    Unit,
)

GOAL = Target(text="1", value=1.0)
UNITS = {"cost": Unit.CURRENCY, "revenue": Unit.CURRENCY, "seconds": Unit.SECONDS, "rate": Unit.PERCENT}


def words(text: str) -> Text:
    return Text(by_language={"": text})


SPECS = {
    **{
        name: MeasureSpec(title=words(name), unit=UNITS.get(name, Unit.COUNT))
        for name in ("impressions", "clicks", "cost", "conversions", "revenue", "seconds", "rate", "users")
    },
    "reach": MeasureSpec(title=words("reach"), additive=False),
    "profit": MeasureSpec(title=words("profit"), unit=Unit.CURRENCY, signed=True),
}


@dataclass
class Site:
    """A site with one campaign in a temporary folder."""

    root: Path
    period: tuple[date, date] = (date(2026, 3, 2), date(2026, 3, 4))
    baseline: tuple[date, date] | None = None
    as_of: date = date(2026, 6, 5)
    timezone: str = "Asia/Shanghai"
    currency: str | None = "CNY"
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    controls: tuple[Control, ...] = ()
    segments: tuple[str, ...] = ()
    """Channels with a target of their own."""
    ratios: tuple[tuple[str, str, str], ...] = ()
    """KPI, numerator, denominator."""
    places: dict[tuple[str | int, ...], Location] = field(default_factory=dict)
    connections: dict[str, str] | None = None
    """As in site_config.yml; None allows what the sources write."""
    limits: Limits | None = None

    @property
    def folder(self) -> Path:
        return self.root / "campaigns" / "spring"

    def write(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def campaign(self) -> Campaign:
        self.folder.mkdir(parents=True, exist_ok=True)
        sources = self.sources or {"ads": {}}
        first = {
            "files": "data/*",
            "date": "date",
            "by": ("channel",),
            "measures": {"clicks": "clicks", "cost": "cost"},
        }
        return Campaign(
            id="spring",
            folder=self.folder,
            file="campaigns/spring/campaign.yml",
            name=words("Spring"),
            period=Period(start=self.period[0], end=self.period[1]),
            timezone=self.timezone,
            currency=self.currency,
            baseline=Baseline(period=Period(start=self.baseline[0], end=self.baseline[1])) if self.baseline else None,
            sources={
                name: Source(**({key: value for key, value in first.items() if key not in _instead(own)} | own))
                for name, own in sources.items()
            },
            kpis=(Kpi(metric="ctr", target=GOAL, segments={"channel": dict.fromkeys(self.segments, GOAL)}),),
            controls=self.controls,
            places=self.places,
        )

    def request(self, leaves: Sequence[str] | None = None) -> Request:
        campaign = self.campaign()
        every = dict.fromkeys(measure for source in campaign.sources.values() for measure in source.measures)
        keys = leaves if leaves is not None else list(every)
        return Request(campaign, tuple(map(leaf, keys)), SPECS, self.as_of, self.ratios)

    def read(self, leaves: Sequence[str] | None = None, engine: str = "duckdb") -> CampaignData:
        found = read_campaigns([self.request(leaves)], engine, self.root, self.allowed(), self.limits)["spring"]
        if isinstance(found, ReportError):
            raise found
        return found

    def allowed(self) -> Mapping[str, str]:
        if self.connections is not None:
            return {name: absolute(address, self.root) for name, address in self.connections.items()}
        own = {name: source["connect"] for name, source in self.sources.items() if "connect" in source}
        return {name: absolute(address, self.folder) for name, address in own.items()}

    def problems(self, leaves: Sequence[str] | None = None, engine: str = "duckdb") -> tuple[Problem, ...]:
        with pytest.raises(ReportError) as caught:
            self.read(leaves, engine)
        assert_in_both(caught.value.problems)
        return caught.value.problems

    def problem(self, leaves: Sequence[str] | None = None, engine: str = "duckdb") -> str:
        (only,) = self.problems(leaves, engine)
        return str(only)


def _instead(own: Mapping[str, Any]) -> set[str]:
    return {"files"} if "connect" in own else set()


def leaf(key: str) -> Leaf:
    """Make the leaf `clicks` or `mean(clicks)`."""
    function, bracket, measure = key.rstrip(")").partition("(")
    return Leaf(function, measure) if bracket else Leaf("sum", key)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def total() -> Callable[..., float]:
    """Return one number of `totals`."""

    def find(data: CampaignData, key: str, segment: str = "", window: str = "campaign", dimension: str = "") -> float:
        totals = data.totals
        if segment and not dimension:
            dimension = "channel"
        rows = totals[
            (totals["window"] == window) & (totals["dimension"] == dimension) & (totals["segment"] == segment)
        ]
        assert len(rows) == 1, totals.to_string()
        return float(rows[key].iloc[0])

    return find


def noted(data: CampaignData, code: str) -> Note:
    """Return the one note with a code."""
    found = [note for note in data.notes if note.code == code]
    assert len(found) == 1, [note.code for note in data.notes]
    return found[0]


def told(data: CampaignData, code: str) -> Mapping[str, object]:
    """Return the values of the one note with a code."""
    return noted(data, code).values


def codes(data: CampaignData) -> set[str]:
    return {note.code for note in data.notes} - {"grain"}
