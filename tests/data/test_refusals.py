"""What cannot be read for sure is refused: where it stands, what was found, both readings, what to write."""

import gzip
import io
import os
import zipfile

import pytest

from generator.errors import Location
from generator.spec.model import Control
from tests.data.conftest import Site

HEAD = "date,channel,clicks,cost\n"
GOOD = HEAD + "2026-03-02,search,10,5.50\n2026-03-03,search,12,6.25\n"
FILE = "campaigns/spring/data/a.csv"


def test_a_lone_comma_in_money_is_refused_with_both_readings(site: Site) -> None:
    site.write("data/a.csv", "date;channel;clicks;cost\n2026-03-02;search;10;1,234\n2026-03-03;search;12;2,345\n")
    said = site.problem()
    assert said.startswith(f"{FILE}:2:22: '1,234' in column `cost` can be read as 1,234 or as 1.234")
    assert 'set `decimal: "."` on the source for 1,234, or `decimal: ","` for 1.234' in said


@pytest.mark.parametrize(("decimal", "cost"), [(".", 3579.0), (",", 3.579)])
def test_the_source_may_settle_the_decimal_mark(site: Site, total, decimal: str, cost: float) -> None:
    site.sources = {"ads": {"decimal": decimal}}
    site.write("data/a.csv", "date;channel;clicks;cost\n2026-03-02;search;10;1,234\n2026-03-03;search;12;2,345\n")
    assert total(site.read(), "cost") == pytest.approx(cost)


@pytest.mark.parametrize(
    ("cell", "cost"),
    [("1,234.50", 1234.5), ("12,345,678", 12345678), ("0,5", 0.5), ("12,34", 12.34), ("1.234.567", 1234567)],
)
def test_one_cell_that_has_one_reading_settles_the_file(site: Site, total, cell: str, cost: float) -> None:
    other = "1.234" if cell.count(".") == 2 else "1,234"
    site.write("data/a.csv", f"date;channel;clicks;cost\n2026-03-02;search;10;{other}\n2026-03-03;search;12;{cell}\n")
    as_thousands = cell not in {"0,5", "12,34"}
    assert total(site.read(), "cost") == pytest.approx(cost + (1234 if as_thousands else 1.234))


def test_two_decimal_marks_in_one_file_are_refused(site: Site) -> None:
    site.write("data/a.csv", "date;channel;clicks;cost\n2026-03-02;search;10;1,5\n2026-03-03;search;12;2.25\n")
    assert "'1,5' in column `cost` has a decimal comma, but '2.25' on line 3" in site.problem()


def test_days_that_no_row_settles_are_refused_with_both_readings(site: Site) -> None:
    site.write("data/a.csv", HEAD + "05/06/2026,search,10,5.50\n07/06/2026,search,12,6.25\n")
    said = site.problem()
    assert said.startswith(f"{FILE}:2:1: '05/06/2026' in column `date` can be read as 5 June 2026 or as 6 May 2026")
    assert 'set `date_format: "%d/%m/%Y"` or `date_format: "%m/%d/%Y"` on the source' in said


def test_short_years_that_no_row_settles_are_refused_with_both_readings(site: Site) -> None:
    site.write("data/a.csv", HEAD + "01/02/26,search,10,5.50\n02/02/26,search,12,6.25\n")
    said = site.problem()
    assert said.startswith(f"{FILE}:2:1: '01/02/26' in column `date` has a year of two digits and can be read as ")
    assert "as 1 February 2026 or as 2 January 2026, and no row in the file settles it" in said
    assert 'set `date_format: "%d/%m/%y"` or `date_format: "%m/%d/%y"` on the source' in said


@pytest.mark.parametrize(
    ("cell", "form"), [("03/13/26", "%m/%d/%y"), ("13/03/26", "%d/%m/%y"), ("26.03.01", "%y.%m.%d")]
)
def test_the_form_that_a_short_years_cells_prove_is_the_one_named(site: Site, cell: str, form: str) -> None:
    site.write("data/a.csv", HEAD + f"{cell},search,10,5.50\n{cell},display,12,6.25\n")
    said = site.problem()
    assert "13 March 2026" in said or "1 March 2026" in said
    assert f'set `date_format: "{form}"` on the source' in said


