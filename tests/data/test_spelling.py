"""How single cells are read: days and numbers in every form that is understood, and those that are not."""

from datetime import date, datetime

import pytest

from generator.data.days import read_day
from generator.data.numerals import is_null, numeral
from tests.data.conftest import Site

HEAD = "date,channel,clicks,cost\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
        ("2026/3/1", date(2026, 3, 1)),
        ("2026.03.01", date(2026, 3, 1)),
        ("2026年3月1日", date(2026, 3, 1)),
        ("２０２６年３月１日", date(2026, 3, 1)),
        ("1.3.2026", date(2026, 3, 1)),
        ("2026-03-01 09:38:00", date(2026, 3, 1)),
        ("2026-03-01T09:38:00.123Z", date(2026, 3, 1)),
        ("2026-03-01 25:30 o'clock", None),
        ("2026-03-01 11:30 PM", date(2026, 3, 1)),
        ("2026-03-01 24:00", date(2026, 3, 2)),
        ("Mar 1, 2026", date(2026, 3, 1)),
        ("Sun, Mar 1, 2026", date(2026, 3, 1)),
        ("1 March 2026", date(2026, 3, 1)),
        ("01-Mar-26", date(2026, 3, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("202603", date(2026, 3, 1)),
        ("2026年3月", date(2026, 3, 1)),
        ("2026-W10", date(2026, 3, 2)),
        ("2026-03-02 至 2026-03-08", date(2026, 3, 2)),
        ("2026-03-02 to 2026-03-10", None),
        ("46082", date(2026, 3, 1)),
        ("13/14/2026", None),
        ("2026-02-30", None),
        ("01/02/26", None),
        ("1823-01-01", None),
        ("yesterday", None),
        ("", None),
        ("2026-W54", None),
    ],
)
def test_a_day_in_every_form(text: str, day: date | None) -> None:
    found = read_day(text)
    assert (found.when.date() if found and found.when else None) == day


def test_the_last_hour_keeps_its_time() -> None:
    found = read_day("2026-03-01 12:05 AM")
    assert found is not None
    assert found.when == datetime(2026, 3, 1, 0, 5)  # noqa: DTZ001 as written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234", 1234),
        ("-5", -5),
        ("−5", -5),
        ("+5", 5),
        ("5-", -5),
        ("(1,200.50)", -1200.5),
        ("¥1,200.50", 1200.5),
        ("￥\uff11,\uff12\uff10\uff10.\uff15\uff10", 1200.5),
        ("US$ 12.5", 12.5),
        ("-$3.20", -3.2),
        ("$-3.20", -3.2),
        ("3.20 EUR", 3.2),
        ("1,200.50元", 1200.5),
        ("16.14%", 0.1614),
        ("12,34,567.5", 1234567.5),
        ("1'234.5", 1234.5),
        ("1\u202f234.5", 1234.5),
        (".5", 0.5),
        ("5.", 5),
        ("1.2E+05", 120000),
        ("1,23,4.5", None),
        ("1.2.3", None),
        ("12k", None),
        ("1_000", None),
        ("--5", None),
        ("(5", None),
        ("0x10", None),
        ("1 2", None),
        ("∞", None),
    ],
)
def test_a_number_in_every_form(text: str, number: float | None) -> None:
    found = numeral(text)
    assert (found.value(".") if found and found.fits(".") else None) == pytest.approx(number)


@pytest.mark.parametrize("text", ["", " ", "--", " --", "-", "—", "N/A", "NaN", "null", "#N/A"])
def test_null_marks(text: str) -> None:
    assert is_null(text)


@pytest.mark.parametrize("text", ["0", "none of them", "#REF!", "#DIV/0!", "-1"])
def test_what_is_no_null_mark(text: str) -> None:
    assert not is_null(text)


@pytest.mark.parametrize(
    ("starts", "ends", "grain"),
    [
        (("2026-03-02", "2026-03-03"), ("2026-03-02", "2026-03-03"), "day"),
        (("2026-03-02", "2026-03-09"), ("2026-03-08", "2026-03-15"), "week"),
        (("2026-03-01", "2026-04-01"), ("2026-03-31", "2026-04-30"), "month"),
    ],
)
def test_rows_that_say_their_last_day_say_their_grain(site: Site, starts, ends, grain: str) -> None:
    site.sources = {"ads": {"date": "Reporting starts"}}
    rows = [f"{start},{end},a,1,2.5" for start, end in zip(starts, ends, strict=True)]
    site.write("data/a.csv", "\n".join(["Reporting starts,Reporting ends,channel,clicks,cost", *rows]))
    assert site.read().grain.value == grain


def test_rows_over_the_whole_period_are_no_days_rows(site: Site) -> None:
    site.sources = {"ads": {"date": "Reporting starts"}}
    head = "Reporting starts,Reporting ends,channel,clicks,cost\n"
    site.write("data/a.csv", head + "2026-03-01,2026-03-31,a,1,2.5\n2026-03-01,2026-03-31,b,1,2.5\n")
    assert "a.csv:2:1: this row covers 31 days from its `Reporting starts` on" in site.problem()


def test_a_total_without_a_name_but_with_days_is_a_total(site: Site, total) -> None:
    """As Meta writes it: the campaign's name is empty, the days are there."""
    site.period = (date(2026, 3, 1), date(2026, 3, 31))
    site.write("data/a.csv", HEAD + "2026-03-02,,30,75.5\n2026-03-02,a,10,25.5\n2026-03-03,b,20,50\n")
    data = site.read()
    assert total(data, "clicks") == 30
    assert data.dimensions == {"channel": ("b", "a")}


def test_long_files_are_read_in_stretches(site: Site, total, monkeypatch: pytest.MonkeyPatch) -> None:
    """With stretches of three rows and everything mapped, nothing but the memory changes."""
    monkeypatch.setattr("generator.data.delimited.CHUNK", 3)
    for module in ("files", "encodings"):
        monkeypatch.setattr(f"generator.data.{module}.IN_MEMORY", 10)
    site.period = (date(2026, 3, 1), date(2026, 3, 20))
    rows = [f'2026-03-{day:02},a,"1,{day:03}",{day}.25' for day in range(1, 21)]
    site.write("data/a.csv", HEAD + "\n".join([*rows[:10], "", *rows[10:], "Total,,20210,215"]))
    data = site.read()
    assert (total(data, "clicks"), total(data, "cost")) == (20_210, 215)
    assert data.files[0].dropped == ((12, "blank_line"), (23, "totals_row"))


def test_an_error_far_down_is_named_by_its_line(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.data.delimited.CHUNK", 2)
    site.write("data/a.csv", HEAD + "2026-03-01,a,1,1\n" * 5 + "2026-03-02,a,1,x\n" + '2026-03-02,"a\nb",y,1\n')
    assert [str(problem.at) for problem in site.problems()] == [
        "campaigns/spring/data/a.csv:7:16",
        "campaigns/spring/data/a.csv:8:1",
    ]
