"""The folders of `tests.data`, and one built site with a hostile campaign."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli import app
from tests.data.conftest import Site
from tests.hostile.folder import make


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a site with the hostile campaign, built."""
    root = make(tmp_path_factory.mktemp("hostile"))
    found = CliRunner().invoke(app, ["build", "--root", str(root), "--as-of", "2026-06-01"])
    assert found.exit_code == 0, found.output
    return root
