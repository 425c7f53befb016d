"""The way back from campaigns to lessons: written, kept up to date, and taken away."""

from pathlib import Path

from generator.pages.words import load_words
from generator.site.seen import mark_seen

WORDS = load_words("en")
TEXT = '# Spring\n\nText.\n\n<div class="kpi-around" markdown="1">\n\n[All](../../index.md)\n\n</div>\n'
A, B = {"learn/a/index.md": "A"}, {"learn/b/index.md": "B"}


def campaign(docs: Path, name: str) -> Path:
    page = docs / "campaigns" / name / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text(TEXT, encoding="utf-8")
    return page


def test_a_shown_campaign_leads_back_and_one_no_longer_shown_does_not(tmp_path: Path) -> None:
    spring, autumn = campaign(tmp_path, "spring"), campaign(tmp_path, "autumn")

    assert mark_seen(tmp_path, {"spring": A}, WORDS) == ("campaigns/spring/index.md",)
    assert '<a href="../../learn/a/">A</a></p>\n\n<div class="kpi-around"' in spring.read_text(encoding="utf-8")
    assert mark_seen(tmp_path, {"spring": A}, WORDS) == (), "twice is once"

    assert mark_seen(tmp_path, {"autumn": B}, WORDS) == ("campaigns/autumn/index.md", "campaigns/spring/index.md")
    assert spring.read_text(encoding="utf-8") == TEXT
    assert autumn.read_text(encoding="utf-8").count("kpi-seen") == 1


def test_a_page_made_again_is_marked_again(tmp_path: Path) -> None:
    spring = campaign(tmp_path, "spring")
    mark_seen(tmp_path, {"spring": A}, WORDS)
    spring.write_text(TEXT.replace("Text", "New text"), encoding="utf-8")

    assert mark_seen(tmp_path, {"spring": {**A, **B}}, WORDS) == ("campaigns/spring/index.md",)
    text = spring.read_text(encoding="utf-8")
    assert text.count("kpi-seen") == 1
    assert "New text" in text


def test_a_campaign_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    assert mark_seen(tmp_path, {"gone": A}, WORDS) == ()
    assert mark_seen(tmp_path, {}, WORDS) == ()
