"""How many clear verdicts chance would give, and which stand out from it."""

import pytest
from made_summaries import clear, kpi, summary

from generator.compare.reason import Method
from generator.compare.result import Certainty, State, Verdict
from generator.report.chance import chance, p_value


def test_a_target_at_the_end_of_the_interval_has_p_of_one_minus_confidence():
    assert p_value(clear("roas", 4.0, 3.5, 0.5)) == pytest.approx(0.05)
    assert p_value(clear("roas", 4.0, 4.0, 0.5)) == 1.0


@pytest.mark.parametrize("target", [3.0, 3.4, 3.6, 4.4, 4.6])
def test_clear_is_p_below_one_minus_confidence(target):
    one = clear("roas", 4.0, target, 0.5)
    assert (p_value(one) < 0.05) == (one.certainty is Certainty.CLEAR)


def test_an_interval_cut_off_at_zero_keeps_its_width():
    whole = kpi("ctr", 0.01, 0.03, interval=(-0.01, 0.03))
    cut = kpi("ctr", 0.01, 0.03, interval=(0.0, 0.03))
    assert p_value(cut) == p_value(whole) == pytest.approx(0.05)
    below = kpi("ctr", 0.01, 0.005, interval=(0.0, 0.03))
    assert p_value(below) > 0.05


def test_wilsons_interval_counts_on_the_side_of_the_target():
    # Newcombe 1998: 15 of 148 -> 0.0624 to 0.1605.
    up = kpi("rate", 15 / 148, 0.1605, interval=(0.0624, 0.1605), method=Method.WILSON)
    down = kpi("rate", 15 / 148, 0.0624, interval=(0.0624, 0.1605), method=Method.WILSON)
    assert p_value(up) == pytest.approx(0.05, rel=1e-6)
    assert p_value(down) == pytest.approx(0.05, rel=1e-6)


def test_a_range_is_taken_at_its_nearer_end():
    inside = kpi("cpc", 2.7, (2.6, 3.2), interval=(2.6, 2.8))
    assert p_value(inside) == pytest.approx(0.05)


def test_what_was_counted_or_has_no_interval_has_no_p():
    assert p_value(kpi("leads", 100.0, 90.0, method=Method.COUNTED)) is None
    assert p_value(kpi("peak", 100.0, 90.0)) is None
    assert p_value(kpi("ctr", None, 0.03)) is None


def test_twenty_kpis_of_which_chance_would_make_one_clear():
    near = [clear(f"m{n}", 4.0, 3.9, 0.5) for n in range(18)]
    sure = clear("sure", 4.0, 2.0, 0.5)
    lucky = clear("lucky", 4.0, 3.45, 0.5)
    result = chance([summary("one", *near), summary("two", sure, lucky)])
    assert (result.kpis, result.clear, result.clear_met) == (20, 2, 2)
    assert result.expected == pytest.approx(1.0)
    assert result.interval == (0, 3)
    assert [(one.metric, one.survives) for one in result.verdicts[:3]] == [
        ("sure", True), ("lucky", False), ("m0", False)
    ]  # fmt: skip
    assert result.survivors == 1
    assert result.verdicts[1].adjusted == pytest.approx(result.verdicts[1].p * 10)


def test_only_finished_campaigns_count():
    running = summary("one", clear("roas", 4.0, 2.0, 0.5), state=State.RUNNING, verdict=Verdict.RUNNING)
    result = chance([running])
    assert (result.kpis, result.expected, result.interval, result.verdicts) == (0, 0.0, (0, 0), ())
