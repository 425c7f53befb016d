"""The demo site as readers meet it: light, dark, narrow, printed, without scripts, offline, under a strict policy."""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from chromium import Window, look
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from server import served

from generator.site.policy import policy

CAMPAIGN = "campaigns/geolift-chicago-portland/index.html"
RUNNING = "campaigns/spring-signups-zh/index.html"
PAGES = (
    "index.html",
    CAMPAIGN,
    "metrics/index.html",
    "metrics/conversion_rate/index.html",
    "learn/okr-and-kpi/index.html",
)
FIGURE = "figure.kpi-chart[data-chart]"
DESK, DESK_AT_NIGHT = Window(), Window(dark=True)
WIDTHS = (390, 768, 1440)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as url:
        yield url


@pytest.fixture
def opened(browser: Chrome, address: str):
    """Open a page of the served site in a window; what it asked for and said before is forgotten."""

    def open_page(page: str, window: Window = DESK) -> Chrome:
        look(browser, window)
        browser.get_log("performance")
        browser.get_log("browser")
        browser.get(address + page)
        return browser

    return open_page


def requests(browser: Chrome) -> list[str]:
    """Addresses asked for since the page was opened, in order."""
    entries = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    sent = [entry["params"]["request"]["url"] for entry in entries if entry["method"] == "Network.requestWillBeSent"]
    return [url for url in sent if not url.startswith(("data:", "blob:"))]


def errors(browser: Chrome) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}]


def style(browser: Chrome, selector: str, name: str) -> str:
    return browser.execute_script(
        "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1])", selector, name
    )


def settle(browser: Chrome) -> None:
    """Wait until Material has set itself up, and asked for its search index."""
    WebDriverWait(browser, 10).until(
        lambda page: page.execute_script(
            "return document.readyState === 'complete' && performance.getEntriesByType('resource')"
            ".some((entry) => entry.name.includes('search_index'))"
        )
    )


def test_a_campaign_page_is_light_before_anyone_touches_a_chart(opened, site: Path):
    browser = opened(CAMPAIGN)
    settle(browser)
    asked = set(requests(browser))
    sizes = {url: len(gzip.compress((site / urlsplit(url).path.lstrip("/")).read_bytes(), 6)) for url in asked}

    assert len(asked) <= 12
    assert sum(sizes.values()) <= 120_000, sorted(sizes.items(), key=lambda one: -one[1])
    assert not [url for url in asked if "vega" in url or ".vl." in url]


@pytest.mark.parametrize("page", [*PAGES, RUNNING])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(opened, page: str, width: int):
    browser = opened(page, Window(width=width, height=844))

    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_charts_are_there_without_scripts(opened):
    browser = opened(CAMPAIGN, Window(scripts=False))
    figures = browser.find_elements(By.CSS_SELECTOR, f"{FIGURE} .kpi-w svg")

    assert figures
    assert all(figure.size["height"] > 50 for figure in figures if figure.is_displayed())
    assert any(figure.is_displayed() for figure in figures)


@pytest.mark.parametrize(("width", "shown"), [(1440, "kpi-w"), (390, "kpi-n")])
def test_the_drawing_for_the_width_is_the_one_shown(opened, width: int, shown: str):
    browser = opened(CAMPAIGN, Window(width=width, height=844))
    pairs = [
        f
        for f in browser.find_elements(By.CSS_SELECTOR, FIGURE)
        if f.find_elements(By.CSS_SELECTOR, ".kpi-n:not(.kpi-w)")
        and not f.find_elements(By.XPATH, "ancestor::div[contains(@class, 'kpi-why')]")  # goes by its column
    ]

    assert pairs
    for figure in pairs:
        visible = [part for part in figure.find_elements(By.CSS_SELECTOR, ".kpi-w, .kpi-n") if part.is_displayed()]
        assert [part.get_attribute("class") for part in visible] == [shown]


def touch(browser: Chrome) -> str:
    """Point at the first chart, and return its name."""
    figure = browser.find_element(By.CSS_SELECTOR, FIGURE)
    ActionChains(browser).scroll_to_element(figure).move_to_element(figure).perform()
    WebDriverWait(browser, 20).until(
        lambda page: page.find_elements(By.CSS_SELECTOR, f"{FIGURE} .kpi-live:not([hidden]) svg")
    )
    return figure.get_attribute("data-chart")


