"""From one language to the other and back: the same page, no script needed, from a server and from disk.

Search is Material's, which hides it in a folder opened from disk.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Window, look
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from server import served

PAGES = ("campaigns/geolift-chicago-portland/index.html", "metrics/conversion_rate/index.html", "index.html")
WORD = "转化率"


@pytest.fixture(params=["served", "from disk"])
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    if request.param == "served":
        with served(site) as url:
            yield url
    else:
        yield f"{site.as_uri()}/"


def opened(browser: Chrome, url: str, *, scripts: bool = True) -> Chrome:
    look(browser, Window(scripts=scripts))
    browser.get_log("browser")
    browser.get(url)
    return browser


def errors(browser: Chrome) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}]


def switch(browser: Chrome, language: str) -> None:
    """Choose a language as a reader does: point at the sign in the header, then at the name."""
    ActionChains(browser).move_to_element(browser.find_element(By.CSS_SELECTOR, ".md-select")).perform()
    link = browser.find_element(By.CSS_SELECTOR, f'.md-select__link[hreflang="{language}"]')
    WebDriverWait(browser, 10).until(lambda _: link.is_displayed())
    before = browser.current_url
    link.click()
    WebDriverWait(browser, 10).until(lambda page: page.current_url != before)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("page", PAGES)
def test_a_reader_stays_on_the_page_when_switching(browser: Chrome, address: str, page: str, *, scripts: bool) -> None:
    opened(browser, address + page, scripts=scripts)
    english = browser.find_element(By.TAG_NAME, "h1").text
    switch(browser, "zh")
    assert browser.current_url == f"{address}zh/{page}"
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "zh"
    switch(browser, "en")
    assert browser.current_url == address + page
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    assert browser.find_element(By.TAG_NAME, "h1").text == english
    assert errors(browser) == []


def searched(browser: Chrome, url: str) -> list[str]:
    """Addresses that a page's search finds for the word."""
    opened(browser, url)
    field = browser.find_element(By.CSS_SELECTOR, "input.md-search__input")
    WebDriverWait(browser, 20).until(lambda _: field.is_displayed())
    field.click()

    # What is typed before the index is ready is searched for when another key is pressed.
    def results(page: Chrome) -> list[str]:
        field.clear()
        field.send_keys(WORD)
        return page.execute_script(
            "return [...document.querySelectorAll('a.md-search-result__link')].map((link) => link.href.split('?')[0])"
        )

    return WebDriverWait(browser, 20, poll_frequency=1).until(results)


def test_chinese_search_finds_a_word_within_a_sentence(browser: Chrome, site: Path) -> None:
    with served(site) as address:
        found = searched(browser, f"{address}zh/index.html")

    assert f"{address}zh/metrics/conversion_rate/index.html" in found
    assert all(link.startswith(f"{address}zh/") for link in found)
    assert errors(browser) == []
