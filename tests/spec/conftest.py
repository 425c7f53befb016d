"""A campaign's folder to write into, and the names its file may use."""

from collections.abc import Callable
from pathlib import Path

import pytest
from in_both import assert_in_both

from generator.errors import Problem, ReportError
from generator.spec.load import load_campaign
from generator.spec.model import Better, Campaign, Unit
from generator.spec.vocabulary import MetricWords, Vocabulary

Load = Callable[[str], Campaign]
Find = Callable[[str], tuple[Problem, ...]]


def words(unit, better, *measures, signed=False, subset=False):
    return MetricWords(unit, better, frozenset(measures), len(measures) == 1, signed, subset)


METRICS = {
    "conversion_rate": words(Unit.PERCENT, Better.HIGHER, "conversions", "clicks"),
    "bounce_rate": words(Unit.PERCENT, Better.LOWER, "bounces", "sessions", subset=True),
    "cost_per_lead": words(Unit.CURRENCY, Better.LOWER, "cost", "leads"),
    "roas": words(Unit.RATIO, Better.HIGHER, "revenue", "cost"),
    "frequency": words(Unit.RATIO, Better.RANGE, "impressions", "reach"),
    "clicks": words(Unit.COUNT, Better.HIGHER, "clicks"),
    "profit": words(Unit.CURRENCY, Better.HIGHER, "profit", signed=True),
    "signups": words(Unit.COUNT, Better.HIGHER, "signups"),
    "time_on_page": words(Unit.SECONDS, Better.HIGHER, "seconds", "sessions"),
}
VOCABULARY = Vocabulary(
    metrics=METRICS,
    measures=frozenset().union(*(metric.measures for metric in METRICS.values())),
    objectives=frozenset({"grow-signups"}),
    key_result_areas=frozenset({"acquisition"}),
    campaigns=frozenset({"spring", "winter"}),
    short={"cvr": "conversion_rate"},
)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return VOCABULARY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one campaign, `spring`, that has a data file and a plan."""
    data = tmp_path / "campaigns" / "spring" / "data"
    data.mkdir(parents=True)
    (data / "ads.csv").write_text("date,channel,Clicks,Conv,Cost,Leads\n", encoding="utf-8")
    (data / "plan.csv").write_text("date,planned\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def folder(root: Path) -> Path:
    return root / "campaigns" / "spring"


@pytest.fixture
def load(root: Path, folder: Path) -> Load:
    """Write campaign.yml and read it."""

    def read(text: str) -> Campaign:
        (folder / "campaign.yml").write_text(text, encoding="utf-8")
        return load_campaign(folder, root, VOCABULARY)

    return read


@pytest.fixture
def find(load: Load) -> Find:
    """Write a broken campaign.yml and return its problems."""

    def read(text: str) -> tuple[Problem, ...]:
        with pytest.raises(ReportError) as raised:
            load(text)
        assert_in_both(raised.value.problems)
        return raised.value.problems

    return read
