"""What all tests share: golden files, rewritten with `pytest --update-golden`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# Time on a shared machine says nothing about a law.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew from what the code does")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of tests/golden; with --update-golden, write the file instead."""

    def check(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{name} is not there yet; write it with --update-golden"
        assert text == file.read_text(encoding="utf-8")

    return check
