"""From spec to SVG: valid, the same by either path, and fit to stand in a page."""

import json
import re
from xml.etree import ElementTree as ET

import altair as alt
import pytest
import samples

from generator.charts.cumulative_template import cumulative_template
from generator.charts.fan_template import fan_template
from generator.charts.finish import finish_svg, inline
from generator.charts.forest_template import forest_template
from generator.charts.kind import Fill, Frame, filled
from generator.charts.render import draw, drawn, drawn_slowly, fingerprint, render, spec_json
from generator.charts.trend_template import trend_template
from generator.charts.versus_template import versus_template
from generator.charts.waterfall_template import waterfall_template

TEMPLATES = (trend_template, forest_template, waterfall_template, fan_template, cumulative_template)

SVG = "{http://www.w3.org/2000/svg}"
NAMES = [
    "cost", "chinese", "small", "range", "daily", "two", "flat", "zero", "tiny", "signed", "bare", "crowd", "lifts",
    *samples.NAMES,
]  # fmt: skip
JUDGEMENT = ["parts-many", "parts-none", "fan", "fan-rate", "total", "versus", "versus-month"]
"""Each kind of the judgement, for what takes long."""


@pytest.fixture(params=[*NAMES[: -len(samples.NAMES)], *JUDGEMENT])
def chart(request, charts):
    return charts[request.param]


@pytest.fixture(scope="module")
def files(charts):
    """Wide and narrow files of every sample."""
    return dict(zip(charts, draw(list(charts.values())), strict=True))


def test_the_samples_are_all_tested(charts):
    assert sorted(charts) == sorted(NAMES)


def test_a_filled_spec_is_valid_vega_lite(chart):
    for spec in (chart.wide, chart.narrow):
        assert alt.Chart.from_json(json.dumps(spec)).to_dict()["layer"]


def test_the_fast_path_draws_what_vega_lite_draws(chart):
    assert finish_svg(drawn(chart.narrow), "x") == finish_svg(drawn_slowly(chart.narrow), "x")


def test_texts_with_quotes_and_brackets_survive_the_fast_path(charts):
    spec = charts["cost"].narrow
    words = [{**row, "text": """R&D "quoted" <b>'s</b> 100% \u2192"""} for row in spec["datasets"]["labels"]]
    odd = {**spec, "datasets": {**spec["datasets"], "labels": words}}
    assert finish_svg(drawn(odd), "x") == finish_svg(drawn_slowly(odd), "x")
    texts = [element.text for element in ET.fromstring(finish_svg(drawn(odd), "x")).iter(SVG + "text")]
    assert texts.count("""R&D "quoted" <b>'s</b> 100% →""") == 3


def test_drawing_twice_gives_the_same_bytes(charts, files):
    again = draw([charts["cost"]])[0]
    assert again == files["cost"]


def test_a_file_is_well_formed_ascii_of_a_stated_size(files):
    for wide, narrow in files.values():
        for svg in (wide, narrow):
            root = ET.fromstring(svg)
            assert svg.isascii()
            assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_a_file_is_an_image_that_says_its_finding(files):
    root = ET.fromstring(files["cost"][0])
    assert root.get("role") == "img"
    assert root.get("aria-label") == "cost: the finding"
    assert [element for element in root.iter() if element.get("aria-label")] == [root]


def test_a_file_is_legible_on_any_ground_and_in_the_dark(files):
    svg = files["cost"][0]
    assert "prefers-color-scheme:dark" in svg
    assert '<rect width="100%" height="100%" fill="var(--kpi-ground' in svg


def test_an_inlined_picture_takes_the_page_s_palette_and_keeps_its_label(files):
    svg = inline(files["cost"][0], "Cost & more", "kpi-svg")
    root = ET.fromstring(svg)
    assert "<style" not in svg
    assert root.get("aria-label") == "Cost & more"
    assert root.get("class") == "kpi-svg"
    assert not [e for e in root if e.tag == SVG + "rect" and e.get("width") == "100%"]


def test_all_colours_are_tokens(files):
    for wide, _ in files.values():
        painted = re.findall(r'(?:fill|stroke)="([^"]+)"', wide)
        assert painted
        assert {paint.split("(")[0] for paint in painted} <= {"var", "none"}


def test_only_two_decimals_are_kept(files):
    assert not re.search(r"\d\.\d{3}", re.sub(r">[^<]*</text>", "", files["daily"][0]))


def test_nothing_is_left_that_shows_nothing(files):
    for wide, _ in files.values():
        assert 'class="background"' not in wide
        assert 'class="foreground"' not in wide
        assert not re.search(r"<g[^>]*></g>|<g[^>]*/>|<g>|NaN|undefined|Infinity", wide)


def test_a_trend_is_a_small_file(files):
    assert max(map(len, files["cost"])) < 12_000


def test_narrow_and_wide_are_one_picture_where_there_is_one_size(files):
    assert files["small"][0] is files["small"][1]


def test_ids_get_the_prefix_everywhere_they_are_used():
    svg = '<svg width="1" height="1"><clipPath id="clip0"/><g clip-path="url(#clip0)"><use href="#clip0"/></g></svg>'
    one, two = finish_svg(svg, "a"), finish_svg(svg, "b")
    assert 'id="a-clip0"' in one
    assert one.count("a-clip0") == 3
    assert finish_svg(svg.replace("clip0", "clip317"), "a") == one
    assert not set(re.findall(r'id="([^"]+)"', one)) & set(re.findall(r'id="([^"]+)"', two))


def test_the_language_is_said_for_the_sake_of_its_fonts(charts):
    ((_, svg),) = render([("zh", charts["chinese"].narrow)], "zh")
    assert 'lang="zh"' in svg
    assert "&#x76ee;&#x6807;" in svg


def test_the_spec_beside_a_picture_stands_alone(charts):
    spec = json.loads(spec_json(charts["cost"]))
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
    assert spec["description"] == "cost: the finding"
    assert len(spec["datasets"]["points"]) == 21
    assert any("tooltip" in layer["encoding"] for layer in spec["layer"])


def test_a_fingerprint_follows_what_is_drawn(charts):
    assert fingerprint(charts["cost"]) == fingerprint(charts["cost"])
    assert len({fingerprint(chart) for chart in charts.values()}) == len(charts)


@pytest.mark.parametrize("template", [*TEMPLATES, versus_template])
def test_a_fill_that_does_not_fit_its_template_is_refused(template):
    with pytest.raises(KeyError, match=r"steps|points|lifts|so_far"):
        filled(template(), Fill(Frame(1, 1, 0, 0, 0, 0), _parameters(template()), {}))


def _parameters(template):
    return {entry["name"]: 0 for entry in template["params"]}


@pytest.mark.parametrize("template", TEMPLATES)
def test_only_one_layer_names_each_axis_and_none_takes_it_away(template):
    for channel in ("x", "y"):
        encodings = [layer["encoding"].get(channel, {}) for layer in template()["layer"]]
        assert sum("axis" in encoding for encoding in encodings) == 1
        assert all(encoding.get("axis", "") is not None for encoding in encodings)
