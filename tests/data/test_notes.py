"""What was dropped, guessed or repaired is listed, with the rows' own line numbers."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

import generator.pages
from generator.data.notes import CODES, note
from generator.data.table import Grain, NoteKind
from tests.data.conftest import Site, codes, noted, told

HEAD = "date,channel,clicks,cost\n"
THREE = HEAD + "2026-03-02,search,10,5.50\n2026-03-03,search,12,6.25\n2026-03-04,search,14,7.00\n"


def test_a_note_has_a_listed_code_and_its_values() -> None:
    with pytest.raises(KeyError):
        note(NoteKind.WARNING, "unheard_of", "a.csv")
    with pytest.raises(KeyError):
        note(NoteKind.DROPPED, "blank_line", "a.csv", lines=3)
    assert note(NoteKind.DROPPED, "blank_line", "a.csv", [3, 1, 3], count=2).rows == (1, 3)


def test_every_code_has_its_sentence() -> None:
    words = tomllib.loads((Path(generator.pages.__file__).parent / "words" / "en.toml").read_text(encoding="utf-8"))
    assert set(CODES) <= set(words["note"])


def test_a_totals_row_is_dropped_and_agrees(site: Site, total) -> None:
    site.write("data/a.csv", THREE + "Total,--,36,18.75\n")
    data = site.read()
    found = noted(data, "totals_row_agrees")
    assert (found.kind, found.rows, found.values["label"]) == (NoteKind.DROPPED, (5,), "Total")
    assert found.values["columns"] == "clicks, cost"
    assert data.files[0].dropped == ((5, "totals_row"),)
    assert total(data, "clicks") == 36


def test_a_totals_row_that_differs_is_a_warning_with_both_numbers(site: Site, total) -> None:
    site.write("data/a.csv", THREE + "Total,--,40,18.75\n")
    data = site.read()
    found = noted(data, "totals_differ")
    assert (found.kind, found.values) == (NoteKind.WARNING, {"column": "clicks", "total": 40.0, "sum": 36.0})
    assert noted(data, "totals_row").rows == (5,)
    assert total(data, "clicks") == 36


TOTALS = "Total:|TOTAL|Grand total|合计|总计：|小计|汇总|Gesamt: Konto|Total : campagnes|Total: Conta|Totals|Subtotal"
OTHER_TOTALS = "Summe|Insgesamt:|Gesamtsumme|Total général|Totale: Account|всего"


@pytest.mark.parametrize(
    "label", [*TOTALS.split("|"), *OTHER_TOTALS.split("|"), "Total of 12 campaigns", "Total - Search"]
)
def test_totals_are_known_by_their_names(site: Site, total, label: str) -> None:
    site.write("data/a.csv", THREE + f'2026-03-04,"{label}",36,18.75\n')
    assert total(site.read(), "clicks") == 36


def test_a_brand_that_begins_like_a_total_is_kept_and_said(site: Site, total) -> None:
    site.write("data/a.csv", THREE + "2026-03-04,Total Wireless,7,1.5\n")
    data = site.read()
    assert total(data, "clicks") == 43
    assert noted(data, "looks_like_total").rows == (5,)


def test_a_row_without_a_label_that_is_the_sum_of_the_others_is_a_total(site: Site, total) -> None:
    site.write("data/a.csv", HEAD + ",,36,18.75\n" + THREE.removeprefix(HEAD))
    data = site.read()
    assert total(data, "clicks") == 36
    assert noted(data, "totals_row_agrees").rows == (2,)
    assert data.dimensions == {"channel": ("search",)}


def test_a_row_without_a_label_that_is_no_sum_is_kept_as_none(site: Site, total) -> None:
    site.write("data/a.csv", THREE + "2026-03-04,,7,1.5\n")
    data = site.read()
    assert total(data, "clicks", "(none)") == 7
    assert noted(data, "empty_dimension").rows == (5,)


def test_preamble_comments_blank_lines_headers_and_footers_keep_their_lines(site: Site) -> None:
    lines = [
        "Report, March",
        "# made today",
        "",
        *THREE.splitlines(),
        "",
        HEAD.strip(),
        "2026-03-05,search,1,1.00",
        "© Example",
    ]
    site.period = (date(2026, 3, 2), date(2026, 3, 5))
    site.write("data/a.csv", "\n".join(lines))
    data = site.read()
    rows = {code: noted(data, code).rows for code in codes(data)}
    assert rows == {"preamble": (1,), "comment": (2,), "blank_line": (8,), "repeated_header": (9,), "footer": (11,)}
    assert data.files[0].rows == 4


def test_cells_with_line_ends_do_not_shift_the_lines(site: Site) -> None:
    site.write("data/a.csv", HEAD + '2026-03-02,"a\nb",10,1\n2026-03-03,"a\nb",12,1\nTotal,,22,2\n')
    site.period = (date(2026, 3, 2), date(2026, 3, 3))
    assert noted(site.read(), "totals_row_agrees").rows == (6,)


def test_thousands_in_counts_are_guessed_and_said(site: Site, total) -> None:
    site.write("data/a.csv", HEAD + '2026-03-02,search,"1,234",5\n2026-03-03,search,12,6\n2026-03-04,a,1,1\n')
    data = site.read()
    assert told(data, "decimal_guessed") == {"column": "clicks", "example": "1,234", "read": 1234.0}
    assert total(data, "clicks") == 1247


def test_ungrouped_thousands_beside_settle_a_lone_mark(site: Site, total) -> None:
    site.write("data/a.csv", "date;channel;clicks;cost\n2026-03-02;a;1;1,234\n2026-03-03;a;1;2345\n2026-03-04;a;1;1\n")
    data = site.read()
    assert total(data, "cost") == pytest.approx(1.234 + 2345 + 1)
    assert told(data, "decimal_guessed")["read"] == 1.234


def test_cleaned_numbers_and_null_marks_are_counted(site: Site) -> None:
    site.write("data/a.csv", HEAD + '2026-03-02,a, --,"¥1,200.50"\n2026-03-03,a,3,(5.25)\n2026-03-04,a,N/A,1\n')
    data = site.read()
    cleaned = noted(data, "numbers_cleaned")
    assert cleaned.rows == (2, 3)
    assert cleaned.values == {"column": "cost", "count": 2, "example": "¥1,200.50", "read": 1200.5}
    assert told(data, "null_mark") == {"column": "clicks", "count": 2, "mark": "--"}
    assert told(data, "negative_counts") == {"column": "cost", "count": 1}


def test_blank_cells_are_no_quieter_than_dashes(site: Site, total) -> None:
    site.write("data/a.csv", HEAD + "2026-03-02,a,,1.5\n2026-03-03,a, ,1\n2026-03-04,a,3,1\n")
    data = site.read()
    found = noted(data, "blank_cells")
    assert (found.kind, found.rows, found.values) == (NoteKind.REPAIRED, (2, 3), {"column": "clicks", "count": 2})
    assert total(data, "clicks") == 3


def test_negative_profit_is_ordinary(site: Site) -> None:
    site.sources = {"ads": {"measures": {"profit": "cost"}}}
    site.write("data/a.csv", HEAD + "2026-03-02,a,1,-5.25\n2026-03-03,a,1,3\n2026-03-04,a,1,1\n")
    assert "negative_counts" not in codes(site.read())


def test_a_column_is_recognised_without_its_unit(site: Site, total) -> None:
    site.sources = {"ads": {"measures": {"clicks": "点击", "cost": "花费"}}}
    site.write(
        "data/a.csv", "date,Channel,点击,花费（元）\n2026-03-02,a,1,2.5\n2026-03-03,a,1,2.5\n2026-03-04,a,1,2.5\n"
    )
    data = site.read()
    found = {one.values["column"]: one.values["found"] for one in data.notes if one.code == "column_recognised"}
    assert found == {"channel": "Channel", "花费": "花费（元）"}
    assert total(data, "cost") == 7.5


def test_an_encoding_without_a_mark_is_a_guess(site: Site) -> None:
    site.write("data/a.csv", THREE.replace("search", "搜索"), "gb18030")
    assert told(site.read(), "encoding") == {"encoding": "gb18030"}


def test_western_letters_are_not_taken_for_chinese(site: Site) -> None:
    site.write("data/a.csv", THREE.replace("search", "Général à l’été"), "cp1252")
    data = site.read()
    assert told(data, "encoding") == {"encoding": "cp1252"}
    assert data.dimensions["channel"] == ("Général à l’été",)


def test_the_order_of_day_and_month_names_the_row_that_settled_it(site: Site) -> None:
    site.write("data/a.csv", HEAD + "02/03/2026,a,1,1\n03/03/2026,a,1,1\n04/03/2026,a,1,1\n13/03/2026,a,1,1\n")
    found = noted(site.read(), "date_order")
    assert (found.rows, found.values) == ((5,), {"order": "day-first", "example": "13/03/2026", "read": "2026-03-13"})


def test_spreadsheet_days_are_said(site: Site) -> None:
    site.write("data/a.csv", HEAD + "2026-03-02,a,1,1\n46084,a,1,1\n46085,a,1,1\n")
    assert told(site.read(), "excel_serial") == {"count": 2, "example": "46084", "read": "2026-03-03"}


def test_times_of_day_are_summed_to_days(site: Site) -> None:
    site.write(
        "data/a.csv", HEAD + "".join(f"2026-03-0{day} {hour:02}:00,a,1,1\n" for day in (2, 3, 4) for hour in (0, 9))
    )
    data = site.read()
    assert told(data, "times_to_days") == {"count": 3, "timezone": "Asia/Shanghai"}
    assert data.series["clicks"].tolist()[:3] == [2, 2, 2]


def test_hours_with_offsets_fall_on_the_campaigns_days_across_a_clock_change(site: Site) -> None:
    """In New York, 8 March 2026 has 23 hours."""
    site.timezone, site.period = "America/New_York", (date(2026, 3, 7), date(2026, 3, 9))
    hours = [f"2026-03-{7 + (hour + 5) // 24:02}T{(hour + 5) % 24:02}:00:00Z,a,1,1\n" for hour in range(24 + 23 + 24)]
    site.write("data/a.csv", HEAD + "".join(hours))
    data = site.read()
    assert data.series.loc[data.series["dimension"] == "", "clicks"].tolist() == [24, 23, 24]
    assert told(data, "offset_converted")["timezone"] == "America/New_York"


def test_midnights_with_an_offset_are_days_and_not_moments(site: Site) -> None:
    site.timezone = "America/New_York"
    site.write("data/a.csv", HEAD + "".join(f"2026-03-0{day}T00:00:00Z,a,1,1\n" for day in (2, 3, 4)))
    assert site.read().first.date() == date(2026, 3, 2)


def test_yes_and_no_count_as_one_and_nought(site: Site, total) -> None:
    site.sources = {"ads": {"date": None, "measures": {"conversions": "bought"}}}
    site.write("data/a.csv", "channel,bought\na,yes\na,no\nb,Yes\nb,yes\n")
    data = site.read()
    assert total(data, "conversions") == 3
    assert told(data, "yes_no") == {"column": "bought", "yes": "yes", "no": "no"}


def test_rows_after_the_day_of_the_report_are_left_out(site: Site, total) -> None:
    site.as_of = date(2026, 3, 3)
    site.write("data/a.csv", THREE)
    data = site.read()
    found = noted(data, "after_as_of")
    assert (found.rows, found.values) == ((4,), {"count": 1, "as_of": "2026-03-03"})
    assert total(data, "clicks") == 22
    assert (data.files[0].rows, data.files[0].dropped) == (2, ((4, "after_as_of"),))
    assert "ends_early" not in codes(data)


def test_short_and_long_rows_are_repaired_where_nothing_is_lost(site: Site, total) -> None:
    site.write("data/a.csv", HEAD.strip() + ",remark\n2026-03-02,a,1,1\n2026-03-03,a,1,1,ok,,\n2026-03-04,a,1,1,ok\n")
    data = site.read()
    assert (noted(data, "short_row").rows, noted(data, "long_row").rows) == ((2,), (3,))
    assert total(data, "clicks") == 3


def test_duplicate_rows_are_named_within_a_file_and_over_files(site: Site, total) -> None:
    site.write("data/a.csv", THREE + "2026-03-04,search,14,7.00\n2026-03-02,social,1,1.00\n")
    site.write("data/b.csv", HEAD + "2026-03-02,search,10,5.50\n2026-03-02,social,2,1.00\n")
    data = site.read()
    found = {one.file: one.rows for one in data.notes if one.code == "duplicate_rows"}
    assert found == {"data/a.csv": (5,), "data/b.csv": (2,)}
    assert "overlap" not in codes(data)
    assert total(data, "clicks") == 63


def test_exports_that_overlap_by_days_are_named_with_both_files_and_the_days(site: Site, total) -> None:
    site.write("data/a.csv", THREE)
    later = "2026-03-04,search,14,7.00\n2026-03-05,search,9,4.00\n2026-03-03,search,12,6.25\n"
    site.write("data/b.csv", HEAD.replace("\n", ",id\n") + later.replace("\n", ",again\n"))
    data = site.read()
    found = noted(data, "overlap")
    assert (found.kind, found.file, found.rows) == (NoteKind.WARNING, "data/b.csv", (2, 4))
    assert found.values == {
        "other": "data/a.csv", "count": 2, "days": 2, "first": "2026-03-03", "last": "2026-03-04"
    }  # fmt: skip
    assert "duplicate_rows" not in codes(data)
    assert total(data, "clicks") == 62


def test_files_of_the_same_days_with_other_numbers_do_not_overlap(site: Site) -> None:
    site.write("data/a.csv", THREE)
    site.write("data/b.csv", THREE.replace("search", "social"))
    assert codes(site.read()) == set()


def test_trimmed_values_are_said(site: Site) -> None:
    site.write("data/a.csv", THREE.replace("03-03,search", "03-03, search "))
    data = site.read()
    assert noted(data, "trimmed").rows == (3,)
    assert data.dimensions == {"channel": ("search",)}


def test_gaps_and_edges_of_the_period_are_said(site: Site) -> None:
    site.period = (date(2026, 3, 1), date(2026, 3, 10))
    site.write("data/a.csv", HEAD + "2026-03-03,a,1,1\n2026-03-04,a,1,1\n2026-03-07,a,1,1\n")
    data = site.read()
    assert told(data, "missing_days") == {"count": 2, "grain": "day", "first": "2026-03-05", "last": "2026-03-06"}
    assert told(data, "starts_late") == {"first": "2026-03-03", "start": "2026-03-01"}
    assert told(data, "ends_early") == {"last": "2026-03-07", "end": "2026-03-10"}


@pytest.mark.parametrize(
    ("days", "grain"),
    [
        (("2026-03-02", "2026-03-03", "2026-03-10"), Grain.DAY),
        (("2026-03-02", "2026-03-09", "2026-03-23"), Grain.WEEK),
        (("2026-W10", "2026-W11"), Grain.WEEK),
        (("2026-03-02 ~ 2026-03-08", "2026-03-09 ~ 2026-03-15"), Grain.WEEK),
        (("2026-03", "2026-04"), Grain.MONTH),
        (("2026-01-01", "2026-02-01", "2026-03-01"), Grain.MONTH),
        (("March 2026", "April 2026"), Grain.MONTH),
    ],
)
def test_the_grain_is_found_and_said(site: Site, days: tuple[str, ...], grain: Grain) -> None:
    site.write("data/a.csv", HEAD + "".join(f"{day},a,1,1\n" for day in days))
    data = site.read()
    assert data.grain is grain
    assert told(data, "grain") == {"source": "ads", "grain": grain.value, "steps": len(days)}


def test_a_week_across_the_edge_of_the_period_is_said(site: Site) -> None:
    site.period = (date(2026, 3, 4), date(2026, 3, 20))
    site.write("data/a.csv", HEAD + "".join(f"2026-03-{day:02},a,1,1\n" for day in (2, 9, 16)))
    assert told(site.read(), "straddling_steps") == {"count": 2, "grain": "week", "first": "2026-03-02"}


def test_incomplete_data_are_said(site: Site) -> None:
    site.write("data/a.csv", "Potential Incomplete Data: true\n" + THREE)
    data = site.read()
    assert noted(data, "incomplete_flag").rows == (1,)


def test_an_empty_file_beside_a_filled_one_is_said(site: Site) -> None:
    site.write("data/a.csv", THREE)
    site.write("data/b.csv", HEAD)
    assert noted(site.read(), "no_rows").file == "data/b.csv"


def test_the_other_sheets_of_a_workbook_are_said(site: Site) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "About"
    book.active.append(["made for a test"])
    sheet = book.create_sheet("Data")
    for row in (line.split(",") for line in THREE.splitlines()):
        sheet.append(row)
    path = site.write("data/a.xlsx", b"")
    book.save(path)
    assert told(site.read(), "sheet") == {"sheet": "Data", "others": "About"}


def test_a_header_without_rows_is_no_mistake_before_the_data_comes(site: Site) -> None:
    """A campaign folder is written before its launch: there is nothing to add up, and that is said."""
    site.write("data/a.csv", HEAD)
    data = site.read()
    assert noted(data, "no_rows").kind is NoteKind.WARNING
    assert data.totals["rows"].sum() == 0
    assert data.totals["clicks"].isna().all()


PAIRS = (("cost_per_click", "cost", "clicks"), ("clicks_per_cost", "clicks", "cost"))


def test_a_number_that_is_missing_on_one_side_of_a_ratio_is_said(site: Site) -> None:
    """30 clicks against a cost of 27: what ten of them cost is not known, nor how many clicks the 7 brought."""
    site.ratios = PAIRS[:1]
    site.write("data/a.csv", HEAD + "2026-03-02,a,10,10\n2026-03-03,a,10,--\n2026-03-04,a,10,10\n2026-03-04,b,,7\n")
    found = [one for one in site.read().notes if one.code == "one_sided"]
    assert [(one.kind, one.file, one.rows, dict(one.values)) for one in found] == [
        (kind, "data/a.csv", (row,), {"column": column, "other": other, "count": 1, "kpis": "cost_per_click"})
        for kind, row, column, other in (
            (NoteKind.WARNING, 3, "cost", "clicks"),
            (NoteKind.WARNING, 5, "clicks", "cost"),
        )
    ]


def test_a_column_that_two_kpis_need_is_said_once(site: Site) -> None:
    site.ratios = PAIRS
    site.write("data/a.csv", HEAD + "2026-03-02,a,10,10\n2026-03-03,a,10,--\n2026-03-04,a,10,10\n")
    assert told(site.read(), "one_sided")["kpis"] == "cost_per_click, clicks_per_cost"


@pytest.mark.parametrize("row", ["2026-03-03,a,--,--", "2026-03-03,a,0,--", "2026-03-20,a,10,--"])
def test_a_number_missing_beside_nothing_or_outside_the_period_is_not_said(site: Site, row: str) -> None:
    site.ratios = PAIRS
    site.write("data/a.csv", HEAD + f"2026-03-02,a,10,10\n{row}\n2026-03-04,a,10,10\n")
    assert "one_sided" not in codes(site.read())
