"""What is there in one of a site's languages only, with its place."""

from datetime import date
from pathlib import Path

from generator.checks.run import raised
from generator.site.scaffold import write_site
from generator.site.survey import survey

DAY = date(2026, 6, 1)
METRICS = """metrics:
  trial_rate:
    title: {zh: 试用率}
    formula: conversions / clicks
    unit: percent
    better: higher
    stage: conversion
"""


def site(root: Path, languages: str) -> Path:
    write_site(root)
    (root / "site_config.yml").write_text(f"site:\n  languages: {languages}\n")
    (root / "campaigns/metrics.yml").write_text(METRICS, encoding="utf-8")
    spec = next(root.glob("campaigns/*/campaign.yml"))
    lines = spec.read_text(encoding="utf-8").splitlines()
    place = next(number for number, text in enumerate(lines) if text.startswith("name:"))
    lines[place] = "name: {en: Spring}"
    spec.write_text("\n".join(lines) + "\n", encoding="utf-8")
    page = root / "content/zh/learn/house/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 内部约定\n", encoding="utf-8")
    own = root / "content/en/learn/index.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Our own start\n", encoding="utf-8")
    return root


def test_what_is_missing_is_named_with_its_place_and_fails_nothing(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "[en, zh]")
    notes = survey(root, (), DAY).untranslated
    told = {(note.at, note.message) for note in notes}
    spec = next(root.glob("campaigns/*/campaign.yml"))
    line = 1 + spec.read_text(encoding="utf-8").splitlines().index("name: {en: Spring}")

    assert (f"campaigns/{spec.parent.name}/campaign.yml:{line}:1", "`name` is not given in Chinese") in told
    assert ("campaigns/metrics.yml:3:5", "`title` is not given in English") in told
    house = "content/zh/learn/house/index.md"
    assert (house, "is not there in English, as content/en/learn/house/index.md") in told
    assert any(at == "content/en/learn/index.md" and "content/zh/learn/index.md" in message for at, message in told)
    assert raised(notes) == ()


def test_a_site_in_one_language_misses_nothing(tmp_path: Path) -> None:
    assert survey(site(tmp_path / "site", "[en]"), (), DAY).untranslated == ()


def test_campaigns_asked_for_are_told_alone(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "[en, zh]")
    name = next(root.glob("campaigns/*/campaign.yml")).parent.name

    assert {note.at.split(":")[0] for note in survey(root, [name], DAY).untranslated} == {
        f"campaigns/{name}/campaign.yml"
    }
