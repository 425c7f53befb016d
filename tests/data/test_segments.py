"""A target for a segment that is in no row is a slip of the pen, unless the segment may yet come."""

from datetime import date

from generator.errors import Location
from tests.data.conftest import Site

HEAD = "date,channel,clicks,cost\n"
ROWS = HEAD + "2026-03-02,Suche,10,5.50\n2026-03-04,Soziale Netze,12,6.25\n"
KEY = Location("campaigns/spring/campaign.yml", 9, 21)


def test_a_segment_that_is_in_no_row_is_refused_with_the_nearest_at_its_key(site: Site) -> None:
    site.write("data/a.csv", ROWS)
    site.segments = ("Suche", "soziale netze")
    site.places = {("kpis", 0, "segments", "channel", "soziale netze"): KEY}
    assert site.problem() == (
        f"{KEY}: no row has `soziale netze` as its `channel`; expected one of `Soziale Netze`, `Suche`"
        "\n    did you mean `Soziale Netze`?"
    )


def test_a_segment_like_none_is_refused_once_the_campaign_is_over(site: Site) -> None:
    site.write("data/a.csv", ROWS)
    site.segments = ("display",)
    assert "no row has `display`" in site.problem()
    site.as_of = date(2026, 3, 3)
    assert site.read().dimensions == {"channel": ("Suche",)}


def test_before_there_are_rows_of_the_campaign_no_segment_is_missing(site: Site) -> None:
    site.as_of, site.segments = date(2026, 3, 1), ("suche",)
    assert site.read().files == ()
    site.write("data/a.csv", HEAD + "2026-02-01,Suche,1,1\n2026-02-02,Suche,1,1\n")
    assert site.read().dimensions == {"channel": ("Suche",)}
