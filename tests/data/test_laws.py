"""Laws that hold for any table: how it is written, cut and ordered changes no number."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.data.grouping import rounded
from generator.data.numerals import numeral
from generator.data.table import CampaignData
from tests.data.conftest import Site

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
START = date(2026, 3, 1)

cell = st.tuples(
    st.integers(0, 20),
    st.sampled_from(["search", "social", "展示", "e-mail, news", 'the "big" one']),
    st.integers(0, 5_000_000),
    st.integers(0, 10**9),
)
tables = st.lists(cell, min_size=1, max_size=30, unique_by=lambda row: row[:2])


def lines(rows, delimiter: str = ",", point: str = ".", group: str = "") -> list[str]:
    def text(value: str) -> str:
        return '"' + value.replace('"', '""') + '"'

    def money(cents: int) -> str:
        whole, part = f"{cents // 100:,}".replace(",", group), f"{cents % 100:02}"
        return f'"{whole}{point}{part}"'

    head = delimiter.join(("date", "channel", "clicks", "cost"))
    body = [
        delimiter.join(((START + timedelta(days=day)).isoformat(), text(name), str(clicks), money(cents)))
        for day, name, clicks, cents in rows
    ]
    return [head, *body]


def read(*files: bytes) -> CampaignData:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), period=(START, START + timedelta(days=9)))
        for place, content in enumerate(files):
            site.write(f"data/{place}.csv", content)
        return site.read()


def same(one: CampaignData, two: CampaignData) -> None:
    pd.testing.assert_frame_equal(one.series, two.series, rtol=1e-12)
    pd.testing.assert_frame_equal(one.totals, two.totals, rtol=1e-12)
    assert one.dimensions == two.dimensions


@FEW
@given(rows=tables, random=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, random) -> None:
    shuffled = random.sample(rows, len(rows))
    same(read("\n".join(lines(rows)).encode()), read("\n".join(lines(shuffled)).encode()))


@FEW
@given(
    rows=tables,
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    point_group=st.sampled_from([(".", ""), (".", ","), (",", "."), (",", ""), (",", "\u00a0"), (".", "'")]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_how_a_table_is_written_changes_nothing(rows, delimiter, point_group, encoding, end) -> None:
    dressed = end.join(lines(rows, delimiter, *point_group)) + end
    same(read("\n".join(lines(rows)).encode()), read(dressed.encode(encoding)))


@FEW
@given(rows=tables, cut=st.integers(0, 30))
def test_cutting_a_table_in_two_changes_nothing(rows, cut) -> None:
    head, *body = lines(rows)
    first, second = body[:cut], body[cut:]
    parts = ["\n".join([head, *part]).encode() for part in (first, second) if part]
    same(read("\n".join([head, *body]).encode()), read(*parts))


@FEW
@given(rows=tables)
def test_segments_add_up_to_the_whole_and_days_to_the_windows(rows) -> None:
    data = read("\n".join(lines(rows)).encode())
    whole = data.totals[data.totals["dimension"] == ""].iloc[0]
    parts = data.totals[data.totals["dimension"] == "channel"]
    inside = [row for row in rows if row[0] <= 9]
    assert whole["rows"] == parts["rows"].sum() == len(inside)
    for key, expected in (("clicks", sum(r[2] for r in inside)), ("cost", sum(r[3] for r in inside) / 100)):
        assert np.isclose(parts[key].sum(), expected, rtol=1e-12)
        assert np.isclose(np.nan_to_num(whole[key]), expected, rtol=1e-12)


@given(st.integers(0, 10**12), st.sampled_from([(".", ","), (",", "."), (".", " "), (",", " "), (".", "'")]))
def test_a_number_is_read_as_it_was_written(cents, marks) -> None:
    point, group = marks
    text = f"{cents // 100:,}".replace(",", group) + point + f"{cents % 100:02}"
    found = numeral(text)
    assert found is not None
    assert found.settles == point
    assert found.value(point) == cents / 100


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_not_but_never_an_error(text) -> None:
    found = numeral(text)
    assert found is None or np.isfinite(found.value("." if found.fits(".") else ","))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_rounding_keeps_twelve_digits(number) -> None:
    assert np.isclose(rounded(np.array([number]))[0], number, rtol=1e-12, atol=0)
