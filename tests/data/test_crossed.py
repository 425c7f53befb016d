"""Totals of one dimension's segments within another's."""

from datetime import date

import numpy as np

from generator.data.rollup import CELLS
from tests.data.conftest import Site

HEAD = "date,channel,region,clicks,cost\n"
BOTH = {"ads": {"by": ("region", "channel"), "measures": {"clicks": "clicks", "cost": "cost"}}}
BASELINE = (date(2026, 2, 23), date(2026, 2, 25))


def test_cells_hold_what_their_rows_hold_in_each_window(site: Site) -> None:
    site.sources, site.baseline = BOTH, BASELINE
    site.write(
        "data/a.csv",
        HEAD
        + "2026-02-23,search,north,1,2\n2026-02-24,search,north,3,4\n2026-02-24,social,south,5,6\n"
        + "2026-03-02,search,north,10,20\n2026-03-03,search,south,7,8\n2026-03-04,search,south,,1\n"
        + "2026-05-01,x,y,9,9\n",
    )
    crossed = site.read().crossed
    assert crossed is not None
    assert crossed.dimensions == ("region", "channel")
    assert crossed.cells == (("north", "search"), ("south", "search"), ("south", "social"))
    assert np.array_equal(crossed.sums["baseline"]["clicks"], [4, np.nan, 5], equal_nan=True)
    assert np.array_equal(crossed.sums["campaign"]["clicks"], [10, 7, np.nan], equal_nan=True)
    assert np.array_equal(crossed.sums["campaign"]["cost"], [20, 9, np.nan], equal_nan=True)


def test_one_dimension_is_crossed_with_nothing(site: Site) -> None:
    site.write("data/a.csv", "date,channel,clicks,cost\n2026-03-02,search,1,2\n")
    assert site.read().crossed is None


def test_more_cells_than_can_be_told_are_left_out(site: Site) -> None:
    site.sources = BOTH
    rows = [f"2026-03-02,c{number},r{number % 10},1,1\n" for number in range(CELLS)]
    site.write("data/a.csv", HEAD + "".join(rows))
    crossed = site.read().crossed
    assert crossed is not None
    assert len(crossed.cells) == CELLS
    site.write("data/a.csv", HEAD + "".join(rows) + "2026-03-02,another,r0,1,1\n")
    assert site.read().crossed is None
