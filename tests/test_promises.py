"""What the project promises of itself: every command, option, note and reason is documented once, and has its words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from generator.cli import app
from generator.compare.reason import Reason
from generator.data.notes import CODES
from generator.metrics.catalogue import builtin
from generator.pages.words import FOLDER, load_words
from generator.spec.schema import json_schema

REPOSITORY = Path(__file__).parents[1]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  it is a group


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_readme_lists_every_command(name: str) -> None:
    assert f"| `goalposts {name}" in (REPOSITORY / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert [option.name for option in command.params if not getattr(option, "help", None)] == []


def keys(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, entry in node.get("properties", {}).items():
        yield f"{path}{name}", entry
    for name, entry in node.get("definitions", {}).items():
        yield from keys(entry, f"{name}.")


@pytest.mark.parametrize("which", ["campaign", "strategy", "metrics", "site"])
def test_every_key_a_user_may_write_says_what_it_is(which: str) -> None:
    described = dict(keys(json_schema(which)))
    assert described
    assert [key for key, entry in described.items() if not entry.get("description")] == []


@pytest.mark.parametrize("language", sorted(file.stem for file in FOLDER.glob("*.toml")))
def test_every_note_and_reason_has_its_sentence(language: str) -> None:
    words = load_words(language)
    assert [code for code in CODES if not {f"note.{code}", f"note.{code}.other"} & words.entries.keys()] == []
    assert [reason for reason in Reason if f"reason.{reason.value}" not in words] == []


def test_every_metric_can_be_explained_in_both_languages() -> None:
    incomplete = [
        metric.id
        for metric in builtin().metrics.values()
        for text in (metric.spec.title, metric.spec.explains, metric.spec.confused_with)
        if text is None or {"en", "zh"} - set(text.by_language)
    ]
    assert incomplete == []


def test_no_file_names_a_machines_path_or_a_registrys_host() -> None:
    names = re.compile(r"(?<![\w.])/(?:work|root)/|/tmp/bash_jobs|pypi\.org|files\.pythonhosted|registry\.npmjs")
    ours = [
        REPOSITORY / name for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "Makefile", "pyproject.toml")
    ]
    ours += [
        *REPOSITORY.glob("requirements*"),
        *(REPOSITORY / "generator").rglob("*.py"),
        *(REPOSITORY / "content").rglob("*.md"),
    ]
    assert [str(file) for file in ours if names.search(file.read_text(encoding="utf-8"))] == []
