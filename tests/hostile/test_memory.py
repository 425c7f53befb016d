"""What a build keeps for the next one is taken at its word, so nobody may propose it."""

from datetime import date
from pathlib import Path

import pytest
from repository import BEFORE, SPEC, Site

from generator.errors import ReportError
from generator.site.places import WORK, own_work
from generator.site.publish import publish
from generator.site.survey import survey

DAY = date(2026, 4, 6)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "all", "docs/site")
    site.write(SPEC)
    site.commit(BEFORE)
    return site


def bring_along(site: Site) -> None:
    """Commit a script that a build would put on the site."""
    script = site.root / WORK / "cache" / "vega-1.js"
    script.parent.mkdir(parents=True)
    script.write_text("alert(1)", encoding="utf-8")
    site.git("add", "--force", str(script))
    site.git("commit", "-q", "-m", "a cache")


def test_memory_that_was_committed_is_refused_before_it_is_read(site: Site) -> None:
    bring_along(site)
    for use in (lambda: publish(site.root, DAY), lambda: survey(site.root, (), DAY)):
        with pytest.raises(ReportError) as refused:
            use()
        (problem,) = refused.value.problems
        assert f"{WORK}/cache/vega-1.js" in problem.said_in("en")
        assert f"git rm -r --cached {WORK}" in problem.said_in("zh")
    assert not (site.root / "site").exists()


def test_memory_behind_a_link_is_refused(site: Site, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site.root / WORK).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ReportError, match="is a link"):
        own_work(site.root)


def test_memory_that_a_build_wrote_is_used(site: Site, tmp_path: Path) -> None:
    (site.root / WORK).mkdir()
    (site.root / WORK / "state.json").write_text("{}", encoding="utf-8")
    assert own_work(site.root) == site.root / WORK
    assert own_work(tmp_path) == tmp_path / WORK
