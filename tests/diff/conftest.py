"""A site of two campaigns, committed before they begin."""

from pathlib import Path

import pytest
from repository import BEFORE, SPEC, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.write(SPEC)
    made.write(SPEC.replace("Spring push", "Summer"), "summer")
    made.commit(BEFORE)
    return made
