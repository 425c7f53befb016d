"""Pages into folders: nothing is written twice, nothing is left behind, nobody else's file is touched."""

from pathlib import Path, PurePosixPath

import pytest

from generator.charts.chart import Chart, Table
from generator.pages.page import Page
from generator.site.write import LIST, put, remove_pages, write_page

PAGE = Page(PurePosixPath("campaigns/spring/index.md"), "# Spring\n", {"kpis.csv": "kpi,value\n", "results.json": "{}"})


def with_charts(*charts: Chart) -> Page:
    return Page(PAGE.path, PAGE.markdown, PAGE.files, charts)


@pytest.fixture
def chart() -> Chart:
    spec = {
        "width": 10,
        "height": 10,
        "padding": 0,
        "params": [],
        "datasets": {"rows": [{"x": 1}]},
        "mark": "point",
        "usermeta": {"goalposts": {"kind": "dot"}},
    }
    return Chart("trend-a", spec, spec, "A went up", "How to read it", Table(("Week",), (("1",),)))


def tree(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_a_page_and_its_files_stand_in_one_folder(tmp_path: Path):
    changed = write_page(PAGE, tmp_path, {})

    assert set(changed) == {f"campaigns/spring/{name}" for name in ("index.md", "kpis.csv", "results.json")}
    assert (tmp_path / "campaigns/spring/index.md").read_text() == "# Spring\n"


def test_a_page_written_again_keeps_its_files_times(tmp_path: Path):
    write_page(PAGE, tmp_path, {})
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    assert write_page(PAGE, tmp_path, {}) == ()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_only_the_file_that_differs_is_written(tmp_path: Path):
    write_page(PAGE, tmp_path, {})

    assert write_page(Page(PAGE.path, "# Summer\n", PAGE.files), tmp_path, {}) == ("campaigns/spring/index.md",)


def test_a_chart_comes_as_two_pictures_a_spec_and_a_script(tmp_path: Path, chart: Chart):
    write_page(with_charts(chart), tmp_path, {"trend-a": ("<svg>wide</svg>", "<svg>narrow</svg>")})

    files = tree(tmp_path / "campaigns/spring")
    assert files["trend-a.vl.svg"] == "<svg>wide</svg>"
    assert files["trend-a-n.vl.svg"] == "<svg>narrow</svg>"
    assert '"A went up"' in files["trend-a.vl.json"]
    assert '"campaigns/spring"' in files["charts.vl.js"]


def test_a_chart_that_was_not_drawn_again_keeps_its_pictures(tmp_path: Path, chart: Chart):
    write_page(with_charts(chart), tmp_path, {"trend-a": ("<svg>wide</svg>", "<svg>narrow</svg>")})

    assert write_page(with_charts(chart), tmp_path, {}) == ()
    assert (tmp_path / "campaigns/spring/trend-a.vl.svg").read_text() == "<svg>wide</svg>"


def test_files_of_a_chart_that_is_gone_go_too(tmp_path: Path, chart: Chart):
    write_page(with_charts(chart), tmp_path, {"trend-a": ("<svg>wide</svg>", "<svg>narrow</svg>")})

    changed = write_page(PAGE, tmp_path, {})

    assert {Path(name).name for name in changed} == {
        "trend-a.vl.svg",
        "trend-a-n.vl.svg",
        "trend-a.vl.json",
        "charts.vl.js",
    }
    assert set(tree(tmp_path / "campaigns/spring")) == {"index.md", "kpis.csv", "results.json", LIST}


def test_a_file_somebody_else_put_into_the_folder_stays(tmp_path: Path):
    write_page(PAGE, tmp_path, {})
    other = tmp_path / "campaigns/spring/photo.jpg"
    other.write_text("theirs")

    write_page(Page(PAGE.path, "# Spring\n"), tmp_path, {})
    remove_pages(tmp_path, "campaigns", ())

    assert tree(tmp_path) == {"campaigns/spring/photo.jpg": "theirs"}


def test_a_list_that_names_files_elsewhere_removes_nothing_there(tmp_path: Path):
    write_page(PAGE, tmp_path, {})
    precious = tmp_path / "campaigns/precious.txt"
    precious.write_text("keep")
    (tmp_path / "campaigns/spring" / LIST).write_text('["../precious.txt", "index.md", 7]')

    remove_pages(tmp_path, "campaigns", ())

    assert precious.read_text() == "keep"


def test_folders_of_campaigns_that_are_gone_are_removed_and_named(tmp_path: Path):
    write_page(PAGE, tmp_path, {})
    write_page(Page(PurePosixPath("campaigns/autumn/index.md"), "# Autumn\n"), tmp_path, {})

    assert remove_pages(tmp_path, "campaigns", {"autumn"}) == ("campaigns/spring/index.md",)
    assert [path.name for path in (tmp_path / "campaigns").iterdir()] == ["autumn"]


def test_a_write_cut_short_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "index.md"
    put(file, "old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("no power")))

    with pytest.raises(OSError, match="no power"):
        put(file, "new")
    assert file.read_text() == "old"
