"""A KPI's change taken apart, from files to parts: what adds up, what is told first, and what cannot be split."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.compare.frames import Table
from generator.compare.result import ChangeResult
from generator.diagnose.change import change
from generator.metrics.catalogue import load_catalogue
from generator.spec.metrics_file import MetricsFile, MetricSpec
from generator.spec.model import Baseline, Text
from tests.diagnose.rows import Rows, total

ONE = {("search",): {"cost": 2000.0, "clicks": 1000.0, "leads": 25.0}}
OTHER = {("search",): {"cost": 2600.0, "clicks": 1000.0, "leads": 30.0}}
FALLS = (
    {("search",): {"clicks": 600, "leads": 24}, ("social",): {"clicks": 400, "leads": 8}},
    {("search",): {"clicks": 300, "leads": 12.6}, ("social",): {"clicks": 700, "leads": 14.7}},
)


def close(one: float, other: float, found: ChangeResult) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(found.from_), abs(found.to))


def parts_of(found: ChangeResult) -> dict[str, float]:
    return {part.driver: part.contribution for part in found.drivers}


def test_the_cost_per_lead_is_traced_to_dearer_clicks_and_better_conversion(tmp_path: Path) -> None:
    found = Rows(tmp_path, ONE, OTHER).changed("cost_per_lead", "75")
    assert (found.from_, round(found.to, 2), found.needed) == (80.0, 86.67, -5.0)
    assert {name: round(part, 2) for name, part in parts_of(found).items()} == {
        "cost_per_click": 21.85,
        "lead_rate": -15.19,
    }
    assert [(part.before, part.after) for part in found.drivers] == [(2.0, 2.6), (0.025, 0.03)]
    assert (found.main, found.segments) == ("drivers", ())


def test_drivers_need_no_kpi_of_their_own_but_the_columns(tmp_path: Path) -> None:
    without = {("search",): {"cost": 2000.0, "leads": 25.0}}
    found = Rows(tmp_path, without, {("search",): {"cost": 2600.0, "leads": 30.0}}).changed("cost_per_lead")
    assert found.drivers == ()
    assert found.main == "none"


def test_every_channel_improved_and_the_whole_fell(tmp_path: Path) -> None:
    found = Rows(tmp_path, *FALLS).changed("lead_rate", "0.03")
    assert (found.from_, found.to) == pytest.approx((0.032, 0.0273))
    assert sum(part.rate for part in found.segments) == pytest.approx(0.00145)
    assert sum(part.mix for part in found.segments) == pytest.approx(-0.00615)
    assert (found.simpson, found.main, found.main_dimension) == (("channel",), "segments", "channel")
    assert found.needed is None


def test_a_volume_is_brought_to_the_campaigns_length(tmp_path: Path) -> None:
    """56 days before against 28: half of the baseline's total, in the whole, the segments and the drivers."""
    found = Rows(tmp_path, *FALLS, days_before=56).changed("leads", "1000")
    assert (found.from_, found.to) == pytest.approx((32 * 28, 27.3 * 28))
    assert found.needed == pytest.approx(1000 - 32 * 28)
    search, social = sorted(found.segments, key=lambda part: part.segment)
    assert (search.rate, social.rate) == pytest.approx(((12.6 - 24) * 28, (14.7 - 8) * 28))
    assert (search.before, search.mix, search.share_before) == pytest.approx((24 * 28, 0, 0.75))
    clicks, rate = found.drivers
    assert (clicks.before, clicks.after, rate.before) == pytest.approx((28_000, 28_000, 0.032))
    assert (clicks.contribution, rate.contribution) == pytest.approx((0, found.to - found.from_))


def test_uneven_weekdays_are_left_out_and_said_so(tmp_path: Path) -> None:
    rows = Rows(tmp_path, *FALLS, days=15, days_before=90)
    kpi = rows.kpi("leads", "1000")
    assert kpi.change is not None
    assert kpi.baseline is not None
    assert kpi.baseline.plain is not None
    assert kpi.change.reweighted
    assert kpi.change.from_ == pytest.approx(kpi.baseline.plain * 15 / 90)
    assert close(total(kpi.change, "channel"), kpi.change.to - kpi.change.from_, kpi.change)


