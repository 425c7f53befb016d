"""Chromium as a reader's eyes: start it with a given window, palette and network, and take pictures of whole pages."""

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class BrowserMissingError(Exception):
    """Chromium or its driver is not on this machine."""


@dataclass(frozen=True, slots=True)
class Window:
    """How a page is looked at; sizes in CSS pixels."""

    width: int = 1440
    height: int = 900
    dark: bool = False
    scripts: bool = True


def programs() -> tuple[str, str]:
    """Paths of Chromium and chromedriver; GOALPOSTS_CHROMIUM and GOALPOSTS_CHROMEDRIVER go before what is found."""
    browser = os.environ.get("GOALPOSTS_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = os.environ.get("GOALPOSTS_CHROMEDRIVER") or shutil.which("chromedriver")
    if not browser or not driver:
        raise BrowserMissingError(
            "the browser tests need Chromium and its driver: on Debian or Ubuntu `apt-get install chromium "
            "chromium-driver`, on a Mac `brew install --cask chromium chromedriver`"
        )
    return browser, driver


@contextmanager
def chromium(window: Window = Window()) -> Iterator[webdriver.Chrome]:
    """A browser of one's own, closed at the end; nothing is kept between two of them."""
    browser, driver = programs()
    options = Options()
    options.binary_location = browser
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
    # Chromium's own errands (updates, safe browsing) would show up beside what a page asks for.
    quiet = ("--disable-background-networking", "--disable-component-update", "--no-first-run")
    for flag in (*flags, *quiet):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    page = webdriver.Chrome(options=options, service=Service(driver))
    try:
        look(page, window)
        yield page
    finally:
        page.quit()


def look(page: webdriver.Chrome, window: Window) -> None:
    """Change size, palette and whether scripts run, for this page and the next."""
    size = {"width": window.width, "height": window.height, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if window.dark else "light"}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not window.scripts})


def picture(page: webdriver.Chrome, file: Path, *, full: bool, scale: float = 1.0, part: str = "") -> None:
    """Write a PNG of what is in the window, of the page from head to foot, or of the element that `part` selects."""
    if part:
        box = "const r = document.querySelector(arguments[0]).getBoundingClientRect();"
        found = page.execute_script(f"{box} return [r.x + scrollX, r.y + scrollY, r.width, r.height]", part)
        clip = dict(zip(("x", "y", "width", "height"), found, strict=True)) | {"scale": scale}
        shot = page.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
        file.write_bytes(base64.b64decode(shot["data"]))
        return
    size = page.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize" if full else "cssVisualViewport"]
    width, height = (size["width"], size["height"]) if full else (size["clientWidth"], size["clientHeight"])
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
    shot = page.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": full})
    file.write_bytes(base64.b64decode(shot["data"]))
