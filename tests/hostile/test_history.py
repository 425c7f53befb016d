"""What an old version of a spec says is as little to be trusted as what stands there now."""

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from repository import BEFORE, LATER, SPEC, Site

from generator.history.goals import What
from generator.history.read import History
from generator.history.story import Story
from generator.metrics.project import read_campaigns, read_frame

_looked_into: list[str] = []
"""Folders that were listed, by whomever, since the last test began."""
sys.addaudithook(
    lambda event, arguments: _looked_into.append(str(arguments[0])) if event in {"os.scandir", "os.listdir"} else None
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site whose campaign has a link out of its folder; what lies there is named like its data."""
    (tmp_path / "outside" / "deep").mkdir(parents=True)
    (tmp_path / "outside" / "deep" / "ads.csv").write_text("secret", encoding="utf-8")
    site = Site(tmp_path / "site")
    site.write(SPEC)
    (site.root / "campaigns" / "spring" / "out").symlink_to(tmp_path / "outside")
    return site


def story_after(site: Site, pattern: str) -> Story:
    """Commit a pattern in time and the honest one after the start; then tell the story, and note where it looks."""
    site.write(SPEC.replace("data/ads.csv", f'"{pattern}"'))
    site.commit(BEFORE)
    site.write(SPEC)
    site.commit(LATER)
    frame = read_frame(site.root)
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert not problems
    with History(frame) as history:
        _looked_into.clear()
        return history.story(campaigns["spring"], date(2026, 4, 6))


@pytest.mark.parametrize(
    "pattern",
    [
        *("../../**/*", "../**/*.csv", "data/../../../*", "../../../outside/deep/ads.csv"),
        *("/**/*", "/etc/*", "//etc/*"),
        *("out/*/*.csv", "out/deep/ads.csv", "*/*/*.csv", "**/ads.csv"),
        *("**/**/**/**/*", "data/**csv", ".", "["),
    ],
)
def test_no_pattern_of_an_old_version_leads_out_of_the_folder(site: Site, pattern: str) -> None:
    story = story_after(site, pattern)
    folder = os.path.realpath(site.root / "campaigns" / "spring")
    outside = [path for path in _looked_into if not os.path.realpath(path).startswith(folder)]
    assert outside == []
    # What it counted cannot be known, so that another in its place is told.
    assert [step.difference.key.what for step in story.steps] == [What.FILTER]


def test_a_pattern_that_found_no_more_than_the_one_now_is_no_change(site: Site) -> None:
    assert story_after(site, "data/ads.*").steps == ()
    assert _looked_into != []
