"""Charts as a browser shows them: no text over another, none cut off, alive when touched."""

import re

import pytest
from chromium import Window, chromium
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from generator.charts.bullet_key import KeyLabels, bullet_key
from generator.charts.finish import inline
from generator.charts.inputs import ForestLabels, ForestRow
from generator.charts.lift_row import lift_row
from generator.charts.live import BUNDLE, SCRIPT, SPECS, charts_script, specs_script, vega_bundle
from generator.charts.render import draw
from generator.charts.theme import FONTS, charts_css

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'"
BOXES = """
const found = [];
for (const svg of document.querySelectorAll("svg")) {
  const frame = svg.getBoundingClientRect();
  if (!frame.width) continue;
  const boxes = [...svg.querySelectorAll("text")].map(text => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return { words: text.textContent, left, right, top, bottom, number: /^[\\u2460-\\u2473]$/.test(text.textContent) };
  });
  found.push({ name: svg.getAttribute("aria-label"), boxes,
               frame: { left: frame.left, right: frame.right, top: frame.top, bottom: frame.bottom } });
}
return found;
"""
LINE = 4
"""px by which a line of text is higher than its letters, above and below."""
CHINESE_KEY = KeyLabels("深色带：接近", "目标", "条：结果", "虚线：活动之前", "细线：95% 区间")
KEYS = (
    (KeyLabels("darker band: near", "target", "bar: result", "dashed: before", "thin line: 95% interval"), False),
    (KeyLabels("band: near", "target", "bar: result", "dashed: before", "95% interval"), True),
    (CHINESE_KEY, False),
    (CHINESE_KEY, True),
)


@pytest.fixture(scope="module")
def site(charts, tmp_path_factory):
    """A page of all samples with our script, the bundle and the specs, as on a site opened from disk."""
    folder = tmp_path_factory.mktemp("site")
    shown = [chart for name, chart in charts.items() if name != "crowd"]
    figures = [
        f'<figure class="kpi-chart" data-chart="{chart.name}"><div class="kpi-w">{inline(wide, chart.alt)}</div>'
        f'<div class="kpi-n">{inline(narrow, chart.alt)}</div></figure>'
        for chart, (wide, narrow) in zip(shown, draw(shown), strict=True)
    ]
    lift = lift_row(ForestRow("a", "b", 0.1, (0.05, 0.2)), ForestLabels("worse", "better"), 0.3, "lift")
    small = [lift, *(bullet_key(key, "key", narrow=narrow) for key, narrow in KEYS)]
    (folder / "page").mkdir()
    (folder / "page" / "index.html").write_text(
        f'<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><style>{charts_css()} body{{font-family:{FONTS};margin:16px}}</style>'
        f'<script src="../{SCRIPT}"></script></head><body>{"".join(figures)}{"<br>".join(small)}</body></html>',
        encoding="utf-8",
    )
    (folder / "page" / SPECS).write_text(specs_script("page", shown), encoding="utf-8")
    (folder / SCRIPT).write_text(charts_script(), encoding="utf-8")
    (folder / BUNDLE).write_text(vega_bundle(folder / "cache"), encoding="utf-8")
    return (folder / "page" / "index.html").as_uri()


@pytest.fixture(params=[1200, 400], ids=["wide", "narrow"])
def page(request, site):
    with chromium(Window(request.param, 900)) as browser:
        browser.get(site)
        yield browser


def overlap(one, other):
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0.5 and down > 3


def test_no_text_covers_another_and_none_is_cut_off(page):
    pictures = page.execute_script(BOXES)
    assert len(pictures) >= 52
    for picture in pictures:
        boxes, frame = picture["boxes"], picture["frame"]
        assert boxes, picture["name"]
        for index, box in enumerate(boxes):
            where = (picture["name"], box["words"])
            assert box["left"] >= frame["left"] - 1, where
            assert box["right"] <= frame["right"] + 1, where
            assert box["top"] >= frame["top"] - LINE, where
            assert box["bottom"] <= frame["bottom"] + LINE, where
            assert not [other["words"] for other in boxes[index + 1 :] if overlap(box, other)], where


def test_a_page_nobody_touches_loads_no_vega_and_a_touched_chart_comes_to_life(page):
    assert page.execute_script("return [document.scripts.length, typeof window.goalpostsVega]") == [1, "undefined"]
    figure = page.find_element(By.CSS_SELECTOR, "figure[data-chart=cost]")
    before = figure.rect
    ActionChains(page).move_to_element(figure).perform()
    WebDriverWait(page, 20).until(lambda p: p.find_elements(By.CSS_SELECTOR, ".kpi-live:not([hidden]) svg"))
    assert page.execute_script("return [document.scripts.length, typeof window.goalpostsVega]") == [3, "object"]
    assert figure.rect == before
    assert len(page.find_elements(By.CSS_SELECTOR, ".kpi-live")) == 1
    point = page.find_elements(By.CSS_SELECTOR, ".kpi-live .mark-symbol path")[3]
    ActionChains(page).move_to_element(point).perform()
    tip = page.find_element(By.CSS_SELECTOR, ".kpi-tip").text
    assert re.fullmatch(r"2026-01-26: 13\.72", tip)
    assert [entry["message"] for entry in page.get_log("browser")] == []


@pytest.mark.parametrize("name", ["parts", "fan", "total", "versus"])
def test_every_kind_comes_to_life_in_the_place_of_its_picture(page, name):
    figure = page.find_element(By.CSS_SELECTOR, f"figure[data-chart={name}]")
    before = figure.rect
    ActionChains(page).scroll_to_element(figure).move_to_element(figure).perform()
    WebDriverWait(page, 20).until(lambda p: p.find_elements(By.CSS_SELECTOR, ".kpi-live:not([hidden]) svg"))
    assert figure.rect == before
    assert [entry["message"] for entry in page.get_log("browser")] == []


def test_a_picture_stays_where_it_cannot_be_brought_to_life(page):
    page.execute_script("document.querySelector('figure').dataset.chart = 'unknown'")
    figure = page.find_element(By.CSS_SELECTOR, "figure[data-chart=unknown]")
    ActionChains(page).move_to_element(figure).perform()
    WebDriverWait(page, 20).until(lambda p: p.execute_script("return typeof window.goalpostsVega") == "object")
    assert not page.find_elements(By.CSS_SELECTOR, ".kpi-live")
    assert max(svg.size["height"] for svg in figure.find_elements(By.CSS_SELECTOR, "svg")) > 200


def test_colours_follow_the_page_s_palette(site):
    with chromium(Window(1200, 900)) as browser:
        browser.get(site)
        ask = "return getComputedStyle(document.querySelector('figure text[font-weight]')).fill"
        assert browser.execute_script(ask) == "rgb(27, 36, 48)"
        browser.execute_script("document.body.setAttribute('data-md-color-scheme', 'slate')")
        assert browser.execute_script(ask) == "rgb(232, 235, 240)"
