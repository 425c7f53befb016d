"""A small site's pages as they are handed to a builder: finished, running and upcoming campaigns, in both languages."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from upcoming import write_upcoming

from generator.site.publish import publish
from generator.site.scaffold import write_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a site of three campaigns, built as `goalposts build` does: pages in .goalposts, HTML in site."""
    root = tmp_path_factory.mktemp("small")
    write_site(root)
    shutil.copytree(ROOT / "campaigns" / "spring-signups-zh", root / "campaigns" / "spring-signups-zh")
    for name in ("metrics.yml", "strategy.yml"):
        shutil.copy(ROOT / "campaigns" / name, root / "campaigns")
    shutil.copy(ROOT / "site_config.yml", root)
    write_upcoming(root / "campaigns")
    assert publish(root, date(2026, 4, 20)).warnings == ()
    return root
