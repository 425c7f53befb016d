"""Verdict, attainment and progress: a table of edge cases."""

import math

import pytest
from made_up import near, target

from generator.compare.result import State, Verdict
from generator.compare.verdict import (
    Goal,
    at_least,
    attainment,
    goal_of,
    progress,
    state_of,
    verdict_of,
    verdict_while_running,
)
from generator.spec.model import Better

HIGHER, LOWER, RANGE = Better.HIGHER, Better.LOWER, Better.RANGE
MET, NEAR, MISSED = Verdict.MET, Verdict.NEAR, Verdict.MISSED


def goal(better: Better, text: str, band: str = "10%") -> Goal:
    return goal_of(better, target(text), near(band))


@pytest.mark.parametrize(
    ("better", "text", "band", "value", "verdict"),
    [
        (HIGHER, "3%", "10%", 0.03, MET),
        (HIGHER, "3%", "10%", 0.029999, NEAR),
        (HIGHER, "3%", "10%", 0.027, NEAR),
        (HIGHER, "3%", "10%", 0.02699, MISSED),
        (LOWER, "80", "10%", 80, MET),
        (LOWER, "80", "10%", 80.01, NEAR),
        (LOWER, "80", "10%", 88, NEAR),
        (LOWER, "80", "10%", 88.01, MISSED),
        (LOWER, "80", "10%", 0, MET),
        (HIGHER, "3%", "0.002", 0.028, NEAR),
        (HIGHER, "3%", "0.002", 0.0279, MISSED),
        (LOWER, "80", "5", 85, NEAR),
        (LOWER, "80", "5", 85.5, MISSED),
        # Around 0 a relative band is empty, an absolute one is not.
        (LOWER, "0", "10%", 0, MET),
        (LOWER, "0", "10%", 0.001, MISSED),
        (LOWER, "0", "2", 2, NEAR),
        (HIGHER, "0", "10%", -0.001, MISSED),
        (HIGHER, "0", "5", -5, NEAR),
        # The band of a negative target goes the way that is short of it.
        (HIGHER, "-100", "10%", -100, MET),
        (HIGHER, "-100", "10%", -110, NEAR),
        (HIGHER, "-100", "10%", -111, MISSED),
        (HIGHER, "-100", "10%", 50, MET),
        (LOWER, "-100", "10%", -90, NEAR),
        (LOWER, "-100", "10%", -89, MISSED),
        # A range, whichever way the metric should go.
        (RANGE, "2..4", "10%", 2, MET),
        (RANGE, "2..4", "10%", 4, MET),
        (RANGE, "2..4", "10%", 1.8, NEAR),
        (RANGE, "2..4", "10%", 1.79, MISSED),
        (RANGE, "2..4", "10%", 4.4, NEAR),
        (RANGE, "2..4", "10%", 4.41, MISSED),
        (HIGHER, "2..4", "10%", 9, MISSED),
        (LOWER, "2..4", "0.5", 1.5, NEAR),
        # One number on a metric that should stay in a range is a range of one point.
        (RANGE, "3", "10%", 3, MET),
        (RANGE, "3", "10%", 3.2, NEAR),
        (RANGE, "3", "10%", 2.6, MISSED),
        # The noise of adding floats turns nothing.
        (LOWER, "80", "10%", 80.00000000000001, MET),
        (LOWER, "80", "10%", 88.00000000000003, NEAR),
        (HIGHER, "0.3", "10%", 0.1 + 0.1 + 0.1 - 1e-16, MET),
        (HIGHER, "0.3", "10%", 0.27 - 1e-16, NEAR),
        (RANGE, "2..4", "10%", 4.000000000000001, MET),
    ],
)
def test_verdicts(better, text, band, value, verdict):
    assert verdict_of(goal(better, text, band), value) is verdict


def test_near_is_the_far_edge_of_the_band_and_both_edges_of_a_range():
    assert goal(HIGHER, "100", "10%").near == pytest.approx(90)
    assert goal(LOWER, "80", "10%").near == pytest.approx(88)
    assert goal(HIGHER, "-100", "10%").near == pytest.approx(-110)
    assert goal(LOWER, "0", "10%").near == 0
    assert goal(RANGE, "2..4", "10%").near == pytest.approx((1.8, 4.4))
    assert goal(RANGE, "2..4", "0.5").near == pytest.approx((1.5, 4.5))