def test_a_column_of_short_years_is_found_as_the_date_where_the_source_names_none(site: Site) -> None:
    site.sources = {"ads": {"date": "auto"}}
    site.write("data/a.csv", HEAD + "03/13/26,search,10,5.50\n03/14/26,search,12,6.25\n")
    assert 'set `date_format: "%m/%d/%y"` on the source' in site.problem()


def test_days_in_two_orders_are_refused(site: Site) -> None:
    site.write("data/a.csv", HEAD + "25/03/2026,search,10,5.50\n03/26/2026,search,12,6.25\n")
    assert "'25/03/2026' in column `date` has the day first, but '03/26/2026' on line 3" in site.problem()


@pytest.mark.parametrize("other", ["2026-03-03 09:00", "2026-03-03"])
def test_times_with_and_without_an_offset_are_refused(site: Site, other: str) -> None:
    site.write("data/a.csv", HEAD + f"2026-03-02T22:00:00Z,search,10,5.50\n{other},search,12,6.25\n")
    said = site.problem()
    assert said.startswith(f"{FILE}:3:1: '{other}' in column `date` has no offset from UTC, but '2026-03-02T22:00:00Z'")
    assert "on line 2 has one" in said


def test_days_beside_midnights_with_one_offset_are_days(site: Site, total) -> None:
    site.write("data/a.csv", HEAD + "2026-03-02T00:00:00Z,search,10,5.50\n2026-03-03,search,12,6.25\n")
    assert total(site.read(), "clicks") == 22


def test_a_missing_column_names_those_there_are_and_the_nearest(site: Site) -> None:
    site.sources = {"ads": {"measures": {"clicks": "click", "cost": "cost"}}}
    site.places = {("sources", "ads", "measures", "clicks"): Location("campaigns/spring/campaign.yml", 9, 7)}
    site.write("data/a.csv", GOOD)
    said = site.problem()
    assert said == (
        f"campaigns/spring/campaign.yml:9:7: there is no column `click` in {FILE}; expected one of `date`, `channel`, "
        "`clicks`, `cost`\n    did you mean `clicks`?"
    )


def test_every_missing_column_is_named_at_once(site: Site) -> None:
    site.sources = {"ads": {"date": "day", "by": ("region",), "measures": {"clicks": "click", "cost": "costs"}}}
    site.write("data/a.csv", GOOD)
    assert [str(problem.what).split("`")[1] for problem in site.problems()] == ["day", "region", "click", "costs"]


def test_a_column_that_is_there_twice_is_refused(site: Site) -> None:
    site.write("data/a.csv", "date,channel,clicks,cost,cost\n2026-03-02,search,10,5.50,7\n")
    assert "`cost` may be any of 2 columns" in site.problem()
    assert "`cost` (column 4), `cost` (column 5)" in site.problem()


def test_a_scaled_unit_is_not_taken_for_the_column(site: Site) -> None:
    site.write("data/a.csv", "date,channel,clicks,cost(万元)\n2026-03-02,search,10,5.50\n")
    assert "there is no column `cost`" in site.problem()


def test_a_file_without_a_header_says_so(site: Site) -> None:
    site.write("data/a.csv", "20260302,1,10,5.50\n20260303,2,12,6.25\n")
    assert all("there is no header: the first row is" in str(problem.what) for problem in site.problems())


def test_one_file_of_several_without_a_column_is_named(site: Site) -> None:
    site.write("data/a.csv", GOOD)
    site.write("data/b.csv", "date,channel,clicks\n2026-03-04,search,10\n")
    assert "there is no column `cost` in campaigns/spring/data/b.csv" in site.problem()


