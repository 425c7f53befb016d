"""What a link to a page shows where it is shared, and alerts titled in the page's language."""

import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from generator.site.assets import write_assets
from generator.site.head import CARD, MARKS, TOUCH, finish_head, name_alerts

SITE = "Growth & results"
PAGE = (
    '<html lang="zh"><head><title>春季 &lt;推广&gt; - Growth &amp; results</title>'
    '<meta name="description" content="达标，&quot;难分高下&quot;。"></head><body></body></html>'
)


def told(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">', html)
    return {key: unescape(value) for key, value in found}


def test_a_shared_link_shows_title_text_and_picture() -> None:
    html = finish_head(PAGE, "campaigns/spring/index.html", SITE, "zh/", "https://example.org/growth/zh/")

    assert told(html) == {
        "og:title": "春季 <推广>",
        "og:type": "article",
        "og:site_name": SITE,
        "og:locale": "zh_CN",
        "og:description": '达标，"难分高下"。',
        "og:url": "https://example.org/growth/zh/campaigns/spring/index.html",
        "og:image": f"https://example.org/growth/{CARD}",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
    }
    assert f'<link rel="apple-touch-icon" href="../../../{TOUCH}">' in html
    assert finish_head(html, "campaigns/spring/index.html", SITE, "zh/", "https://example.org/growth/zh/") == html


def test_a_site_of_unknown_address_names_no_picture() -> None:
    html = finish_head(PAGE, "index.html", SITE)

    assert not {"og:image", "og:url"} & told(html).keys()
    assert told(html)["og:type"] == "website"
    assert told(html)["twitter:card"] == "summary"


def test_what_is_no_whole_page_stays_as_it_is() -> None:
    assert finish_head("<p>text</p>", "index.html", SITE) == "<p>text</p>"


@pytest.mark.parametrize(("language", "title"), [("zh", "注意"), ("en", "Warning"), ("fr", "Warning")])
def test_an_alert_is_titled_in_its_page_s_language(language: str, title: str) -> None:
    html = f'<html lang="{language}"><div class="admonition warning"><p class="admonition-title">%s</p><p>Warning</p>'

    assert name_alerts(html % "Warning") == html % title
    assert name_alerts(html % "Own title") == html % "Own title"


@pytest.mark.parametrize(("name", "file", "size"), [("card", CARD, (1200, 630)), ("touch", TOUCH, (180, 180))])
def test_the_pictures_are_there_and_as_large_as_they_say(name: str, file: str, size: tuple[int, int], tmp_path) -> None:
    write_assets(tmp_path / "docs", tmp_path / "cache")
    raw = (tmp_path / "docs" / file).read_bytes()
    drawn = ET.fromstring((MARKS / f"{name}.svg").read_text(encoding="utf-8"))

    assert raw.startswith(b"\x89PNG")
    assert (int.from_bytes(raw[16:20]), int.from_bytes(raw[20:24])) == size
    assert (int(drawn.get("width", 0)), int(drawn.get("height", 0))) == size
    assert not list(drawn.iter("{http://www.w3.org/2000/svg}text"))
