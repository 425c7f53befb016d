"""The decimal mark is settled once a file, by any column of numbers in it; else both readings are shown."""

import pytest

from tests.data.conftest import Site, codes, told

FILE = "campaigns/spring/data/a.csv"
COUNTS = {"ads": {"by": (), "measures": {"clicks": "clicks", "conversions": "conversions"}}}


@pytest.mark.parametrize(
    ("text", "conversions"),
    [
        ("date,clicks,conversions,cost\n2026-03-02,5000,1.333,12.50\n2026-03-03,4000,2,3.20\n", 3.333),
        ("date;clicks;conversions;cost\n2026-03-02;5000;1,333;12,50\n2026-03-03;4000;2;3,20\n", 3.333),
        ("date;clicks;conversions;cost\n2026-03-02;5000;1.333;12,50\n2026-03-03;4000;2;3,20\n", 1335),
        ('date,clicks,conversions,cost\n2026-03-02,50,"1,333",12.50\n2026-03-03,40,2,--\n', 1335),
    ],
)
def test_a_column_that_no_measure_needs_settles_the_mark(site: Site, total, text: str, conversions: float) -> None:
    site.sources = COUNTS
    site.write("data/a.csv", text)
    data = site.read()
    assert total(data, "conversions") == pytest.approx(conversions)
    assert "decimal_guessed" not in codes(data)


def test_a_column_with_words_in_it_settles_nothing(site: Site) -> None:
    site.sources = COUNTS
    rows = "2026-03-02,5000,1.333,12.50\n2026-03-03,4,2,3.20 (new)\n"
    site.write("data/a.csv", f"date,clicks,conversions,version\n{rows}")
    assert "can be read as 1.333 or as 1,333" in site.problem()


def test_a_fraction_of_a_count_is_refused_with_both_readings(site: Site) -> None:
    site.sources = COUNTS
    site.write("data/a.csv", "date,clicks,conversions\n2026-03-02,5000,1.333\n2026-03-03,4000,2\n")
    said = site.problem()
    assert said.startswith(f"{FILE}:2:17: '1.333' in column `conversions` can be read as 1.333 or as 1,333")
    assert 'set `decimal: "."` on the source for 1.333, or `decimal: ","` for 1,333' in said


def test_a_comma_in_a_file_of_semicolons_is_refused_with_both_readings(site: Site) -> None:
    site.sources = COUNTS
    site.write("data/a.csv", "date;clicks;conversions\n2026-03-02;5000;1,333\n2026-03-03;4000;2\n")
    assert "'1,333' in column `conversions` can be read as 1,333 or as 1.333" in site.problem()


@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_a_comma_in_a_count_groups_thousands_and_is_said(site: Site, total, delimiter: str) -> None:
    site.sources = COUNTS
    rows = (("date", "clicks", "conversions"), ("2026-03-02", '"1,234"', "7"), ("2026-03-03", "12", "2"))
    site.write("data/a.csv", "\n".join(delimiter.join(row) for row in rows))
    data = site.read()
    assert told(data, "decimal_guessed") == {"column": "clicks", "example": "1,234", "read": 1234.0}
    assert total(data, "clicks") == 1246


def test_a_count_with_and_without_grouping_is_refused(site: Site) -> None:
    site.sources = COUNTS
    site.write("data/a.csv", 'date,clicks,conversions\n2026-03-02,"1,234",7\n2026-03-03,1200,2\n')
    assert "'1,234' in column `clicks` can be read as 1,234 or as 1.234" in site.problem()