def test_cells_that_are_no_numbers_are_named_by_line_and_column(site: Site) -> None:
    rows = "".join(f'2026-03-02,"a, b",{cell},1.5\n' for cell in ("10", "many", "12", "1O", "?", "x", "y"))
    site.write("data/a.csv", HEAD + rows)
    problems = site.problems()
    assert [str(problem.at) for problem in problems] == [f"{FILE}:3:19", f"{FILE}:5:19", f"{FILE}:6:19"]
    assert str(problems[0].what) == "'many' in column `clicks` is no number"
    assert str(problems[2].what) == "'?' in column `clicks` is no number (and 2 more: line 7, 8)"


@pytest.mark.parametrize("error", ["#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!"])
def test_a_spreadsheets_errors_are_no_empty_cells(site: Site, error: str) -> None:
    site.write("data/a.csv", GOOD + f"2026-03-04,search,{error},7\n")
    assert site.problem().startswith(f"{FILE}:4:19: '{error}' in column `clicks` is no number")


def test_numbers_and_days_are_complained_of_at_once(site: Site) -> None:
    site.write(
        "data/a.csv", HEAD + "2026-03-02,search,ten,5.5\nsoon,search,12,6.25\n,search,12,6.25\n2026-03-32,s,1,1\n"
    )
    whats = [str(problem.what) for problem in site.problems()]
    assert whats[0] == "'ten' in column `clicks` is no number"
    assert whats[1] == "'soon' in column `date` is no day"
    assert whats[2] == "column `date` is empty here"
    assert whats[3] == "'2026-03-32' in column `date` is no day"


def test_percent_signs_on_some_cells_only_are_refused(site: Site) -> None:
    site.sources = {"ads": {"measures": {"rate": "rate"}}}
    site.write("data/a.csv", "date,channel,rate\n2026-03-02,search,2%\n2026-03-03,search,3\n")
    assert "`rate` has cells with a percent sign and cells without" in site.problem()


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("date,channel,clicks,cost,Currency code", "2026-03-02,a,1,2.5,USD\n2026-03-03,a,1,2.5,EUR"),
        ("date,channel,clicks,cost", "2026-03-02,a,1,$2.5\n2026-03-03,a,1,€2.5"),
        ("date,channel,clicks,cost (USD),Currency", "2026-03-02,a,1,2.5,EUR"),
    ],
)
def test_mixed_currencies_are_refused(site: Site, header: str, rows: str) -> None:
    site.write("data/a.csv", f"{header}\n{rows}\n")
    assert "the source mixes currencies: " in site.problem()


def test_currencies_mixed_over_files_are_refused(site: Site) -> None:
    site.write("data/a.csv", "date,channel,clicks,cost (USD)\n2026-03-02,a,1,2.5\n")
    site.write("data/b.csv", "date,channel,clicks,cost (EUR)\n2026-03-03,a,1,2.5\n")
    assert "USD (data/a.csv, the header `cost (USD)`), EUR (data/b.csv" in site.problem()


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("2026-03-02,search,1,234,5.5", "this row has 5 cells and the header has 4"),
        ("2026-03-02,search,10", "this row has 3 cells and the header has 4"),
    ],
)
def test_torn_rows_are_refused(site: Site, row: str, what: str) -> None:
    site.write("data/a.csv", GOOD + row + "\n")
    said = site.problem()
    assert said.startswith(f"{FILE}:4: {what}")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\n", "the file is empty"),
        (b"\xff\xfe\n\x00", "the file is empty"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "an old Excel workbook (.xls) or one protected by a password",
        ),
        (gzip.compress(GOOD.encode(), mtime=0), "a gzip archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "a pointer of Git LFS"),
        (b"<html><table><tr><td>date</td></tr></table></html>", "a web page or XML"),
        (b"date,channel,clicks,cost\n2026-03-02,\x00search,1,2\n", "a NUL byte"),
        (HEAD.encode() + b"2026-03-02,\xff\x81\xff,1,2\n", "neither UTF-8, UTF-16 nor GB18030"),
        (b"\xff\xfed\x00a", None),
        (
            HEAD.encode() + b'2026-03-02,"search,10,5.5\n2026-03-03,search,10,5.5\n',
            "a quote is opened here and not closed",
        ),
        (HEAD.encode() + b'2026-03-02,"sea"rch,10,5.5\n', "goes on after its closing quote"),
        (HEAD.encode() + b"2026-03-02," + b"x" * 1_000_001 + b",10,5.5\n", "a cell of more than 1,000,000 characters"),
        (b"PK\x03\x04 cut off", "damaged or cut off"),
        (b"\x01\x02\x03 \x04 binary", None),
    ],
)
def test_what_is_no_table_is_named(site: Site, content: bytes, said: str | None) -> None:
    site.write("data/a.csv", content)
    problems = site.problems()
    assert said is None or said in str(problems[0])
    assert all("campaign.yml" in problem.at.file or problem.at.file == FILE for problem in problems)


