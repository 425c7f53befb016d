"""Before a campaign's first day there need be no data: its targets stand first."""

from datetime import date

import pytest

from generator.data.table import NoteKind
from tests.data.conftest import Site

HEAD = "date,channel,clicks,cost\n"
BEFORE, FIRST_DAY = date(2026, 3, 1), date(2026, 3, 2)


def warnings(data) -> list[str]:
    return [note.code for note in data.notes if note.kind is NoteKind.WARNING]


@pytest.mark.parametrize("text", [None, HEAD])
def test_before_the_first_day_there_may_be_no_file_or_no_row(site: Site, text: str | None) -> None:
    site.as_of = BEFORE
    if text is not None:
        site.write("data/a.csv", text)
    data = site.read()
    assert data.notes == ()
    assert data.series.empty
    assert data.totals["rows"].tolist() == [0]
    assert data.first is None


def test_before_the_first_day_a_source_without_dates_may_have_no_file(site: Site) -> None:
    site.as_of, site.sources = BEFORE, {"ads": {}, "shop": {"files": "shop.csv", "date": None}}
    assert site.read().notes == ()


def test_before_the_first_day_the_baseline_is_read_where_it_is_there(site: Site, total) -> None:
    site.as_of, site.baseline = BEFORE, (date(2026, 2, 1), date(2026, 2, 2))
    site.sources = {"ads": {"files": "ads.csv"}, "shop": {"files": "shop.csv"}}
    site.write("ads.csv", HEAD + "2026-02-01,a,3,1\n2026-02-02,a,4,1\n")
    data = site.read()
    assert total(data, "clicks", window="baseline") == 7
    assert warnings(data) == []


def test_from_the_first_day_on_a_file_has_to_be_there(site: Site) -> None:
    site.as_of = FIRST_DAY
    site.write("data/ads-1.csv", HEAD)
    site.sources = {"ads": {"files": "data/add-1.csv"}}
    assert "no file matches `data/add-1.csv`" in site.problem()
    assert site.problem().endswith("did you mean `data/ads-1.csv`?")


def test_from_the_first_day_on_a_header_alone_is_warned_of(site: Site) -> None:
    site.as_of = FIRST_DAY
    site.write("data/a.csv", HEAD)
    assert warnings(site.read()) == ["no_rows"]
