"""What the last build knew survives a round trip, and a damaged memory counts as none."""

from dataclasses import replace
from pathlib import Path

from generator.site.state import FILE, BuildState, Key, Record, load_state, save_state
from generator.text import Said


def said(reasons: tuple[Said, ...]) -> tuple[str, ...]:
    return tuple(str(reason) for reason in reasons)


KEY = Key({"campaign.yml": "a"}, {"site_config.yml": "b"}, "2026-06-05", ("before x: X",))
RECORD = Record(
    KEY, "2026-03-01", {"en": "Spring"}, own_day=True, other="", summary={"n": [1, None]}, charts={"trend": "c"}
)


def test_state_survives_a_round_trip(tmp_path: Path) -> None:
    state = BuildState({"spring": RECORD}, "f00")
    save_state(tmp_path, state)
    assert load_state(tmp_path) == state


def test_a_damaged_or_missing_state_counts_as_none(tmp_path: Path) -> None:
    assert load_state(tmp_path) == BuildState()
    for damage in (
        "{",
        "[]",
        '{"version": 1}',
        '{"version": 99, "records": {}, "site": ""}',
        '{"version": 1, "site": "", "records": {"a": 3}}',
    ):
        (tmp_path / FILE).write_text(damage)
        assert load_state(tmp_path) == BuildState(), damage


def test_a_key_names_each_part_that_changed() -> None:
    assert said(KEY.changes_since(KEY)) == ()
    assert said(KEY.changes_since(None)) == ("it is new",)
    changed = replace(
        KEY,
        files={"campaign.yml": "a", "data/ads.csv": "d"},
        shared={"site_config.yml": "z"},
        as_of="2026-06-06",
        around=(),
    )
    assert said(changed.changes_since(KEY)) == (
        "data/ads.csv changed",
        "site_config.yml changed",
        "the day of the report went from 2026-06-05 to 2026-06-06",
        "the campaigns before or after it changed",
    )
    assert said(replace(KEY, baseline="q").changes_since(KEY)) == ("the campaign it is compared with changed",)
