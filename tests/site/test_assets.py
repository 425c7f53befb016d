"""What every page shares: ours alone, written once, asking no other host."""

import re
from pathlib import Path

import pytest

from generator.charts.live import vega_bundle
from generator.site.assets import LOGO, SCRIPT, STYLE, write_assets


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    vega_bundle(folder)
    return folder


def test_style_scripts_and_mark_are_written_once(tmp_path: Path, cache: Path):
    assert write_assets(tmp_path, cache) is True
    assert write_assets(tmp_path, cache) is False
    assert {path.name for path in (tmp_path / "assets").iterdir() if not path.name.startswith(".")} == {
        "goalposts.css",
        "goalposts.svg",
        "goalposts-card.png",
        "goalposts-touch.png",
        "goalposts-charts.js",
        "goalposts-vega.js",
    }
    assert all((tmp_path / name).is_file() for name in (STYLE, SCRIPT, LOGO))


def test_the_style_asks_no_other_host_and_knows_both_palettes(tmp_path: Path, cache: Path):
    write_assets(tmp_path, cache)
    css = (tmp_path / STYLE).read_text()

    assert re.findall(r"(?:url\(|@import)\s*['\"]?(?!data:|#)([^)'\"]+)", css) == []
    assert '[data-md-color-scheme="slate"]' in css
    assert "figure.kpi-chart" in css


def test_an_asset_that_was_changed_by_hand_is_written_again(tmp_path: Path, cache: Path):
    write_assets(tmp_path, cache)
    (tmp_path / LOGO).write_text("<svg/>")

    assert write_assets(tmp_path, cache) is True
    assert "Goalposts" in (tmp_path / LOGO).read_text()