def test_an_unclosed_quote_is_named_where_it_opens(site: Site) -> None:
    site.write("data/a.csv", GOOD + '2026-03-04,"search,10,5.5\n2026-03-05,search,10,5.5\n')
    assert site.problem().startswith(f"{FILE}:4: a quote is opened here")


def zipped(names: tuple[str, ...]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), GOOD)  # its date is fixed, so that tests have the same names
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", zipped(("report.csv",)), "a zip archive with `report.csv`"),
        ("a.xlsx", zipped(("xl/workbook.xml",)), "the workbook cannot be read"),
        ("a.xlsx", GOOD.encode(), "the workbook is damaged"),
        ("a.parquet", GOOD.encode(), "the file is no Parquet"),
        ("a.json", b'[{"date": "2026-03-02", ]', "the file is not JSON"),
        ("a.json", b"[" * 100_000, "lists within lists"),
        ("a.json", b"[1, 2]", "no list of objects"),
        ("a.json", b"[]", "the file has no records"),
        ("a.ndjson", b'{"date": 1}\n{"date": \n', "a.ndjson:2:"),
        ("a.ndjson", b'{"date": 1}\n7\n', "a line that holds no object"),
    ],
)
def test_other_formats_that_are_broken_are_named(site: Site, name: str, content: bytes, said: str) -> None:
    site.write(f"data/{name}", content)
    assert said in str(site.problems()[0])


def test_no_file_names_those_there_are(site: Site) -> None:
    site.sources = {"ads": {"files": "data/add-*.csv"}}
    site.write("data/ads-1.csv", GOOD)
    said = site.problem()
    assert "no file matches `data/add-*.csv`; expected a file of the campaign's folder: `data/ads-1.csv`" in said
    assert "did you mean `data/ads-1.csv`?" in said


def test_the_same_file_twice_in_a_source_is_refused(site: Site) -> None:
    site.write("data/a.csv", GOOD)
    site.write("data/copy of a.csv", GOOD)
    said = site.problem()
    assert "`data/copy of a.csv` and `data/a.csv` are the same file, so every row would count twice" in said
    assert said.endswith("remove `data/copy of a.csv`")


def test_headers_without_rows_may_be_the_same(site: Site, total) -> None:
    for name, text in (("a", GOOD), ("b", HEAD), ("c", HEAD)):
        site.write(f"data/{name}.csv", text)
    assert total(site.read(), "clicks") == 22


def test_files_outside_the_folder_are_refused(site: Site) -> None:
    outside = site.root / "secret.csv"
    outside.write_text(GOOD, encoding="utf-8")
    (site.folder / "data").mkdir(parents=True)
    (site.folder / "data" / "a.csv").symlink_to(outside)
    assert "`data/a.csv` lies outside the campaign's folder" in site.problem()
    site.sources = {"ads": {"files": "../../secret.csv"}}
    assert "leaves the campaign's folder" in site.problem()


def test_a_file_whose_name_is_no_text_is_refused(site: Site) -> None:
    site.sources = {"ads": {"files": "data/*.csv"}}
    site.write("data/a.csv", GOOD)
    (site.folder / "data" / "a.csv").rename(site.folder / "data" / os.fsdecode(b"\xff.csv"))
    assert "is no text; expected names in UTF-8" in site.problem()


