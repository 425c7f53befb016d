"""Whatever the segments hold, their parts add up to the change of the whole."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compare.frames import WHOLE, Table
from generator.diagnose.linear import as_quotient
from generator.diagnose.segments import Split, by_segment
from generator.metrics.formula import Formula, parse
from tests.compare.made_up import START, before, campaign, data, frame, kpi

SPEC = campaign(kpi("cost_per_lead", "10"), days=1, baseline=before(1))
FORMULAS = ["cost / leads", "1 - leads / clicks", "leads", "clicks - cost"]
numbers = st.one_of(st.just(0), st.integers(1, 5000))
segments = st.lists(st.tuples(*[st.tuples(numbers, numbers, numbers)] * 2), min_size=2, max_size=6)
NAMES = ("cost", "clicks", "leads")


def table_of(rows: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> Table:
    days = (START - timedelta(days=1), START)
    whole = [tuple(map(sum, zip(*(row[side] for row in rows), strict=True))) for side in (0, 1)]
    frames = [frame({key: [n] for key, n in zip(NAMES, whole[side], strict=True)}, days[side]) for side in (0, 1)]
    for place, row in enumerate(rows):
        which = ("channel", f"c{place}")
        frames += [frame({k: [n] for k, n in zip(NAMES, row[side], strict=True)}, days[side], which) for side in (0, 1)]
    names = tuple(f"c{place}" for place in range(len(rows)))
    return Table(data(*frames, spec=SPEC, dimensions={"channel": names}))


def split_of(formula: Formula, table: Table, scale: float) -> Split:
    quotient = as_quotient(formula)
    assert quotient is not None
    return Split(quotient, tuple(leaf.key for leaf in formula.leaves), table, scale)


@pytest.mark.parametrize("text", FORMULAS)
@settings(max_examples=20)
@given(rows=segments, scale=st.sampled_from([1.0, 0.5]))
def test_parts_add_up_to_the_change(text, rows, scale):
    formula, table = parse(text), table_of(rows)
    sums = [table.total(window, WHOLE).sums for window in ("baseline", "campaign")]
    start, end = (formula.evaluate(each).value for each in sums)
    parts = by_segment(split_of(formula, table, scale), "channel")
    if start is None or end is None or not parts:
        return
    start *= scale if "/" not in text else 1.0
    size = max(1.0, *(abs(part.before or 0.0) + abs(part.after or 0.0) for part in parts), abs(start), abs(end))
    assert sum(part.rate + part.mix for part in parts) == pytest.approx(end - start, rel=1e-9, abs=1e-9 * size)
    if "/" in text:
        assert sum(part.share_after for part in parts) == pytest.approx(1.0)


@pytest.mark.parametrize("text", FORMULAS)
@settings(max_examples=5)
@given(rows=segments)
def test_the_order_of_segments_plays_no_role(text, rows):
    formula = parse(text)
    one = by_segment(split_of(formula, table_of(rows), 1.0), "channel")
    other = by_segment(split_of(formula, table_of(rows[::-1]), 1.0), "channel")
    last = len(rows) - 1
    mirrored = {f"c{last - int(part.segment[1:])}": part for part in other}
    assert {part.segment for part in one} == mirrored.keys()
    for part in one:
        assert (part.rate, part.mix) == pytest.approx(
            (mirrored[part.segment].rate, mirrored[part.segment].mix), rel=1e-9, abs=1e-9
        )
