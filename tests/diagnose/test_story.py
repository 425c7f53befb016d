"""One rule decides which split is told first, and the facts of every sentence follow from it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.compare.result import BaselineResult, ChangeResult, DriverPart, KpiResult, SegmentPart, Verdict
from generator.diagnose.lead import Lead, lead, simpson
from generator.diagnose.story import Story, story
from generator.spec.model import Better, Role, Unit
from tests.diagnose.rows import Rows


def segment(name: str, rate: float, mix: float = 0.0, share: float = 0.5, **more: object) -> SegmentPart:
    given = {"before": 1.0, "after": 2.0, "share_before": share, "share_after": share} | more
    return SegmentPart(dimension="channel", segment=name, rate=rate, mix=mix, **given)


def driver(name: str, contribution: float) -> DriverPart:
    return DriverPart(driver=name, before=1.0, after=2.0, contribution=contribution)


KPI = KpiResult(
    metric="leads",
    unit=Unit.COUNT,
    better=Better.HIGHER,
    role=Role.PRIMARY,
    weight=1.0,
    must=False,
    value=10.0,
    target=20.0,
    target_text="20",
    near=18.0,
    verdict=Verdict.MISSED,
    attainment=0.5,
    progress=None,
    certainty=None,
    interval=None,
    confidence=0.95,
    method=None,
    formula="leads",
    sums={"leads": 10.0},
    rows=1,
    days=1,
    at="campaign.yml:1:1",
)
DRIVERS = (driver("cost_per_click", 5.0), driver("lead_rate", -3.0))


def first(parts: Mapping[str, tuple[SegmentPart, ...]], drivers: tuple[DriverPart, ...] = DRIVERS) -> Lead:
    return lead(drivers, parts, (), size=10.0)


def told(kpi: KpiResult) -> Story:
    found = story(kpi)
    assert found is not None
    return found


# ------------------------------------------------------------------ which split is told first


def test_drivers_are_told_first_where_all_channels_moved_alike():
    alike = (segment("search", 6.0, share=0.6), segment("social", 4.0, share=0.4))
    assert first({"channel": alike}) == Lead("drivers")
    assert first({"channel": alike}, ()) == Lead("segments", "channel")


def test_a_small_channel_that_explains_most_is_told_first():
    parts = (segment("search", 1.0, share=0.8), segment("social", 4.0, share=0.2))
    assert first({"channel": parts}) == Lead("segments", "channel")


def test_a_large_channel_that_moved_by_its_size_is_not():
    parts = (segment("search", 8.0, share=0.8), segment("social", 2.0, share=0.2))
    assert first({"channel": parts}) == Lead("drivers")


def test_a_shift_between_channels_is_told_first():
    parts = (segment("search", 0.5, mix=-2.0, share=0.5), segment("social", 0.5, mix=-1.0, share=0.5))
    assert first({"channel": parts}) == Lead("segments", "channel")


def test_of_two_dimensions_the_clearer_one_is_told():
    some = (segment("a", 6.0, share=0.3), segment("b", 4.0, share=0.7))
    most = (segment("c", 9.0, share=0.3), segment("d", 1.0, share=0.7))
    assert first({"channel": some, "region": most}) == Lead("segments", "region")


def test_a_contradiction_comes_before_everything():
    parts = (segment("search", 6.0, share=0.6), segment("social", 4.0, share=0.4))
    assert lead(DRIVERS, {"channel": parts}, ("channel",), size=10.0) == Lead("segments", "channel")


def test_where_nothing_moved_nothing_is_told():
    still = (segment("search", 1e-13), segment("social", -1e-13))
    assert first({"channel": still}, (driver("a", 1e-13), driver("b", 0.0))) == Lead("none")
    assert first({}, ()) == Lead("none")


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ((segment("a", 1, before=1.0, after=2.0), segment("b", 1, before=3.0, after=4.0)), ("channel",)),
        ((segment("a", 1, before=1.0, after=2.0), segment("b", 1, before=3.0, after=3.0)), ()),
        ((segment("a", 1, before=1.0, after=2.0), segment("b", 1, before=None, after=4.0)), ()),
        ((segment("a", 1, before=1.0, after=2.0),), ()),
    ],
)
def test_simpsons_paradox_needs_every_segment(parts, found):
    assert simpson({"channel": parts}, 5.0, 4.0) == found
    assert simpson({"channel": parts}, 4.0, 5.0) == ()
    assert simpson({"channel": parts}, 4.0, 4.0) == ()


# ------------------------------------------------------------------ the story


def test_the_story_of_dearer_clicks(tmp_path: Path):
    before = {("search",): {"cost": 2000.0, "clicks": 1000.0, "leads": 25.0}}
    after = {("search",): {"cost": 2600.0, "clicks": 1000.0, "leads": 30.0}}
    found = told(Rows(tmp_path, before, after).kpi("cost_per_lead", "75"))
    assert (found.verdict, found.better, found.split) == (Verdict.MISSED, False, "drivers")
    assert (found.needed, round(found.came, 2), round(found.part_of_needed or 0, 2)) == (-5.0, 6.67, -1.33)
    assert [(cause.name, cause.helped) for cause in found.causes] == [("cost_per_click", False), ("lead_rate", True)]
    assert (found.rest, found.others, found.simpson, found.new, found.vanished) == (0, 0, (), (), ())


def test_the_story_of_a_shift_to_the_weaker_channel(tmp_path: Path):
    before = {("search",): {"clicks": 600, "leads": 24}, ("social",): {"clicks": 400, "leads": 8}}
    after = {("search",): {"clicks": 300, "leads": 12.6}, ("social",): {"clicks": 700, "leads": 14.7}}
    found = told(Rows(tmp_path, before, after).kpi("lead_rate", "0.035"))
    assert (found.split, found.dimension, found.simpson) == ("segments", "channel", ("channel",))
    mix = found.causes[0]
    assert (mix.kind, mix.name, mix.helped) == ("mix", "search", False)
    assert (mix.before, mix.after) == pytest.approx((0.6, 0.3))
    assert mix.contribution == pytest.approx(-0.00615)
    assert {cause.name for cause in found.causes if cause.helped} == {"search", "social"}


def test_channels_that_came_and_went_are_named(tmp_path: Path):
    before = {("search",): {"clicks": 600, "leads": 24}, ("print",): {"clicks": 100, "leads": 2}}
    after = {("search",): {"clicks": 600, "leads": 24}, ("video",): {"clicks": 300, "leads": 1}}
    found = told(Rows(tmp_path, before, after).kpi("lead_rate", "0.035"))
    assert found.new == (("channel", "video"),)
    assert found.vanished == (("channel", "print"),)
    assert (found.causes[0].kind, found.causes[0].name, found.causes[0].before) == ("mix", "video", 0.0)


def with_change(kpi: KpiResult, parts: tuple[DriverPart, ...], **more: object) -> KpiResult:
    end = 10.0 + sum(part.contribution for part in parts)
    change = ChangeResult(from_=10.0, to=end, needed=None, drivers=parts, main="drivers")
    return kpi.model_copy(update={"change": change.model_copy(update=more)})


def test_both_sides_have_a_voice():
    parts = tuple(driver(name, value) for name, value in zip("abcde", (9.0, 8.0, 7.0, 6.0, -5.0), strict=True))
    found = told(with_change(KPI, parts))
    assert [cause.name for cause in found.causes] == ["a", "b", "e"]
    assert (found.rest, found.others) == (13.0, 2)


def test_what_is_small_is_not_named():
    found = told(with_change(KPI, (driver("a", 9.0), driver("b", -0.3), driver("c", 0.2))))
    assert [cause.name for cause in found.causes] == ["a"]
    assert found.rest == pytest.approx(-0.1)


def test_in_a_range_better_is_towards_it():
    into = KPI.model_copy(update={"better": Better.RANGE, "target": (11.0, 13.0)})
    assert told(with_change(into, (driver("a", 2.0), driver("b", -1.0)), needed=1.0)).better is True
    inside = KPI.model_copy(update={"better": Better.RANGE, "target": (9.0, 12.0)})
    assert told(with_change(inside, (driver("a", 2.0), driver("b", -1.0)))).better is None
    assert told(with_change(inside, (driver("a", 6.0), driver("b", -1.0)))).better is False


def test_weekdays_that_turn_the_comparison_leave_better_and_worse_unsaid():
    parts = (driver("a", 2.0), driver("b", -1.0))
    for reweighted, better in ((10.5, True), (11.5, None)):
        baseline = BaselineResult(value=reweighted, plain=10.0, reweighted=True, source="period")
        compared = KPI.model_copy(update={"baseline": baseline})
        found = told(with_change(compared, parts, reweighted=True))
        assert (found.came, found.weekdays, found.better) == (1.0, reweighted - 10.0, better)
    assert told(with_change(KPI, parts)).weekdays == 0.0


def test_no_change_no_story():
    assert story(KPI.model_copy(update={"change": None})) is None


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=9))
def test_causes_told_and_the_rest_are_all_that_came(amounts: list[float]):
    assume(any(abs(amount) > 1e-6 for amount in amounts))
    parts = tuple(driver(f"d{place}", amount) for place, amount in enumerate(amounts))
    found = told(with_change(KPI, parts))
    size = max(1.0, *map(abs, amounts))
    assert sum(cause.contribution for cause in found.causes) + found.rest == pytest.approx(found.came, abs=1e-7 * size)
    assert len(found.causes) <= 3
    assert sum(cause.share for cause in found.causes) <= 1 + 1e-9
    sides = {cause.helped for cause in found.causes}
    assert not (sides == {True} and any(abs(a) >= 0.06 * sum(map(abs, amounts)) and a < 0 for a in amounts))