def test_weeks_and_months_do_not_fit_together(site: Site) -> None:
    site.sources = {"ads": {"files": "ads.csv"}, "shop": {"files": "shop.csv", "measures": {"revenue": "revenue"}}}
    site.write("ads.csv", HEAD + "".join(f"2026-03-{day:02},a,1,1\n" for day in (2, 9, 16)))
    site.write("shop.csv", "date,channel,revenue\n2026-03,a,5\n2026-04,a,5\n")
    assert "`ads` by week, `shop` by month" in site.problem()


def test_weeks_that_start_on_different_days_do_not_fit_together(site: Site) -> None:
    site.sources = {"ads": {"files": "ads.csv"}, "shop": {"files": "shop.csv", "measures": {"revenue": "revenue"}}}
    site.write("ads.csv", HEAD + "".join(f"2026-03-{day:02},a,1,1\n" for day in (2, 9, 16)))
    site.write("shop.csv", "date,channel,revenue\n" + "".join(f"2026-03-{day:02},a,5\n" for day in (1, 8, 15)))
    assert "weeks start on different days of the week" in site.problem()


def test_a_control_must_name_a_source_and_a_measure_of_it(site: Site) -> None:
    site.write("data/a.csv", GOOD)
    site.controls = (Control(source="add", measure="clicks"), Control(source="ads", measure="click"))
    one, two = site.problems()
    assert str(one).endswith("there is no source `add`; expected one of `ads`\n    did you mean `ads`?")
    assert str(two.what) == "there is no measure `click`"


def test_problems_of_all_sources_come_at_once(site: Site) -> None:
    site.sources = {"ads": {"files": "ads.csv"}, "shop": {"files": "shop.csv"}}
    site.write("ads.csv", HEAD + "2026-03-02,a,x,1\n")
    site.write("shop.csv", HEAD + "2026-03-02,a,1,y\n")
    assert [problem.at.file for problem in site.problems()] == ["campaigns/spring/ads.csv", "campaigns/spring/shop.csv"]


def test_the_cell_shown_for_an_open_order_has_two_readings_that_differ(site: Site) -> None:
    site.write("data/a.csv", HEAD + "01/01/2026,a,1,1\n02/02/2026,a,1,1\n03/02/2026,a,1,1\n")
    said = site.problem()
    assert said.startswith(f"{FILE}:4:1: '03/02/2026' in column `date` can be read as 3 February 2026 or as 2 March")


@pytest.mark.parametrize(
    ("cost", "own", "found", "where"),
    [
        ("¥5.50", "EUR", "¥", "cells of `cost`"),
        ("€5.50", "USD", "EUR", "cells of `cost`"),
        ("$5.50", "CNY", "$", "cells of `cost`"),
        ("5.50 kr", "EUR", "kr", "cells of `cost`"),
    ],
)
def test_money_in_another_currency_than_the_campaigns_is_refused(
    site: Site, cost: str, own: str, found: str, where: str
) -> None:
    site.currency = own
    site.write("data/a.csv", HEAD + f"2026-03-02,a,1,{cost}\n")
    said = f"the data has amounts in {found} (data/a.csv, {where}), and the campaign's `currency` is {own}"
    assert said in site.problem()


def test_a_header_with_another_currency_is_refused(site: Site) -> None:
    site.write("data/a.csv", GOOD.replace("cost", "cost (USD)"))
    assert (
        "amounts in USD (data/a.csv, the header `cost (USD)`), and the campaign's `currency` is CNY" in site.problem()
    )


@pytest.mark.parametrize(
    ("cost", "own"), [("$5", "CAD"), ("¥5", "JPY"), ("5元", "TWD"), ("¥5", "CNY"), ("5 kr", "SEK"), ("US$5", None)]
)
def test_a_symbol_that_may_be_the_campaigns_currency_is_read(site: Site, total, cost: str, own: str | None) -> None:
    site.currency = own
    site.write("data/a.csv", HEAD + f"2026-03-02,a,1,{cost}\n")
    assert total(site.read(), "cost") == 5


def test_three_letters_in_a_header_need_not_be_a_currency(site: Site, total) -> None:
    site.currency = "EUR"
    site.write("data/a.csv", GOOD.replace("cost", "cost (YTD)"))
    assert total(site.read(), "cost") == 11.75
