"""What is kept of each kind of chart is what its template makes, and another process takes it from there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.charts import ready as module
from generator.charts.ready import KINDS, keep_in, ready


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder to keep them in; as of a new process."""
    ready.cache_clear()
    keep_in(tmp_path / "cache")
    yield tmp_path / "cache"
    module._folders.clear()
    ready.cache_clear()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_kept_is_what_was_made(kind: str, folder: Path) -> None:
    made = ready(kind)
    ready.cache_clear()
    (file,) = folder.iterdir()

    assert ready(kind) == made
    assert file.name.startswith(f"chart-{kind}-")


def test_what_is_kept_is_not_made_again(folder: Path) -> None:
    ready("trend")
    ready.cache_clear()
    (file,) = folder.iterdir()
    file.write_text(json.dumps({"spec": {"kept": 1}, "vega": {}}), encoding="utf-8")

    assert ready("trend").spec == {"kept": 1}


def test_a_file_cut_short_is_made_anew(folder: Path) -> None:
    made = ready("forest")
    ready.cache_clear()
    (file,) = folder.iterdir()
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[:100], encoding="utf-8")

    assert ready("forest") == made
    assert file.read_text(encoding="utf-8") == whole


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ready.cache_clear()

    assert ready("fan").spec["datasets"]
    assert list(tmp_path.iterdir()) == []
