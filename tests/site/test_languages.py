"""A site in two languages: judged once, written twice, joined page by page, and taken apart again."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.charts.theme import COLOURS, RED_GOOD
from generator.errors import ReportError
from generator.site import workers
from generator.site.finish import Twin, join_languages
from generator.site.publish import publish, publish_pages
from generator.site.scaffold import write_site

DAY = date(2026, 6, 1)
HOSTED = "https://example.org/growth/"
LINK = re.compile(r'<a href="([^"]+)" hreflang="(\w+)"')
ALTERNATE = re.compile(r'<link rel="alternate" href="([^"]+)" hreflang="(\w+)"')


def settings(root: Path, **site: object) -> None:
    (root / "site_config.yml").write_text(yaml.safe_dump({"site": {"languages": ["en", "zh"], **site}}))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site, built in English and Chinese; tests that change it copy it first."""
    root = tmp_path_factory.mktemp("languages") / "site"
    write_site(root)
    settings(root)
    publish(root, DAY)
    return root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "site"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def campaign(root: Path) -> str:
    return next(path.parent.name for path in sorted(root.glob("campaigns/*/campaign.yml")))


def html(root: Path, page: str) -> str:
    return (root / "site" / page).read_text(encoding="utf-8")


def test_each_page_is_there_in_both_languages_and_says_which_it_is_in(built: Path) -> None:
    pages = {path.relative_to(built / "site").as_posix() for path in (built / "site").rglob("index.html")}
    english = {page for page in pages if not page.startswith("zh/")}

    assert {f"zh/{page}" for page in english} == pages - english
    assert all('<html lang="en"' in html(built, page) for page in english)
    assert all('<html lang="zh"' in html(built, page) for page in pages - english)


def test_every_link_between_languages_leads_to_the_same_page_and_is_relative(built: Path) -> None:
    site = (built / "site").resolve()
    for page in site.rglob("index.html"):
        found = dict((language, link) for link, language in LINK.findall(page.read_text(encoding="utf-8")))
        inside = page.relative_to(site).as_posix().removeprefix("zh/")
        assert set(found) == {"en", "zh"}
        assert (page.parent / found["en"]).resolve() == site / inside
        assert (page.parent / found["zh"]).resolve() == site / "zh" / inside


def test_where_the_address_is_known_search_engines_get_it_whole(site: Path) -> None:
    settings(site, url=HOSTED)
    publish(site, DAY)
    page = f"campaigns/{campaign(site)}/index.html"

    expected = [(f"{HOSTED}{page}", "en"), (f"{HOSTED}zh/{page}", "zh")]
    assert ALTERNATE.findall(html(site, page)) == expected
    assert ALTERNATE.findall(html(site, f"zh/{page}")) == expected
    assert all(not link.startswith("http") for link, _ in LINK.findall(html(site, page)))


def test_what_is_the_same_in_both_stands_once(built: Path) -> None:
    files = contents(built / "site")

    assert [name for name in files if name.endswith("goalposts-vega.js")] == ["assets/goalposts-vega.js"]
    assert "results.json" in files
    assert "zh/results.json" not in files
    assert 'href="../results.json"' in html(built, "zh/index.html")
    for link in re.findall(r'(?:href|src)="([^"]*assets/goalposts[^"]*)"', html(built, "zh/index.html")):
        assert (built / "site/zh" / link).resolve().is_file()


def test_campaigns_are_judged_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged, make = [], workers.make_page
    monkeypatch.setattr(workers, "make_page", lambda order, shop: judged.append(order.judged.campaign.id) or make(order, shop))
    settings(site, name="Other")
    publish(site, DAY)

    assert judged == [campaign(site)]
    assert contents(site / ".goalposts/docs/campaigns")[f"{campaign(site)}/results.json"] == (
        contents(site / ".goalposts/zh/docs/campaigns")[f"{campaign(site)}/results.json"]
    )


def test_a_site_built_bit_by_bit_equals_one_built_at_once(site: Path) -> None:
    spec = site / "campaigns" / campaign(site) / "campaign.yml"
    spec.write_text(spec.read_text() + "\nowner: Somebody else\n" if "owner:" not in spec.read_text() else
                    re.sub(r"(?m)^owner:.*$", "owner: Somebody else", spec.read_text()))  # fmt: skip
    page = site / "content/zh/learn/house/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 内部约定\n\n## 转化率\n\n我们怎么算转化率。\n", encoding="utf-8")
    publish(site, DAY)
    bit_by_bit = contents(site / "site")
    shutil.rmtree(site / ".goalposts")
    shutil.rmtree(site / "site")
    publish(site, DAY)

    assert contents(site / "site") == bit_by_bit
    assert "Somebody else" in html(site, f"zh/campaigns/{campaign(site)}/index.html")


def test_nothing_is_made_again_where_nothing_changed(site: Path) -> None:
    assert "nothing changed" in publish(site, DAY).said