def test_new_and_vanished_channels_and_money_without_a_lead(tmp_path: Path) -> None:
    before = {
        ("search",): {"cost": 100.0, "clicks": 50.0, "leads": 5.0},
        ("print",): {"cost": 40.0, "clicks": 10.0, "leads": 1.0},
    }
    after = {
        ("search",): {"cost": 100.0, "clicks": 50.0, "leads": 5.0},
        ("video",): {"cost": 30.0, "clicks": 20.0, "leads": 0.0},
    }
    found = Rows(tmp_path, before, after).changed("cost_per_lead", "20")
    named = {part.segment: part for part in found.segments}
    assert {name: part.presence for name, part in named.items()} == {
        "search": "both",
        "print": "vanished",
        "video": "new",
    }
    assert (named["video"].before, named["video"].after) == (None, None)
    assert named["video"].rate == pytest.approx(30 / 5)
    assert (named["print"].after, named["print"].share_after) == (None, 0.0)
    assert close(total(found, "channel"), found.to - found.from_, found)
    assert close(sum(parts_of(found).values()), found.to - found.from_, found)
    assert found.simpson == ()


def test_rows_that_belong_to_no_segment_leave_no_split(tmp_path: Path) -> None:
    """Half of the leads come from rows that name no channel: the channels do not add up to the whole."""
    case, kpis = Rows(tmp_path, *FALLS).case({"leads": "1000"})
    data = case.context.table.data
    in_channels = data.totals["dimension"] == "channel"
    halved = data.totals.assign(leads=data.totals["leads"].where(~in_channels, data.totals["leads"] / 2))
    table = Table(replace(data, totals=halved))
    found = change(kpis[0], replace(case, context=replace(case.context, table=table)))
    assert found is not None
    assert (found.segments, found.main) == ((), "drivers")


def test_channels_within_regions(tmp_path: Path) -> None:
    """North's rate fell because its visitors shifted to social; nothing changed in the south."""
    before = {
        ("north", "search"): {"clicks": 500.0, "leads": 25.0},
        ("north", "social"): {"clicks": 500.0, "leads": 5.0},
        ("south", "search"): {"clicks": 500.0, "leads": 20.0},
    }
    after = {
        ("north", "search"): {"clicks": 100.0, "leads": 5.0},
        ("north", "social"): {"clicks": 900.0, "leads": 9.0},
        ("south", "search"): {"clicks": 500.0, "leads": 20.0},
    }
    found = Rows(tmp_path, before, after, by=("region", "channel")).changed("lead_rate", "0.04")
    assert {part.dimension for part in found.segments} == {"region", "channel"}
    for dimension in ("region", "channel"):
        assert close(total(found, dimension), found.to - found.from_, found)
    for region in ("north", "south"):
        outer = next(part for part in found.segments if part.segment == region)
        inner = [part for part in found.nested if part.within == {"region": region}]
        assert {part.dimension for part in inner} == {"channel"}
        assert close(sum(part.rate + part.mix for part in inner), outer.rate, found)
        assert sum(part.share_after for part in inner) == pytest.approx(1.0)
    assert sum(part.rate for part in found.nested) == pytest.approx(0.0)
    assert sum(part.mix for part in found.nested) == pytest.approx(found.to - found.from_)


def test_a_volume_within_regions(tmp_path: Path) -> None:
    before = {("north", "search"): {"leads": 10.0}, ("south", "search"): {"leads": 10.0}}
    after = {("north", "search"): {"leads": 8.0}, ("south", "social"): {"leads": 11.0}}
    found = Rows(tmp_path, before, after, by=("region", "channel")).changed("leads", "700")
    assert sum(part.rate for part in found.nested) == pytest.approx(found.to - found.from_)
    south = {part.segment: part.rate for part in found.nested if part.within == {"region": "south"}}
    assert south == pytest.approx({"search": -280.0, "social": 308.0})


def test_what_is_no_plain_ratio_is_split_all_the_same(tmp_path: Path) -> None:
    before = {("a",): {"cost": 100.0, "gross_profit": 150.0}, ("b",): {"cost": 50.0, "gross_profit": 40.0}}
    after = {("a",): {"cost": 120.0, "gross_profit": 130.0}, ("b",): {"cost": 50.0, "gross_profit": 60.0}}
    found = Rows(tmp_path, before, after).changed("roi", "0.5")
    assert found.from_ == pytest.approx(190 / 150 - 1)
    assert close(total(found, "channel"), found.to - found.from_, found)
    assert {part.segment: part.before for part in found.segments} == pytest.approx({"a": 0.5, "b": -0.2})


