"""MkDocs under our hand: the same site however it is made, only what changed, and the last good one until then."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from generator.errors import ReportError
from generator.site import build
from generator.site.build import Source, build_site
from generator.site.config import write_config
from generator.site.content import Article
from generator.site.search import FILES
from generator.spec.model import SiteConfig

DAY = date(2026, 6, 1)
SVG = '<svg width="9" height="9"><rect fill="var(--kpi-actual, #6d8196)"/></svg>'
LEARN = Article("learn", 0, "Learn", "learn/index.md")


def campaign(name: str, text: str = "") -> str:
    return (
        f"# {name}\n\n<div><p>{name} met 4 of 6.</p></div>\n\n"
        f'<div class="kpi-page" markdown="1" data-search-exclude>\n\n## Rate\n\n<div>hidden</div>\n\n'
        f'<img class="kpi-bullet" src="bullet.svg" alt="90%">\n\n{text}\n\n[All](../../index.md)\n\n</div>\n'
    )


class Site:
    """A small site: an index, metrics, a page of knowledge, and campaigns."""

    def __init__(self, root: Path, campaigns: int = 3) -> None:
        self.work, self.docs, self.output = root / ".goalposts", root / ".goalposts/docs", root / "site"
        self.page("index.md", "# 2 of 3\n\n[a](campaigns/c0/index.md)\n")
        self.page("metrics/index.md", "# Metrics\n\n[Rate](rate/index.md)\n")
        self.page("metrics/rate/index.md", "# Rate\n")
        self.page("playbook/index.md", "# Playbook\n")
        self.page("checks/index.md", "# Checks\n")
        self.page("strategy/index.md", "# Strategy\n")
        self.page("learn/index.md", "---\nicon: material/school\n---\n\n# Learn\n")
        for number in range(campaigns):
            self.page(f"campaigns/c{number}/index.md", campaign(f"Campaign {number}"))
            self.page(f"campaigns/c{number}/bullet.svg", SVG)
            self.page(f"campaigns/c{number}/results.json", "{}")
        self.config = write_config(SiteConfig(), self.work, self.output, (LEARN,), "en")

    def page(self, path: str, text: str) -> None:
        file = self.docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # As write.py does: a new file in the place of the old, so that what was linked to it stays as it was.
        partial = file.with_suffix(".part")
        partial.write_text(text)
        partial.replace(file)

    def build(self, *changed: str, whole: bool = False, processes: int = 1) -> tuple[str, ...]:
        sources = [Source("en", "", self.config)]
        return build_site(sources, self.output, None if whole else frozenset(changed), day=DAY, processes=processes)

    def html(self, page: str) -> str:
        return (self.output / page).read_text()

    def search(self) -> list[dict[str, str]]:
        return json.loads((self.output / "search/search_index.json").read_text())["docs"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_built_with_its_pictures_inside_the_pages(site: Site):
    assert site.build() == ()
    assert 'class="kpi-bullet" role="img" aria-label="90%"' in site.html("campaigns/c0/index.html")
    assert "../../index.html" in site.html("campaigns/c0/index.html")


def test_the_same_pages_give_the_same_site(site: Site):
    site.build()
    first = contents(site.output)
    site.build(whole=True)

    assert contents(site.output) == first


def test_two_processes_make_the_same_site_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(build, "ENOUGH", 3)
    site = Site(tmp_path, campaigns=7)
    site.build()
    alone = contents(site.output)
    site.build(whole=True, processes=2)

    assert contents(site.output) == alone


def test_only_changed_pages_are_made_again(site: Site):
    site.build()
    before = inodes(site.output)
    site.page("campaigns/c1/index.md", campaign("Campaign 1", "Something new."))
    site.build("campaigns/c1/index.md")
    after = inodes(site.output)

    made = {name for name in after if after[name] != before.get(name)}
    assert "Something new." in site.html("campaigns/c1/index.html")
    assert made == {
        "campaigns/c1/index.html",
        "404.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        *FILES,
    }
    assert all((site.output / name).is_file() for name in FILES)


def test_a_site_built_bit_by_bit_equals_one_built_whole(site: Site):
    site.build()
    site.page("campaigns/c1/index.md", campaign("Campaign one", "New."))
    site.page("campaigns/c1/bullet.svg", SVG.replace('"9"', '"12"'))
    site.page("campaigns/c3/index.md", campaign("Campaign 3"))
    site.page("campaigns/c3/bullet.svg", SVG)
    (site.docs / "campaigns/c2/results.json").unlink()
    site.build("campaigns/c1/index.md", "campaigns/c3/index.md")
    bit_by_bit = contents(site.output)
    site.build(whole=True)

    assert contents(site.output) == bit_by_bit


def test_pages_that_are_gone_leave_the_site_and_its_search(site: Site):
    site.build()
    for name in ("index.md", "bullet.svg", "results.json"):
        (site.docs / "campaigns/c2" / name).unlink()
    site.build("campaigns/c2/index.md")

    assert not (site.output / "campaigns/c2").exists()
    assert not [entry for entry in site.search() if entry["location"].startswith("campaigns/c2")]
    assert [entry for entry in site.search() if entry["location"].startswith("campaigns/c1")]


def test_the_search_index_holds_a_campaigns_title_and_verdict_only(site: Site):
    site.build()
    entries = [entry for entry in site.search() if entry["location"].startswith("campaigns/c0")]

    assert [entry["title"] for entry in entries] == ["Campaign 0"]
    assert "Campaign 0 met 4 of 6." in entries[0]["text"]
    assert "hidden" not in json.dumps(site.search())
    assert "hidden" in site.html("campaigns/c0/index.html")


def test_a_change_of_settings_makes_every_page_again(site: Site):
    site.build()
    site.config = write_config(SiteConfig(mkdocs={"copyright": "Growth"}), site.work, site.output, (LEARN,), "en")
    site.build("index.md")

    assert "Growth" in site.html("campaigns/c1/index.html")


def test_a_change_of_what_the_navigation_shows_makes_every_page_again(site: Site):
    site.build()
    before = inodes(site.output)
    site.page("learn/index.md", "---\nicon: material/book\n---\n\n# Learn\n")
    site.build("learn/index.md")

    assert inodes(site.output)["campaigns/c1/index.html"] != before["campaigns/c1/index.html"]


def test_with_another_plugin_every_page_is_made_again(site: Site):
    site.config = write_config(SiteConfig(mkdocs={"plugins": ["tags"]}), site.work, site.output, (LEARN,), "en")
    site.build()
    before = inodes(site.output)
    site.build("index.md")

    assert inodes(site.output)["campaigns/c1/index.html"] != before["campaigns/c1/index.html"]


def test_links_in_raw_html_are_checked_and_lead_to_files(site: Site):
    site.page(
        "index.md",
        '# 2\n\n<div><a href="campaigns/c0/">0</a> <a href="campaigns/c1/#rate">1</a></div>\n',
    )
    assert site.build() == ()
    assert 'href="campaigns/c0/index.html"' in site.html("index.html")
    assert 'href="campaigns/c1/index.html#rate"' in site.html("index.html")

    site.page(
        "index.md",
        '# 2\n\n<table id="here"><tr><td><a href="campaigns/c9/">9</a> <a href="#here">h</a></td></tr></table>\n',
    )
    assert ["campaigns/c9" in warning for warning in site.build("index.md")] == [True]


def test_a_broken_link_is_a_warning_and_stays_one_until_mended(site: Site):
    site.page("learn/index.md", "# Learn\n\n[nowhere](nowhere.md) and [no heading](#none)\n")
    warnings = site.build()

    assert len(warnings) == 2
    assert "nowhere.md" in warnings[0]
    assert site.build("index.md") == warnings
    site.page("learn/index.md", "# Learn\n")
    assert site.build("learn/index.md") == ()


def test_the_advertisement_and_the_incremental_build_are_no_warnings(site: Site, capfd: pytest.CaptureFixture):
    site.build()

    assert site.build("index.md") == ()
    assert capfd.readouterr() == ("", "")


def test_a_build_that_fails_leaves_the_last_good_site(site: Site):
    site.build()
    good = contents(site.output)
    (site.docs / "campaigns/c1/index.md").write_bytes(b"\xff\xfe# not UTF-8")

    with pytest.raises(ReportError, match=r"c1/index\.md"):
        site.build("campaigns/c1/index.md")
    with pytest.raises(ReportError, match=r"c1/index\.md"):
        site.build(whole=True)
    assert contents(site.output) == good
    assert sorted(path.name for path in site.output.parent.iterdir()) == [".goalposts", "site"]


def test_a_page_that_failed_in_another_process_is_told_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(build, "ENOUGH", 3)
    site = Site(tmp_path, campaigns=7)
    (site.docs / "campaigns/c1/index.md").write_bytes(b"\xff\xfe")

    with pytest.raises(ReportError, match=r"c1/index\.md"):
        site.build(processes=2)


def test_a_site_whose_replacement_was_cut_short_is_brought_back(site: Site):
    site.build()
    good = contents(site.output)
    site.output.rename(site.output.with_name(".site.old"))
    (site.docs / "campaigns/c1/index.md").write_bytes(b"\xff\xfe")

    with pytest.raises(ReportError):
        site.build(whole=True)
    assert contents(site.output) == good


def test_a_folder_with_other_peoples_files_is_not_replaced(site: Site):
    site.output.mkdir()
    (site.output / "thesis.odt").write_text("years of work")

    with pytest.raises(ReportError, match="did not make"):
        site.build()
    assert (site.output / "thesis.odt").read_text() == "years of work"


def test_settings_that_mkdocs_refuses_are_problems_and_no_traceback(site: Site):
    site.config = write_config(SiteConfig(mkdocs={"theme": {"name": "no-such"}}), site.work, site.output, (), "en")

    with pytest.raises(ReportError, match="no-such"):
        site.build()


def test_a_file_of_the_site_keeps_what_it_had_when_the_docs_change(site: Site):
    site.build()
    site.page("campaigns/c1/results.json", '{"new": 1}')

    assert site.html("campaigns/c1/results.json") == "{}"
    site.build("campaigns/c1/index.md")
    assert site.html("campaigns/c1/results.json") == '{"new": 1}'


def test_files_are_copied_where_links_cannot_be_made(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("no links here")))
    site.build()
    before = inodes(site.output)
    site.build("index.md")

    assert inodes(site.output)["campaigns/c1/results.json"] == before["campaigns/c1/results.json"]
    assert site.html("campaigns/c1/results.json") == "{}"


def test_chinese_headings_have_readable_addresses(site: Site):
    site.page("learn/index.md", "# 学习\n\n## 转化率 与 目标\n")
    site.build()

    assert 'id="转化率-与-目标"' in site.html("learn/index.html")


def test_without_our_finishing_pictures_are_still_images(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    from mkdocs.commands.build import build as plain_build
    from mkdocs.config import load_config

    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    plain_build(load_config(str(site.config), site_dir=str(tmp_path / "plain")))

    assert 'src="bullet.svg"' in (tmp_path / "plain/campaigns/c0/index.html").read_text()
    assert (tmp_path / "plain/campaigns/c0/bullet.svg").read_text() == SVG


def test_terms_of_the_glossary_are_linked_and_every_page_is_made_again_when_one_changes(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.page("learn/glossary/index.md", "# Glossary\n\n### Rate\n\nA share of all.\n")
    site.build(whole=True)
    assert "kpi-term" not in site.html("campaigns/c0/index.html"), "the word stands in a heading alone"

    site.page("campaigns/c0/index.md", campaign("Campaign 0", "The rate fell."))
    site.build("campaigns/c0/index.md")
    link = '<a class="kpi-term" href="../../learn/glossary/index.html#rate" title="A share of all.">rate</a>'
    assert f"The {link} fell." in site.html("campaigns/c0/index.html")

    site.page("learn/glossary/index.md", "# Glossary\n\n### Rate\n\nA part of all.\n")
    site.build("learn/glossary/index.md")
    assert 'title="A part of all."' in site.html("campaigns/c0/index.html")
