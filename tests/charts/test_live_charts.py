"""What a page loads when a chart is touched: the bundle, the specs, our script."""

import json
import re

import pytest

from generator.charts.live import charts_script, specs_script, vega_bundle


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def bundle(cache):
    return vega_bundle(cache)


def test_the_bundle_is_one_classic_script_that_keeps_its_names_to_itself(bundle):
    assert bundle.startswith("(() => {")
    assert bundle.rstrip().endswith("})();")
    assert "window.goalpostsVega" in bundle
    assert not re.search(r"^\s*(?:import|export)\b", bundle, re.MULTILINE)


def test_the_bundle_is_kept_for_the_next_build(bundle, cache):
    (kept,) = cache.iterdir()
    kept.write_text("kept", encoding="utf-8")
    assert vega_bundle(cache) == "kept"
    kept.write_text(bundle, encoding="utf-8")


def registered(script):
    """The object a specs script registers."""
    return json.loads(re.search(r"\)\[.*?\] = (\{.*\});\n", script).group(1))


def test_specs_write_each_kind_once_and_each_chart_s_own_numbers(charts):
    found = registered(specs_script("spring", charts.values()))
    assert set(found["kinds"]) == {"trend", "forest", "waterfall", "fan", "cumulative", "versus"}
    assert set(found["charts"]) == set(charts)
    assert all("narrow" not in found["charts"][name] for name in ("small", "total"))


def test_a_kind_and_a_chart_s_part_make_the_whole_spec_again(charts):
    found = registered(specs_script("spring", charts.values()))
    for name, chart in charts.items():
        for width, part in found["charts"][name].items():
            kind = part.pop("kind")
            assert {**found["kinds"][kind], **part} == json.loads(json.dumps(getattr(chart, width)))


def test_a_page_s_name_cannot_break_out_of_its_script(charts):
    script = specs_script('a"];alert(1);//', [charts["two"]])
    assert '["a\\"];alert(1);//"]' in script


def test_our_script_runs_under_a_strict_policy():
    script = charts_script()
    assert not re.search(r"\beval\b|new Function|innerHTML|document\.write|fetch\(|import\(", script)
    assert "ast: true" in script
    assert len(script) < 6000
