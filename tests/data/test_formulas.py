"""Formulas of a workbook count by the values stored with them; one that has none is refused, and is never nought."""

import io
import zipfile

import openpyxl
import pytest

from tests.data.conftest import Site, codes

FILE = "campaigns/spring/data/a.xlsx"


def book(*rows: tuple[object, ...], instead: dict[bytes, bytes] | None = None) -> bytes:
    """Save rows under the usual header; `instead` changes what the sheet's XML says."""
    made = openpyxl.Workbook()
    for row in (("date", "channel", "clicks", "cost", "remark"), *rows):
        made.active.append(row)
    stream, changed = io.BytesIO(), io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(b"<v />", b"<v></v>").replace(b"<v/>", b"<v></v>")
            for old, new in (instead or {}).items() if name == "xl/worksheets/sheet1.xml" else ():
                assert old in data
                data = data.replace(old, new)
            target.writestr(zipfile.ZipInfo(name), data)
    return changed.getvalue()


@pytest.mark.parametrize("column", [1, 2, 3, 4])
def test_a_formula_without_a_value_is_refused_in_every_column_that_is_used(site: Site, column: int) -> None:
    row: list[object] = ["2026-03-03", "a", 12, 6.25]
    row[column - 1] = "=A1"
    site.write("data/a.xlsx", book(("2026-03-02", "a", 10, 5.5), tuple(row)))
    said = site.problem()
    assert said.startswith(f"{FILE}:3:{column}: the formula in column")
    assert "has no stored value" in said
    assert said.endswith("open and save the file in a spreadsheet program")


def test_a_formula_without_a_value_in_a_column_that_is_not_used_does_no_harm(site: Site, total) -> None:
    site.write("data/a.xlsx", book(("2026-03-02", "a", 10, 5.5, "=C2*2"), (None, None, None, None, "=C3*2")))
    assert total(site.read(), "clicks") == 10


def test_a_totals_row_of_formulas_is_a_totals_row(site: Site, total) -> None:
    site.write(
        "data/a.xlsx", book(("2026-03-02", "a", 10, 5.5), ("2026-03-03", "a", 2, 5), ("Total", "", "=C2", "=D2"))
    )
    assert total(site.read(), "clicks") == 12


def test_a_formula_counts_by_its_stored_value(site: Site, total) -> None:
    stored = {b"<f>5*2</f><v></v>": b"<f>5*2</f><v>10</v>"}
    site.write("data/a.xlsx", book(("2026-03-02", "a", "=5*2", 5.5), instead=stored))
    assert total(site.read(), "clicks") == 10


def test_a_formula_that_gave_an_empty_text_is_a_blank_cell(site: Site, total) -> None:
    blank = {b'r="C2"><f>IF(1,"")</f><v></v>': b'r="C2" t="str"><f>IF(1,"")</f><v></v>'}
    site.write("data/a.xlsx", book(("2026-03-02", "a", '=IF(1,"")', 5.5), ("2026-03-03", "a", 3, 5), instead=blank))
    data = site.read()
    assert total(data, "clicks") == 3
    assert "blank_cells" in codes(data)
