"""What a campaign writes acts nowhere: not in pages, pictures, downloads, reports of a pull request, or a terminal."""

import csv
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from generator.cli import app

ACTING = re.compile(r"\s*(javascript|vbscript|data):", re.IGNORECASE)
ELSEWHERE = re.compile(r"https?:|[\\/]{2}", re.IGNORECASE)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Found(HTMLParser):
    """Everything in a page that could act or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[tuple[str, str, str | None]] = []
        self.inline: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._script = tag == "script" and not named.get("src")
        if tag in {"iframe", "object", "embed", "foreignobject", "base"}:
            self.bad.append((tag, "", None))
        for name, value in attrs:
            acts = name in {"href", "src", "srcset", "action", "xlink:href"} and ACTING.match(unquote(value or ""))
            fetches = name in {"src", "srcset"} and ELSEWHERE.match(value or "")
            if name.startswith("on") or acts or fetches:
                self.bad.append((tag, name, value))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  the parser hands it in
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script:
            self.inline.append(data)


def pages(built: Path) -> list[Path]:
    found = [page for page in (built / "site").rglob("*.html") if "learn" not in page.parts]
    assert any("bad" in page.parts for page in found)
    return found


def test_no_page_holds_script_of_a_campaign(built: Path) -> None:
    for page in pages(built):
        found = Found()
        found.feed(page.read_text(encoding="utf-8"))
        assert found.bad == [], page
        assert not any("alert(1)" in script for script in found.inline), page


def test_no_page_title_or_description_ends_early(built: Path) -> None:
    for page in pages(built):
        head = page.read_text(encoding="utf-8").partition("</head>")[0]
        assert "<script>alert" not in head, page
        assert "<img" not in head, page


def test_nothing_outside_the_folder_is_on_a_page(built: Path) -> None:
    for page in pages(built):
        assert "root:x:" not in page.read_text(encoding="utf-8")


def test_pictures_and_feeds_are_whole_and_hold_no_markup_of_a_campaign(built: Path) -> None:
    files = [file for file in (built / "site").rglob("*") if file.suffix in {".svg", ".xml"} and "bad" in file.parts]
    assert len(files) > 5
    for file in [*files, built / "site" / "feed.xml"]:
        tags = {element.tag.rpartition("}")[2] for element in ET.parse(file).iter()}
        assert not tags & {"script", "img", "foreignObject"}, file


def test_no_file_of_the_site_holds_what_acts_unseen(built: Path) -> None:
    for file in (built / "site" / "campaigns" / "bad").iterdir():
        assert not UNSEEN.search(file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("name", ["kpis.csv", "factors.csv", "learnings.csv", "files.csv", "data-notes.csv"])
def test_no_download_holds_a_formula(built: Path, name: str) -> None:
    with (built / "site" / "campaigns" / "bad" / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 1
    for cell in (cell for row in rows for cell in row):
        assert re.fullmatch(r"-?[0-9.]+(e-?[0-9]+)?", cell) or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_in_downloads_stay_numbers(built: Path) -> None:
    with (built / "site" / "campaigns" / "bad" / "kpis.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["metric"]: float(row["value"]) for row in rows}["clicks"] > 0


@pytest.mark.parametrize("command", [["check"], ["results"], ["results", "--format", "csv"], ["explain", "evil_rate"]])
@pytest.mark.parametrize("form", ["text", "github"])
def test_no_output_steers_a_terminal_or_a_runner(built: Path, command: list[str], form: str) -> None:
    more = ["--format", form] if command == ["check"] else []
    said = (
        CliRunner()
        .invoke(
            app,
            [*command, *more, "--root", str(built), *(["--as-of", "2026-06-01"] if "explain" not in command else [])],
        )
        .output
    )
    assert said
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    for line in said.splitlines():
        assert not line.lstrip().startswith("::") or re.match(r"::(error|warning|notice) file=[^:,\n]+,", line)
