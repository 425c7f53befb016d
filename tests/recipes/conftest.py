"""The recipes' tests, and what they share."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from steps import Clone


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A site of one's own."""
    return Clone(tmp_path)


@pytest.fixture(scope="session")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A site for all tests that only build it: from the second time on, that is quick."""
    return Clone(tmp_path_factory.mktemp("site"))
