"""A reader's walk through the site under the policy that `goalposts csp` prints, and as nginx of the recipe sends it.

What a policy forbids shows in the console: every test ends with nothing having been said there.
"""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from chromium import Window, look
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from server import served

from generator.site.policy import policy

RECIPE = Path(__file__).parents[2] / "recipes" / "nginx" / "goalposts.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CAMPAIGN = "campaigns/geolift-chicago-portland/index.html"
FIGURE = "figure.kpi-chart[data-chart]"


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """Serve a site by nginx with the recipe's own configuration: only its address and its folder are others."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    (folder / "site").symlink_to(site)
    (folder / "policy.conf").write_text(f'add_header Content-Security-Policy "{policy(site)}" always;\n')
    server = RECIPE.read_text().replace("/srv/goalposts", str(folder)).replace("listen 80", f"listen 127.0.0.1:{port}")
    places = "".join(
        f"{one}_temp_path {folder}/{one};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{places}{server}}}\n"
    )
    command = [NGINX, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
    with subprocess.Popen(command) as process:
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


@pytest.fixture(scope="module", params=["loopback", "nginx"])
def address(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "loopback":
        with served(site, policy(site)) as url:
            yield url
    elif NGINX or "CI" in os.environ:  # in CI a missing nginx is a failure, not a gap
        with nginx(site, tmp_path_factory.mktemp("nginx")) as url:
            yield url
    else:
        pytest.skip("nginx is not on this machine; CI installs it")


@pytest.fixture
def walk(browser: Chrome, address: str) -> Iterator[Chrome]:
    """A reader on a campaign's page, who must not have seen the policy at work when the test ends."""
    look(browser, Window())
    browser.get(address + CAMPAIGN)
    WebDriverWait(browser, 20).until(
        lambda page: page.execute_script(
            "return document.readyState === 'complete' && performance.getEntriesByType('resource')"
            ".some((entry) => entry.name.includes('search_index'))"
        )
    )
    yield browser
    assert said(browser) == []


def said(browser: Chrome) -> list[str]:
    """What the console holds, of any level; asked once, it is empty."""
    return [entry["message"] for entry in browser.get_log("browser")]


def test_the_policy_is_sent_and_strict(address: str, site: Path):
    with urlopen(address + CAMPAIGN) as answer:
        sent = answer.headers["Content-Security-Policy"]

    assert sent == policy(site)
    assert "unsafe" not in sent
    assert re.search(r"script-src 'self'( 'sha256-[\w+/=]+')*;", sent)


def test_the_console_tells_when_the_policy_forbids_something(browser: Chrome, address: str):
    browser.get(address + "index.html")
    said(browser)
    browser.execute_script(
        "const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one)"
    )

    assert browser.execute_script("return window.ran") is None
    assert any("Content Security Policy" in message for message in said(browser))


def test_search_finds_and_leads_to_a_page(walk: Chrome):
    field = walk.find_element(By.CSS_SELECTOR, "input.md-search__input")
    field.click()

    def links(page: Chrome) -> list[str]:
        field.send_keys("chicago" if not field.get_property("value") else Keys.BACKSPACE)
        return page.execute_script(
            "return [...document.querySelectorAll('a.md-search-result__link')].map((link) => link.href)"
        )

    found = WebDriverWait(walk, 20, poll_frequency=1).until(links)
    walk.get(found[0])
    assert "hicago" in walk.find_element(By.TAG_NAME, "body").text


def test_the_palette_changes_and_stays(walk: Chrome):
    scheme = "return document.body.getAttribute('data-md-color-scheme')"
    seen = {walk.execute_script(scheme)}
    for _ in range(3):
        walk.find_element(By.CSS_SELECTOR, "form[data-md-component=palette] label:not([hidden])").click()
        seen.add(walk.execute_script(scheme))
    assert seen == {"default", "slate"}

    for _ in range(2):  # from the system's to light, and on to dark
        walk.find_element(By.CSS_SELECTOR, "form[data-md-component=palette] label:not([hidden])").click()
    chosen = walk.execute_script(scheme)
    walk.refresh()
    assert walk.execute_script(scheme) == chosen == "slate"
    walk.execute_script("localStorage.clear()")


def test_every_chart_of_the_page_comes_to_life_and_answers(walk: Chrome):
    figures = [one for one in walk.find_elements(By.CSS_SELECTOR, FIGURE) if one.is_displayed()]
    assert len(figures) >= 2
    for figure in figures[:3]:
        ActionChains(walk).scroll_to_element(figure).move_to_element(figure).perform()
        WebDriverWait(walk, 20).until(
            lambda _, figure=figure: figure.find_elements(By.CSS_SELECTOR, ".kpi-live:not([hidden]) svg")
        )
        ActionChains(walk).move_to_element(figure).move_by_offset(12, 4).perform()


def test_the_language_is_switched_and_search_works_there_too(walk: Chrome):
    ActionChains(walk).move_to_element(walk.find_element(By.CSS_SELECTOR, ".md-select")).perform()
    link = walk.find_element(By.CSS_SELECTOR, '.md-select__link[hreflang="zh"]')
    WebDriverWait(walk, 10).until(lambda _: link.is_displayed())
    link.click()
    WebDriverWait(walk, 10).until(lambda page: "/zh/" in page.current_url)

    assert walk.find_element(By.TAG_NAME, "html").get_attribute("lang") == "zh"
    walk.find_element(By.CSS_SELECTOR, "input.md-search__input").send_keys("转化率")
    WebDriverWait(walk, 20).until(lambda page: page.find_elements(By.CSS_SELECTOR, "a.md-search-result__link"))


@pytest.mark.parametrize("tab", range(1, 8))
def test_every_tab_opens(walk: Chrome, tab: int):
    tabs = [link.get_attribute("href") for link in walk.find_elements(By.CSS_SELECTOR, ".md-tabs__link")]
    assert len(tabs) == 7
    walk.find_elements(By.CSS_SELECTOR, ".md-tabs__link")[tab - 1].click()
    WebDriverWait(walk, 10).until(lambda page: page.current_url.split("#")[0] == tabs[tab - 1].split("#")[0])
    for fold in walk.find_elements(By.CSS_SELECTOR, "details > summary")[:3]:
        if fold.is_displayed():
            walk.execute_script("arguments[0].click()", fold)
    assert walk.find_element(By.TAG_NAME, "h1").text
