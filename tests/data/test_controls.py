"""Control series come from their own source alone, by day, whole or by segment."""

from generator.spec.model import Control
from tests.data.conftest import Site

ADS = "date,channel,clicks\n2026-03-02,a,5\n2026-03-03,a,6\n"
MARKET = """\
date,region,clicks
2026-03-02,north,10
2026-03-02,south,20
2026-03-03,north,30
2026-03-03,south,40
2026-03-03,south,1
"""


def read(site: Site, *controls: Control):
    site.write("ads/ads.csv", ADS)
    site.write("market/market.csv", MARKET)
    site.sources = {
        "ads": {"files": "ads/*", "measures": {"clicks": "clicks"}},
        "market": {"files": "market/*", "by": ("region",), "measures": {"clicks": "clicks"}},
    }
    site.controls = controls
    return {
        one.name: dict(zip(one.days.astype(str).tolist(), one.values.tolist(), strict=True))
        for one in site.read().controls
    }


def test_a_control_is_its_own_sources_sum_by_day(site: Site):
    found = read(site, Control(source="market", measure="clicks"))

    assert found == {"market.clicks": {"2026-03-02": 30.0, "2026-03-03": 71.0}}


def test_a_control_may_be_one_segment(site: Site):
    found = read(site, Control(source="market", measure="clicks", where={"region": "south"}))

    assert found == {"market.clicks region=south": {"2026-03-02": 20.0, "2026-03-03": 41.0}}


def test_each_segment_may_be_a_control(site: Site):
    found = read(site, Control(source="market", measure="clicks", each="region"))

    assert found == {
        "market.clicks region=north": {"2026-03-02": 10.0, "2026-03-03": 30.0},
        "market.clicks region=south": {"2026-03-02": 20.0, "2026-03-03": 41.0},
    }


def test_the_same_series_is_one_control(site: Site):
    north = Control(source="market", measure="clicks", where={"region": "north"})
    found = read(site, north, Control(source="market", measure="clicks", each="region"))

    assert list(found) == ["market.clicks region=north", "market.clicks region=south"]
