"""What every page depends on."""

from pathlib import Path

import pytest

from generator.metrics.project import read_frame
from generator.site import plan
from generator.site.plan import shared_digests

ENTRY = "playbook/en/look-again.md"


@pytest.mark.parametrize("whose", ["the package", "the site"])
def test_an_entry_of_the_playbook_changes_every_page_whosever_it_is(
    whose: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, site = tmp_path / "package", tmp_path / "site"
    (site / "campaigns").mkdir(parents=True)
    (site / "site_config.yml").write_text("site: {name: Ours}\n", encoding="utf-8")
    monkeypatch.setattr(plan, "shipped_content", lambda: package)
    frame = read_frame(site)
    before = shared_digests(frame)
    entry = (package if whose == "the package" else site / "content") / ENTRY
    entry.parent.mkdir(parents=True)
    entry.write_text("Look again.", encoding="utf-8")
    after = shared_digests(frame)
    assert {name for name in before if before[name] != after[name]} == {"the playbook"}