def test_a_page_of_one_language_is_shown_in_the_other_with_a_note(site: Path) -> None:
    page = site / "content/en/house-rules.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\norder: 3\n---\n\n# House rules\n\nWe count **visits**.\n", encoding="utf-8")
    publish(site, DAY)

    shown = html(site, "zh/house-rules.html")
    assert 'class="admonition note"' in shown
    assert '<div lang="en">' in shown
    assert "<strong>visits</strong>" in shown
    assert 'class="admonition note"' not in html(site, "house-rules.html")
    assert LINK.findall(shown) == [("../house-rules.html", "en"), ("../zh/house-rules.html", "zh")]


def test_a_language_that_is_taken_away_leaves_nothing_behind(site: Path) -> None:
    settings(site, languages=["en"])
    publish(site, DAY)

    assert not (site / "site/zh").exists()
    assert not (site / ".goalposts/zh").exists()
    assert "hreflang" not in html(site, "index.html")


def test_the_first_language_stands_at_the_root_also_after_a_change(site: Path) -> None:
    settings(site, languages=["zh", "en"])
    publish(site, DAY)

    assert '<html lang="zh"' in html(site, "index.html")
    assert '<html lang="en"' in html(site, "en/index.html")
    assert not (site / "site/zh").exists()
    drawings = list((site / ".goalposts/docs").rglob("*.vl.svg"))
    assert drawings
    assert all('lang="zh"' in drawing.read_text() for drawing in drawings)


def test_chinese_words_are_found(site: Path) -> None:
    page = site / "content/zh/learn/house/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 内部约定\n\n## 怎么算\n\n我们怎么算转化率。\n", encoding="utf-8")
    publish(site, DAY)
    index = json.loads((site / "site/zh/search/search_index.json").read_text(encoding="utf-8"))

    assert index["config"]["lang"] == ["zh"]
    found = {
        entry["location"]
        for entry in index["docs"]
        if "转化率" in re.split(index["config"]["separator"], f"{entry['title']} {entry['text']}")
        or {"转化", "率"} <= set(re.split(index["config"]["separator"], f"{entry['title']} {entry['text']}"))
    }
    assert "learn/house/index.html#怎么算" in found
    script = (site / "site/zh/search/search_index.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("var __index = ")) == index


def test_pages_for_another_site_hold_both_languages(site: Path, tmp_path: Path) -> None:
    docs = tmp_path / "theirs"
    publish_pages(site, DAY, docs)
    assert (docs / "zh/campaigns" / campaign(site) / "index.md").exists()
    assert (docs / "campaigns" / campaign(site) / "index.md").exists()
    before = contents(docs)
    publish_pages(site, DAY, docs)
    assert contents(docs) == before

    settings(site, languages=["en"])
    publish_pages(site, DAY, docs)
    assert not (docs / "zh").exists()
    assert (docs / "learn/index.md").exists()


def test_pages_are_not_written_over_a_folder_of_somebody_else_s(site: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs/zh").mkdir(parents=True)
    with pytest.raises(ReportError, match="holds `zh`"):
        publish_pages(site, DAY, tmp_path / "theirs")


def test_a_palette_reaches_pages_pictures_and_live_charts(site: Path) -> None:
    settings(site, palette=RED_GOOD, languages=["en"])
    publish(site, DAY)
    light, dark = COLOURS[RED_GOOD]
    theirs = {"metfill": COLOURS["default"][0]["metfill"], "missedfill": COLOURS["default"][0]["missedfill"]}
    style = (site / "site/assets/goalposts.css").read_text()

    assert f"--kpi-metfill:{light['metfill']}" in style
    assert f"--kpi-missedfill:{dark['missedfill']}" in style
    assert "%23" + light["metfill"][1:] in style
    docs = site / ".goalposts/docs"
    for file in (*docs.rglob("*.svg"), *docs.rglob("*.vl.js"), *docs.rglob("*.vl.json")):
        text = file.read_text()
        for token, value in theirs.items():
            assert f"--kpi-{token}, {value}" not in text, file
            assert f"--kpi-{token}:{value}" not in text, file


def test_links_lead_home_where_a_page_has_no_twin(tmp_path: Path) -> None:
    for language, pages in (("en", ["index.md", "a/index.md"]), ("zh", ["index.md"])):
        for page in pages:
            (tmp_path / language / page).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / language / page).touch()
    twins = (Twin("en", "", tmp_path / "en"), Twin("zh", "zh/", tmp_path / "zh"))
    link = '<a href="../zh/" hreflang="zh" class="md-select__link">'

    assert join_languages(link, "a/index.html", "", twins).startswith('<a href="../zh/index.html" hreflang="zh"')
    assert join_languages(link, "index.html", "zh/", twins).startswith('<a href="../zh/index.html" hreflang="zh"')
    assert join_languages(link, "a/index.html", "", twins[:1]) == link
    other = '<a href="x" hreflang="fr">'
    assert join_languages(other, "a/index.html", "", twins) == other
