"""The demo site, built once by the command a user would type, and a browser to look at it with."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium
from selenium.webdriver import Chrome
from upcoming import write_upcoming

ROOT = Path(__file__).parents[2]
sys.path.append(str(Path(__file__).parent))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built demo site, with a campaign that is still to come."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "campaigns", root / "campaigns")
    write_upcoming(root / "campaigns")
    shutil.copy(ROOT / "site_config.yml", root)
    command = [sys.executable, "-m", "generator.cli", "build", "--root", str(root), "--as-of", "2026-04-20", "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.exit(f"the demo site could not be built:\n{done.stderr[:2000]}", returncode=1)
    return root / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Chrome]:
    """One browser for all tests; each sets the window it needs."""
    with chromium() as page:
        yield page