def test_abandoned_carts_are_one_less_a_product(tmp_path: Path) -> None:
    before = {("a",): {"carts": 100.0, "checkouts": 50.0, "orders": 30.0}}
    after = {("a",): {"carts": 100.0, "checkouts": 40.0, "orders": 30.0}}
    found = Rows(tmp_path, before, after).changed("cart_abandonment_rate", "0.6")
    assert found.to - found.from_ == pytest.approx(0)
    parts = parts_of(found)
    assert set(parts) == {"checkouts / carts", "checkout_completion_rate"}
    assert parts["checkouts / carts"] > 0 > parts["checkout_completion_rate"]
    assert sum(parts.values()) == pytest.approx(0, abs=1e-12)


def test_a_measure_that_does_not_add_up_is_not_split_by_segment(tmp_path: Path) -> None:
    metric = MetricSpec(
        title=Text(by_language={"": "Peak"}), formula="max(leads)", unit="count", better="higher", stage="conversion"
    )
    catalogue = load_catalogue(MetricsFile(metrics={"peak": metric}))
    found = Rows(tmp_path, *FALLS, catalogue=catalogue).changed("peak", "30")
    assert (found.from_, found.to, found.segments, found.main) == (24.0, 14.7, (), "none")


def test_a_running_volume_is_told_without_what_was_needed(tmp_path: Path) -> None:
    rows = Rows(tmp_path, *FALLS, as_of=date(2026, 3, 15))
    assert rows.changed("leads", "1000").needed is None
    assert rows.changed("leads", "1000").from_ == pytest.approx(32 * 14)
    assert rows.changed("lead_rate", "0.04").needed == pytest.approx(0.008)


@pytest.mark.parametrize(
    ("goal", "needed"), [("3..4", 1.0), ("0.5..1", -1.0), ("1..3", None), ("2..3", None), ("2", None)]
)
def test_what_a_range_needed(tmp_path: Path, goal: str, needed: float | None) -> None:
    assert Rows(tmp_path, ONE, OTHER).changed("cost_per_click", goal).needed == needed


def test_a_baseline_of_values_cannot_be_split(tmp_path: Path) -> None:
    rows = Rows(tmp_path, ONE, OTHER, baseline=Baseline(values={"cost_per_lead": 80.0}))
    assert rows.kpi("cost_per_lead", "75").change is None


def test_no_value_no_change(tmp_path: Path) -> None:
    nobody = {("search",): {"cost": 2600.0, "clicks": 1000.0, "leads": 0.0}}
    assert Rows(tmp_path, ONE, nobody).kpi("cost_per_lead", "75").change is None
    assert Rows(tmp_path, nobody, ONE).kpi("cost_per_lead", "75").change is None


def test_another_currency_changes_the_money_and_nothing_else(tmp_path: Path) -> None:
    one = {("a",): {"cost": 100.0, "leads": 5.0, "clicks": 80.0}, ("b",): {"cost": 50.0, "leads": 4.0, "clicks": 20.0}}
    two = {("a",): {"cost": 110.0, "leads": 5.0, "clicks": 90.0}, ("b",): {"cost": 90.0, "leads": 4.0, "clicks": 20.0}}
    paid = [{cell: row | {"cost": row["cost"] * 8} for cell, row in window.items()} for window in (one, two)]
    euros = Rows(tmp_path, one, two).changed("cost_per_lead", "15")
    yuan = Rows(tmp_path, *paid).changed("cost_per_lead", "120")
    assert yuan.needed == pytest.approx(euros.needed * 8)
    for here, there in zip((*euros.drivers, *euros.segments), (*yuan.drivers, *yuan.segments), strict=True):
        if hasattr(here, "contribution"):
            assert there.contribution == pytest.approx(here.contribution * 8)
        else:
            assert (there.segment, there.rate, there.mix) == pytest.approx((here.segment, here.rate * 8, here.mix * 8))
    assert (euros.main, euros.main_dimension) == (yuan.main, yuan.main_dimension)
