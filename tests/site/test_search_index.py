"""The search index: small, in the site's order, and right after pages changed or went."""

import json
from pathlib import Path

import pytest

from generator.site.search import (
    FILE,
    FROM_DISK,
    LONGEST,
    TEXTS,
    WORKER,
    WORKERS,
    brief,
    name_worker,
    plain,
    write_index,
)


def entry(location: str, text: str = "", **more: object) -> dict:
    return {"location": location, "title": location, "text": text, **more}


def part(*entries: dict) -> dict:
    return {"config": {"lang": ["en"]}, "docs": list(entries)}


def written(folder: Path) -> list[str]:
    return [one["location"] for one in json.loads((folder / FILE).read_text())["docs"]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/search").mkdir(parents=True)
    return tmp_path / "site"


def test_parts_come_together_in_the_sites_order(site: Path):
    write_index(site, [part(entry("b/#x"), entry("c/")), part(entry("a/"))], None, (), ["a/", "b/", "c/"])

    assert written(site) == ["a/", "b/#x", "c/"]


def test_pages_made_anew_take_their_old_entries_place_and_gone_ones_leave(site: Path, tmp_path: Path):
    (tmp_path / "new/search").mkdir(parents=True)
    write_index(site, [part(entry("a/"), entry("b/"), entry("b/#old"), entry("c/"))], None, (), ["a/", "b/", "c/"])
    write_index(tmp_path / "new", [part(entry("b/#new"))], site, {"b/"}, ["a/", "b/"])

    assert written(tmp_path / "new") == ["a/", "b/#new"]


def test_a_campaign_is_one_entry_though_its_tags_stand_above_its_name(site: Path):
    page, below = entry("campaigns/a/index.html", "geo test"), entry("campaigns/a/index.html#a", "Met. A met 1 of 2.")
    write_index(site, [part(page, below)], None, (), ["campaigns/a/index.html"])

    (kept,) = json.loads((site / FILE).read_text())["docs"]
    assert kept["location"] == kept["title"] == "campaigns/a/index.html"
    assert kept["text"] == "Met. A met 1 of 2."


def test_a_copied_folder_has_the_index_as_a_script(site: Path):
    write_index(site, [part(entry("a/"))], None, (), ["a/"])

    assert (site / FROM_DISK).read_text() == f"var __index = {(site / FILE).read_text()}"


def test_a_site_without_search_has_no_index(site: Path):
    write_index(site, [], None, (), ["a/"])

    assert not (site / FILE).exists()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "≈ <p>Nearly. Spring met 2 of its 6 KPIs. Sales came to 9.5 of 10. It scores 0.9.</p>",
            "Nearly. Spring met 2 of its 6 KPIs.",
        ),
        ("✓ <p>达标。春季活动 6 项 KPI 中达标 4 项。综合得分 1.01。</p>", "达标。春季活动 6 项 KPI 中达标 4 项。"),
        ("Missed.", "Missed."),
        ("", ""),
    ],
)
def test_a_campaign_keeps_its_verdict_and_how_many_were_met(text: str, kept: str):
    assert brief(plain(entry("campaigns/spring/index.html", text)))["text"] == kept


def test_other_text_is_cut_between_words():
    text = brief(plain(entry("learn/okr/index.html", "word &amp; " * 60)))["text"]

    assert len(text) <= LONGEST
    assert text.endswith(("word", "&amp;"))


def texts(folder: Path) -> dict[str, str]:
    return json.loads((folder / TEXTS).read_text())


def test_a_section_has_its_heading_in_the_index_and_its_words_beside_it(site: Path):
    write_index(site, [part(entry("a/", "Short."), entry("a/#scores", "<p>All the  words</p>"))], None, (), ["a/"])

    page, section = json.loads((site / FILE).read_text())["docs"]
    assert page["text"] == "Short."
    assert section["text"] == ""
    assert texts(site) == {"a/#scores": "All the words"}


def test_words_of_pages_not_made_again_stay_and_those_of_gone_ones_leave(site: Path, tmp_path: Path):
    (tmp_path / "new/search").mkdir(parents=True)
    write_index(site, [part(*(entry(f"{name}/#x", f"in {name}") for name in "abc"))], None, (), ["a/", "b/", "c/"])
    write_index(tmp_path / "new", [part(entry("b/#x", "anew"))], site, {"b/"}, ["a/", "b/"])

    assert texts(tmp_path / "new") == {"a/#x": "in a", "b/#x": "anew"}


def test_the_worker_stands_beside_the_one_it_loads(site: Path):
    write_index(site, [part(entry("a/"))], None, (), ["a/"])
    named = name_worker('{"base": "..", "search": "../assets/javascripts/workers/search.a76.min.js", "tags": null}')

    assert (site / WORKERS / WORKER).is_file()
    assert f'"search": "../{WORKERS}/{WORKER}?search.a76.min.js"' in named
    assert name_worker(named) == named


def test_what_is_brief_stays_as_it_is():
    once = brief(plain(entry("learn/", "<p>A sentence</p> " * 40, tags=["a"])))

    assert brief(once) == once
    assert once["tags"] == ["a"]
