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
ALTERNATE = re.compile(r'<link rel="alternate " href="([^"]+)" hreflang="(\w+)"')


def settings(root: Path, **site: object) -> None:
    (root / "site_config.yml").write_text(yaml.safe_dump({"site": {"languages": ["en", "zh"], **site}}))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site, built in English and Chinese; who changes it copies it first."""
    root = tmp_path_factory.mktemp("languages") / "site"
    write_site(root)
    settings(root)
    publish(root, DAY)
    return root


@pytest.fixture(scope="module")
def grown(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after another build: a campaign changed, and each language has a page that the other lacks."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("grown") / "site"))
    spec = root / "campaigns" / campaign(root) / "campaign.yml"
    spec.write_text(re.sub(r"(?m)^owner:.*$", "owner: Somebody else", spec.read_text()))
    for page, text in (
        ("zh/learn/house/index.md", "# 内部约定\n\n## 怎么算\n\n我们怎么算转化率。\n"),
        ("en/house-rules.md", "---\norder: 3\n---\n\n# House rules\n\nWe count **visits**.\n"),
    ):
        (root / "content" / page).parent.mkdir(parents=True)
        (root / "content" / page).write_text(text, encoding="utf-8")
    publish(root, DAY)
    return root


@pytest.fixture(scope="module")
def turned(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The same with Chinese first, in the other palette, at a known address; and the campaigns whose pages it made."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("turned") / "site"))
    settings(root, languages=["zh", "en"], palette=RED_GOOD, url=HOSTED)
    made, make = [], workers.make_page
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            workers, "make_page", lambda order, shop: made.append(order.judged.campaign.id) or make(order, shop)
        )
        publish(root, DAY)
    return root, made


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
        found = {language: link for link, language in LINK.findall(page.read_text(encoding="utf-8"))}
        inside = page.relative_to(site).as_posix().removeprefix("zh/")
        assert set(found) == {"en", "zh"}
        assert (page.parent / found["en"]).resolve() == site / inside
        assert (page.parent / found["zh"]).resolve() == site / "zh" / inside


def test_what_is_the_same_in_both_stands_once(built: Path) -> None:
    files = contents(built / "site")

    assert [name for name in files if name.endswith("goalposts-vega.js")] == ["assets/goalposts-vega.js"]
    assert "results.json" in files
    assert "zh/results.json" not in files
    assert 'href="../results.json"' in html(built, "zh/index.html")
    for link in re.findall(r'(?:href|src)="([^"]*assets/goalposts[^"]*)"', html(built, "zh/index.html")):
        assert (built / "site/zh" / link).resolve().is_file()


def test_a_site_built_bit_by_bit_equals_one_built_at_once(grown: Path, tmp_path: Path) -> None:
    bit_by_bit = contents(grown / "site")
    assert "Somebody else" in html(grown, f"zh/campaigns/{campaign(grown)}/index.html")
    fresh = Path(shutil.copytree(grown, tmp_path / "site", ignore=shutil.ignore_patterns(".goalposts", "site")))
    publish(fresh, DAY)

    assert contents(fresh / "site") == bit_by_bit


def test_nothing_is_made_again_where_nothing_changed(built: Path) -> None:
    assert "nothing changed" in str(publish(built, DAY).said)


def test_a_page_of_one_language_is_shown_in_the_other_with_a_note(grown: Path) -> None:
    shown = html(grown, "zh/house-rules.html")

    assert 'class="admonition note"' in shown
    assert '<div lang="en">' in shown
    assert "<strong>visits</strong>" in shown
    assert 'class="admonition note"' not in html(grown, "house-rules.html")
    assert 'class="admonition note"' in html(grown, "learn/house/index.html")
    assert LINK.findall(shown) == [("../house-rules.html", "en"), ("../zh/house-rules.html", "zh")]


def test_chinese_words_are_found(grown: Path) -> None:
    index = json.loads((grown / "site/zh/search/search_index.json").read_text(encoding="utf-8"))
    separator = index["config"]["separator"]
    texts = json.loads((grown / "site/zh/search/texts.json").read_text(encoding="utf-8"))
    words = {
        entry["location"]: re.split(separator, f"{entry['title']} {texts.get(entry['location'], entry['text'])}")
        for entry in index["docs"]
    }
    # What jieba parts in the text, Material's search parts in the question by the words of the index.
    found = {place for place, parted in words.items() if "转化率" in parted or {"转化", "率"} <= set(parted)}

    assert index["config"]["lang"] == ["zh"]
    assert "learn/house/index.html#怎么算" in found
    assert "metrics/conversion_rate/index.html" in found
    script = (grown / "site/zh/search/search_index.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("var __index = ")) == index


def test_campaigns_are_judged_once_for_both(turned: tuple[Path, list[str]]) -> None:
    root, made = turned
    result = f"campaigns/{campaign(root)}/results.json"

    assert made == [campaign(root)]
    assert (root / ".goalposts/docs" / result).read_bytes() == (root / ".goalposts/en/docs" / result).read_bytes()


def test_the_first_language_stands_at_the_root_also_after_a_change(turned: tuple[Path, list[str]]) -> None:
    root, _ = turned
    drawings = list((root / ".goalposts/docs").rglob("*.vl.svg"))

    assert '<html lang="zh"' in html(root, "index.html")
    assert '<html lang="en"' in html(root, "en/index.html")
    assert not (root / "site/zh").exists()
    assert not (root / ".goalposts/zh").exists()
    assert drawings
    assert all('lang="zh"' in drawing.read_text() for drawing in drawings)


def test_where_the_address_is_known_search_engines_get_it_whole(turned: tuple[Path, list[str]]) -> None:
    root, _ = turned
    page = f"campaigns/{campaign(root)}/index.html"

    expected = [(f"{HOSTED}{page}", "zh"), (f"{HOSTED}en/{page}", "en")]
    assert ALTERNATE.findall(html(root, page)) == expected
    assert ALTERNATE.findall(html(root, f"en/{page}")) == expected
    assert all(not link.startswith("http") for link, _ in LINK.findall(html(root, page)))


def test_a_palette_reaches_pages_pictures_and_live_charts(turned: tuple[Path, list[str]]) -> None:
    root, _ = turned
    light, dark = COLOURS[RED_GOOD]
    style = (root / "site/assets/goalposts.css").read_text()
    docs = root / ".goalposts/docs"
    files = [*docs.rglob("*.svg"), *docs.rglob("*.vl.js"), *docs.rglob("*.vl.json")]

    assert f"--kpi-metfill:{light['metfill']}" in style
    assert f"--kpi-missedfill:{dark['missedfill']}" in style
    assert "%23" + light["metfill"][1:] in style
    assert files
    for token in ("metfill", "missedfill"):
        default = COLOURS["default"][0][token]
        assert not [file for file in files if re.search(rf"--kpi-{token}(?:, |:){default}", file.read_text())]


def test_a_language_that_is_taken_away_leaves_nothing_behind(built: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built, tmp_path / "site"))
    settings(root, languages=["en"])
    publish(root, DAY)

    assert not (root / "site/zh").exists()
    assert not (root / ".goalposts/zh").exists()
    assert "hreflang" not in html(root, "index.html")


def test_pages_for_another_site_hold_both_languages(built: Path, tmp_path: Path) -> None:
    root, docs = Path(shutil.copytree(built, tmp_path / "site")), tmp_path / "theirs"
    publish_pages(root, DAY, docs)
    assert (docs / "zh/campaigns" / campaign(root) / "index.md").exists()
    assert (docs / "campaigns" / campaign(root) / "index.md").exists()

    settings(root, languages=["en"])
    publish_pages(root, DAY, docs)
    assert not (docs / "zh").exists()
    assert (docs / "learn/index.md").exists()


def test_pages_are_not_written_over_a_folder_of_somebody_else_s(built: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs/zh").mkdir(parents=True)
    with pytest.raises(ReportError, match="holds `zh`"):
        publish_pages(built, DAY, tmp_path / "theirs")


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
    head = '<link rel="alternate" href="../zh/" hreflang="zh">'
    assert join_languages(head, "a/index.html", "", twins) == ""
    whole = join_languages(head, "index.html", "", twins, HOSTED)
    assert whole == f'<link rel="alternate " href="{HOSTED}zh/index.html" hreflang="zh">'
    assert join_languages(whole, "index.html", "", twins, HOSTED) == whole
    other = '<a href="x" hreflang="fr">'
    assert join_languages(other, "a/index.html", "", twins) == other