def test_a_target_is_given_back_as_it_was_set():
    assert goal(HIGHER, "100").target == 100
    assert goal(LOWER, "80").target == 80
    assert goal(RANGE, "2..4").target == (2, 4)
    assert goal(RANGE, "3").target == (3, 3)


@pytest.mark.parametrize(
    ("better", "text", "value", "share"),
    [
        (HIGHER, "3%", 0.0304, 0.0304 / 0.03),
        (HIGHER, "200", 50, 0.25),
        (LOWER, "80", 86.67, 80 / 86.67),
        (LOWER, "80", 40, 2.0),
        (HIGHER, "0", 5, None),
        (HIGHER, "-100", 5, None),
        (HIGHER, "100", 0, None),
        (HIGHER, "100", -5, None),
        (LOWER, "80", 0, None),
        (LOWER, "80", -1, None),
        (LOWER, "0", 3, None),
        (RANGE, "2..4", 3, 1.0),
        (RANGE, "2..4", 2, 1.0),
        (RANGE, "2..4", 1, 0.5),
        (RANGE, "2..4", 8, 0.5),
        (RANGE, "2..4", 0, None),
        (RANGE, "0..4", -1, None),
        (RANGE, "-2..4", 3, 1.0),
        (RANGE, "-2..0", 3, None),
    ],
)
def test_attainment(better, text, value, share):
    found = attainment(goal(better, text), value)
    assert found == (None if share is None else pytest.approx(share))


@pytest.mark.parametrize(
    ("better", "text", "value", "baseline", "share"),
    [
        (HIGHER, "12000", 10_000, 8_000, 0.5),
        (LOWER, "80", 90, 100, 0.5),
        (LOWER, "80", 110, 100, -0.5),
        (HIGHER, "0", -50, -100, 0.5),
        (HIGHER, "100", 120, 100, None),
        (HIGHER, "0.3", 0.5, 0.1 + 0.1 + 0.1, None),
        (RANGE, "2..4", 1.5, 1, 0.5),
        (RANGE, "2..4", 3, 1, 1.0),
        (RANGE, "2..4", 5, 1, 0.0),
        (RANGE, "2..4", 5, 6, 0.5),
        (RANGE, "2..4", 5, 3, None),
    ],
)
def test_progress(better, text, value, baseline, share):
    found = progress(goal(better, text), value, baseline)
    assert found == (None if share is None else pytest.approx(share))


@pytest.mark.parametrize(
    ("better", "text", "value", "grows", "verdict"),
    [
        (HIGHER, "3000", 3000, True, MET),
        (HIGHER, "3000", 2999, True, Verdict.RUNNING),
        (HIGHER, "3000", 3000, False, Verdict.RUNNING),
        (LOWER, "80", 88, True, Verdict.RUNNING),
        (LOWER, "80", 88.1, True, MISSED),
        (LOWER, "80", 500, False, Verdict.RUNNING),
        (LOWER, "80", 10, True, Verdict.RUNNING),
        (RANGE, "2..4", 3, True, Verdict.RUNNING),
        (RANGE, "2..4", 4.5, True, MISSED),
        (HIGHER, "3000", None, True, Verdict.RUNNING),
    ],
)
def test_while_running_only_what_is_settled_has_a_verdict(better, text, value, grows, verdict):
    assert verdict_while_running(goal(better, text), value, only_grows=grows) is verdict


@pytest.mark.parametrize(
    ("since_start", "to_end", "state"),
    [
        (-1, 30, State.UPCOMING),
        (0, 30, State.RUNNING),
        (29, 1, State.RUNNING),
        (30, 0, State.FINISHED),
        (99, -69, State.FINISHED),
    ],
)
def test_a_period_is_over_on_its_last_day(since_start, to_end, state):
    assert state_of(since_start, to_end) is state


def test_float_noise_is_relative_and_infinity_is_beyond_everything():
    assert at_least(1e12 - 1e2, 1e12)
    assert not at_least(1e12 - 1e4, 1e12)
    assert not at_least(0.03 - 1e-9, 0.03)
    assert at_least(math.inf, 5)
    assert at_least(5, -math.inf)
    assert not at_least(-math.inf, 5)