def test_pointing_at_a_chart_brings_it_to_life(opened):
    browser = opened(CAMPAIGN)
    name = touch(browser)

    live = browser.find_element(By.CSS_SELECTOR, f'figure[data-chart="{name}"] .kpi-live')
    assert live.get_attribute("aria-label")
    assert live.size["height"] > 50
    assert errors(browser) == []


def test_a_copied_folder_works_from_disk(browser: Chrome, site: Path):
    look(browser, Window())
    browser.get((site / "index.html").as_uri())
    browser.execute_script("arguments[0].click()", browser.find_element(By.CSS_SELECTOR, f'a[href*="{CAMPAIGN}"]'))

    assert browser.current_url.endswith(CAMPAIGN)
    assert touch(browser)


def test_the_dark_palette_changes_page_and_charts(opened):
    browser = opened(CAMPAIGN)
    light = style(browser, "body", "--kpi-ink"), style(browser, f"{FIGURE} svg text", "fill")
    browser = opened(CAMPAIGN, DESK_AT_NIGHT)

    settle(browser)
    dark = style(browser, "body", "--kpi-ink"), style(browser, f"{FIGURE} svg text", "fill")
    assert light[0] != dark[0]
    assert light[1] != dark[1]


def test_paper_always_gets_the_light_palette(opened):
    browser = opened(CAMPAIGN)
    light = style(browser, "body", "--kpi-ink")
    browser = opened(CAMPAIGN, DESK_AT_NIGHT)
    settle(browser)
    assert style(browser, "body", "--kpi-ink") != light
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    printed = style(browser, "body", "--kpi-ink")
    pdf = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    assert printed == light
    assert base64.b64decode(pdf).startswith(b"%PDF-")


@pytest.mark.parametrize("page", PAGES)
def test_the_policy_that_csp_prints_breaks_nothing(browser: Chrome, site: Path, page: str):
    look(browser, Window())
    with served(site, policy(site)) as url:
        browser.get_log("browser")
        browser.get(url + page)
        settle(browser)
        if page == CAMPAIGN:
            touch(browser)
        said = errors(browser)

    assert said == []


def test_a_chart_comes_to_life_by_keyboard(opened):
    browser = opened(CAMPAIGN)
    browser.execute_script("arguments[0].focus()", browser.find_element(By.CSS_SELECTOR, FIGURE))
    live = WebDriverWait(browser, 20).until(
        lambda page: page.find_elements(By.CSS_SELECTOR, f"{FIGURE} .kpi-live:not([hidden]) svg")
    )

    assert len(live) == 1


def test_searching_finds_a_campaign(opened):
    assert any(CAMPAIGN in link for link in searched(opened("index.html"), "chicago"))


def test_searching_finds_a_word_that_only_a_section_has_and_fetches_the_words_then(opened, site: Path):
    index = json.loads((site / "search/search_index.json").read_text())
    texts = json.loads((site / "search/texts.json").read_text())
    brief = " ".join(f"{entry['title']} {entry['text']}" for entry in index["docs"]).lower()
    section, word = next(
        (place, word.lower())
        for place, text in texts.items()
        if place.startswith("learn/") and "#" in place
        for word in re.findall(r"\b[a-z]{9,}\b", text)
        if word not in brief
    )
    browser = opened("index.html")
    settle(browser)

    assert not [url for url in requests(browser) if "texts.json" in url]
    assert section.partition("#")[0] in {urlsplit(link).path.lstrip("/") for link in searched(browser, word)}


def searched(browser: Chrome, word: str) -> list[str]:
    """Addresses that are found for what is typed once."""
    settle(browser)
    field = browser.find_element(By.CSS_SELECTOR, "input.md-search__input")
    field.click()
    field.send_keys(word)
    # One script reads all links at once: results are drawn anew as they come in, and an element held is then stale.
    return WebDriverWait(browser, 20).until(
        lambda page: page.execute_script(
            "return [...document.querySelectorAll('a.md-search-result__link')].map((link) => link.href)"
        )
    )
