"""Every kind of page in both languages: nobody is kept out, nothing is asked of another host, nothing leads nowhere."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from chromium import Window, look
from crawl import broken
from selenium.webdriver import Chrome
from selenium.webdriver.support.wait import WebDriverWait
from server import served

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
KINDS = {
    "index": "index.html",
    "finished": "campaigns/geolift-chicago-portland/index.html",
    "finished with drivers": "campaigns/robyn-season-push/index.html",
    "running": "campaigns/spring-signups-zh/index.html",
    "upcoming": "campaigns/early-summer/index.html",
    "strategy": "strategy/index.html",
    "metrics": "metrics/index.html",
    "metric": "metrics/conversion_rate/index.html",
    "checks": "checks/index.html",
    "check": "checks/kpi301/index.html",
    "playbook": "playbook/index.html",
    "learn": "learn/index.html",
    "lesson": "learn/smart/index.html",
    "lesson with exercises": "learn/comparing-results-with-kpis/index.html",
    "glossary": "learn/glossary/index.html",
    "tags": "tags/index.html",
    "tag": "tags/tag-revenue/index.html",
}
PAGES = [
    pytest.param(f"{home}{page}", id=f"{kind}{home and ' zh'}") for kind, page in KINDS.items() for home in ("", "zh/")
]
PHONE = Window(width=390, height=844)
COLOURS = ["color-contrast", "link-in-text-block"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Half the width at twice the zoom: WCAG 1.4.4 and 1.4.10 in one.
ZOOMED = Window(width=720, height=450)
# What a sheet of A4 holds within margins of 1 cm, at 96 px an inch.
A4 = Window(width=718, height=1047)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as url:
        yield url


def open_page(browser: Chrome, url: str) -> None:
    look(browser, Window())
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(url)
    WebDriverWait(browser, 20).until(lambda page: page.execute_script("return document.readyState === 'complete'"))


def said(browser: Chrome) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser")]


def asked(browser: Chrome) -> set[str]:
    """Hosts asked since the page was opened; nothing for what comes from disk."""
    entries = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    sent = [entry["params"]["request"]["url"] for entry in entries if entry["method"] == "Network.requestWillBeSent"]
    return {urlsplit(url).netloc for url in sent if not url.startswith(("data:", "blob:"))}


def violations(browser: Chrome, only: dict[str, Any]) -> list[Any]:
    """What axe-core finds on the page as it now is."""
    return browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run({runOnly: arguments[0], resultTypes: ['violations']}).then((result) => done("
        "result.violations.map((one) => [one.id, one.help, one.nodes.slice(0, 3).map((node) => node.html)])))",
        only,
    )


def unreachable(browser: Chrome) -> list[str]:
    """Whatever can be pressed, or scrolls by itself, and no key reaches."""
    return browser.execute_script(
        "const shown = (one) => one.checkVisibility();"
        "const scrolls = (one) => one.scrollWidth > one.clientWidth + 1"
        "  && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX);"
        "return [...document.querySelectorAll('article *')].filter(shown).filter((one) =>"
        "  (one.matches('a[href], summary, button, input, [data-chart]') || scrolls(one)) && one.tabIndex < 0"
        "  && !one.matches('.headerlink')).map((one) => one.outerHTML.slice(0, 120))"
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_nobody_out_and_asks_no_other_host(browser: Chrome, address: str, page: str) -> None:
    open_page(browser, address + page)
    assert said(browser) == []
    assert asked(browser) == {urlsplit(address).netloc}

    browser.execute_script(AXE)
    by_tag, by_rule = {"type": "tag", "values": WCAG}, {"type": "rule", "values": COLOURS}
    found = {"light": violations(browser, by_tag)}
    look(browser, Window(dark=True))
    WebDriverWait(browser, 10).until(
        lambda page: page.execute_script("return document.body.getAttribute('data-md-color-scheme')") == "slate"
    )
    found["dark"] = violations(browser, by_rule)
    look(browser, PHONE)
    found["phone"] = violations(browser, by_tag)
    assert found == {"light": [], "dark": [], "phone": []}

    assert unreachable(browser) == []
    widths = {}
    for window in (PHONE, ZOOMED, Window(width=1440)):
        look(browser, window)
        widths[window.width] = browser.execute_script("return document.documentElement.scrollWidth")
    assert {width: wide for width, wide in widths.items() if wide > width} == {}


def test_every_page_opens_from_disk_without_a_word(browser: Chrome, site: Path) -> None:
    heard = {}
    for page in (f"{home}{page}" for page in KINDS.values() for home in ("", "zh/")):
        open_page(browser, (site / page).as_uri())
        heard[page] = said(browser), asked(browser)

    assert {page: found for page, found in heard.items() if found != ([], {""})} == {}


def test_print_has_verdict_and_scorecard_on_the_first_page(browser: Chrome, address: str) -> None:
    """A4 at print's own width: what a manager reads stands above where the first page ends, and charts are whole."""
    open_page(browser, address + KINDS["finished"])
    look(browser, A4)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    ends, torn = browser.execute_script(
        "const foot = (one) => document.querySelector(one).getBoundingClientRect().bottom + scrollY;"
        "const wide = document.documentElement.clientWidth;"
        "const charts = [...document.querySelectorAll('figure.kpi-chart svg')].filter((one) => one.checkVisibility());"
        "return [[foot('.kpi-verdict'), foot('.kpi-scorecard')],"
        " charts.filter((one) => one.getBoundingClientRect().right > wide + 1).map((one) => one.outerHTML)]"
    )
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    assert max(ends) <= A4.height
    assert torn == []


def test_nothing_inside_the_site_leads_nowhere(site: Path) -> None:
    assert broken(site) == []


def test_a_link_or_an_anchor_that_leads_nowhere_would_be_found(tmp_path: Path) -> None:
    links = ("#there", "#gone", "other.html", "other.html#gone", "gone.html", "gone.svg", "https://example.org/gone")
    body = "".join(f'<a href="{link}">x</a>' for link in links)
    (tmp_path / "index.html").write_text(f'<p id="there">{body}</p>', encoding="utf-8")
    (tmp_path / "other.html").write_text('<img src="lost.svg">', encoding="utf-8")

    assert broken(tmp_path) == [
        ("index.html", "#gone"),
        ("index.html", "gone.html"),
        ("index.html", "gone.svg"),
        ("index.html", "other.html#gone"),
        ("other.html", "lost.svg"),
    ]
