"""From one language to the other and back: the same page, no script needed, from a server and from disk; and search."""

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


def opened(browser: Chrome, url: str, window: Window = Window()) -> Chrome:
    look(browser, window)
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
def test_a_reader_stays_on_the_page_when_switching(browser: Chrome, address: str, page: str, scripts: bool) -> None:
    opened(browser, address + page, Window(scripts=scripts))
    english = browser.find_element(By.TAG_NAME, "h1").text
    switch(browser, "zh")
    assert browser.current_url == f"{address}zh/{page}"
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "zh"
    switch(browser, "en")
    assert browser.current_url == address + page
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    assert browser.find_element(By.TAG_NAME, "h1").text == english
    assert errors(browser) == []


def test_chinese_search_finds_a_word_within_a_sentence(browser: Chrome, address: str) -> None:
    opened(browser, f"{address}zh/index.html")
    field = browser.find_element(By.CSS_SELECTOR, ".md-search__input")
    ActionChains(browser).click(field).send_keys(WORD).perform()
    links = WebDriverWait(browser, 20).until(
        lambda page: page.find_elements(By.CSS_SELECTOR, ".md-search-result__link")
    )
    found = [link.get_attribute("href").partition("?")[0] for link in links]

    assert f"{address}zh/metrics/conversion_rate/index.html" in found
    assert all(link.startswith(f"{address}zh/") for link in found)
    assert errors(browser) == []
