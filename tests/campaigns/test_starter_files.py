"""What `init` and `new` write teaches the whole format: no key is left for the user to find out."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.spec.model import (
    Amendment,
    Baseline,
    Campaign,
    Cause,
    ChartRules,
    CheckRules,
    Control,
    Factor,
    FactorKind,
    Kpi,
    Learning,
    Model,
    Paths,
    ScoreRules,
    SiteConfig,
    SiteInfo,
    Source,
    VerdictRules,
    Waiver,
)

STARTER = Path(__file__).parents[2] / "generator" / "site" / "starter"
EXAMPLE = STARTER / "campaigns" / "example" / "campaign.yml"
NEW = STARTER / "campaign-new.yml"
SITE = STARTER / "site_config.yml"

NOT_WRITTEN = {
    Campaign: {"id", "folder", "file", "notes", "places"},
    Baseline: {"period"},
    Control: {"where"},
    SiteConfig: {"file", "places"},
}
"""Fields that stand in no file, or in a shorter form."""

CAMPAIGN_MODELS = (Campaign, Source, Kpi, Factor, Control, Amendment, Learning, Waiver)
SITE_MODELS = (SiteConfig, SiteInfo, Paths, VerdictRules, ScoreRules, CheckRules, ChartRules)


def keys(model: type[Model]) -> set[str]:
    names = {field.alias or name for name, field in model.model_fields.items()}
    return names - NOT_WRITTEN.get(model, set())


@pytest.mark.parametrize("file", [EXAMPLE, NEW], ids=["init", "new"])
@pytest.mark.parametrize("model", CAMPAIGN_MODELS, ids=lambda model: model.__name__)
def test_every_key_of_a_campaign_is_shown(file: Path, model: type[Model]) -> None:
    text = file.read_text(encoding="utf-8")
    assert [key for key in keys(model) if not re.search(rf"\b{key}(: |:\n)", text)] == []


@pytest.mark.parametrize("file", [EXAMPLE, NEW], ids=["init", "new"])
@pytest.mark.parametrize("words", [Cause, FactorKind], ids=["cause", "kind"])
def test_every_cause_and_kind_is_named(file: Path, words: type[Cause] | type[FactorKind]) -> None:
    text = file.read_text(encoding="utf-8")
    assert [word.value for word in words if not re.search(rf"\b{word.value}\b", text)] == []


@pytest.mark.parametrize("model", SITE_MODELS, ids=lambda model: model.__name__)
def test_every_setting_of_a_site_is_shown(model: type[Model]) -> None:
    text = SITE.read_text(encoding="utf-8")
    assert [key for key in keys(model) if not re.search(rf"\b{key}:", text)] == []


def test_new_has_no_placeholders_but_those_it_is_filled_with() -> None:
    places = set(re.findall(r"\{[a-z_]+\}", NEW.read_text(encoding="utf-8")))
    assert places == {"{id}", "{name}", "{start}", "{end}", "{baseline_start}", "{baseline_end}"}


def test_the_example_has_as_long_a_baseline_as_a_campaign() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    spans = re.findall(r"^(?:period|baseline): (\S+)\.\.(\S+)", text, re.MULTILINE)
    assert [(date.fromisoformat(end) - date.fromisoformat(start)).days + 1 for start, end in spans] == [63, 63]
