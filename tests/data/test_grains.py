"""Sources with different steps in one campaign: each total from its source's own rows, a common step where needed."""

from datetime import date, timedelta

import pytest

from generator.compare.frames import WHOLE, Slice, Table
from generator.compare.value import Reading, read
from generator.data.table import CampaignData, Grain
from generator.spec.model import Control
from tests.compare.made_up import MEASURES, metric
from tests.data.conftest import SPECS, Site, codes, told

FIRST, LAST = date(2026, 2, 1), date(2026, 4, 4)


@pytest.fixture
def mixed(site: Site) -> Site:
    """A click a day, and costs by month: 280, 310 and 300."""
    site.period = (date(2026, 2, 10), date(2026, 3, 20))
    site.sources = {
        "ads": {"files": "d.csv", "by": (), "measures": {"clicks": "clicks", "conversions": "conversions"}},
        "bills": {"files": "m.csv", "date": "month", "by": (), "measures": {"cost": "cost"}},
    }
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    site.write("d.csv", "date,clicks,conversions\n" + "".join(f"{day},1,{day.day % 2}\n" for day in days))
    site.write("m.csv", "month,cost\n2026-02,280\n2026-03,310\n2026-04,300\n")
    return site


def reading(data: CampaignData, name: str, window: str = "campaign") -> Reading:
    return read(metric(name), Table(data), WHOLE, (window, data.windows[window]), MEASURES)


def test_a_daily_total_does_not_depend_on_another_sources_months(mixed: Site, total) -> None:
    data = mixed.read()
    assert total(data, "clicks") == 39  # 19 days of February and 20 of March
    assert total(data, "cost") == 310  # March alone begins in the period
    assert told(data, "straddling_steps") == {"count": 2, "grain": "month", "first": "2026-02-01"}


def test_a_kpi_by_day_keeps_its_days(mixed: Site) -> None:
    found = reading(mixed.read(), "conversion_rate")
    assert (found.grain, len(found.steps.days), found.has_series) == (Grain.DAY, 39, True)
    assert found.sums == {"conversions": 19.0, "clicks": 39.0}  # 9 odd days from 11 to 27 February, 10 of March


def test_a_volume_counts_the_steps_of_its_own_kind(mixed: Site) -> None:
    mixed.write("d.csv", "date,clicks,conversions\n2026-03-02,1,0\n2026-03-03,1,0\n2026-03-05,1,0\n")
    data = mixed.read()
    cost, clicks = reading(data, "cost"), Table(data).steps(WHOLE, Grain.DAY).columns["clicks"]
    assert (cost.grain, cost.steps.columns["cost"].tolist()) == (Grain.MONTH, [310])
    assert clicks.tolist() == [1, 1, 1]


def test_a_control_by_month_stands_beside_sources_by_day(mixed: Site) -> None:
    mixed.controls = (Control(source="bills", measure="cost"),)
    data = mixed.read()
    (control,) = data.controls
    assert control.values.tolist() == [280, 310, 300]
    assert Table(data).grain_of(["clicks"]) is Grain.DAY


def test_what_needs_both_is_followed_by_month(mixed: Site) -> None:
    mixed.period = (date(2026, 2, 1), date(2026, 3, 31))
    data = mixed.read()
    table = Table(data)
    assert table.grain_of(("cost", "clicks")) is Grain.MONTH
    assert table.steps(WHOLE).columns["clicks"].tolist() == [28, 31, 4]
    assert table.steps(WHOLE).columns["cost"].tolist() == [280, 310, 300]
    assert told(data, "grain_coarsened") == {"source": "ads", "from": "day", "to": "month"}
    assert "source_days_differ" not in codes(data)


def test_days_after_the_report_do_not_count_though_their_month_began_before(mixed: Site, total) -> None:
    mixed.period, mixed.as_of = (date(2026, 2, 1), date(2026, 4, 30)), date(2026, 3, 10)
    data = mixed.read()
    assert total(data, "clicks") == 38  # 28 and 10
    assert total(data, "cost") == 590
    assert Table(data).steps(WHOLE).columns["clicks"].tolist() == [28, 10]
    late = {one.file: one.values["count"] for one in data.notes if one.code == "after_as_of"}
    assert late == {"d.csv": 25, "m.csv": 1}  # from 11 March to 4 April; April


def test_reach_of_one_row_a_window_is_its_value_whatever_the_other_windows_hold(site: Site, total) -> None:
    site.period, site.baseline = (date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 1, 1), date(2026, 2, 28))
    site.sources = {"ads": {"date": "Month", "by": (), "measures": {"impressions": "i", "reach": "r"}}}
    site.write("data/a.csv", "Month,i,r\n2026-01,2000,900\n2026-02,2500,950\n2026-03,3000,1000\n")
    data = site.read()
    assert total(data, "reach") == 1000
    assert data.unsummable == {("baseline", "", ""): {"reach": 2}}
    assert reading(data, "frequency").value == 3.0
    assert reading(data, "frequency", "baseline").value is None


def test_reach_of_a_segments_only_row_is_its_value_though_the_whole_has_more(site: Site) -> None:
    site.sources = {"ads": {"date": None, "measures": {"impressions": "i", "reach": "r"}}}
    site.write("data/a.csv", "channel,i,r\na,3000,1000\nb,1000,800\nb,1500,900\n")
    data = site.read()
    table, window = Table(data), ("campaign", data.windows["campaign"])
    of = {name: read(metric("frequency"), table, Slice("channel", name), window, SPECS) for name in "ab"}
    assert (of["a"].value, of["b"].value) == (3.0, None)
    assert of["b"].reason_values == {"measure": "reach", "rows": 2}
    assert reading(data, "frequency").reason_values == {"measure": "reach", "rows": 3}
