"""What `init` and `new` write teaches the whole format: no key is left for the user to find out."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.metrics.project import read_campaigns, read_frame
from generator.site.scaffold import write_campaign, write_site
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
LANGUAGES = ("en", "zh")
EXAMPLE, EXAMPLE_ZH = (STARTER / language / "campaigns" / "example" / "campaign.yml" for language in LANGUAGES)
NEW, NEW_ZH = (STARTER / language / "campaign-new.yml" for language in LANGUAGES)
SITE, SITE_ZH = (STARTER / language / "site_config.yml" for language in LANGUAGES)

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


@pytest.mark.parametrize("file", [EXAMPLE, NEW, EXAMPLE_ZH, NEW_ZH], ids=["init", "new", "init-zh", "new-zh"])
@pytest.mark.parametrize("model", CAMPAIGN_MODELS, ids=lambda model: model.__name__)
def test_every_key_of_a_campaign_is_shown(file: Path, model: type[Model]) -> None:
    text = file.read_text(encoding="utf-8")
    assert [key for key in keys(model) if not re.search(rf"\b{key}(: |:\n)", text)] == []


@pytest.mark.parametrize("file", [EXAMPLE, NEW, EXAMPLE_ZH, NEW_ZH], ids=["init", "new", "init-zh", "new-zh"])
@pytest.mark.parametrize("words", [Cause, FactorKind], ids=["cause", "kind"])
def test_every_cause_and_kind_is_named(file: Path, words: type[Cause] | type[FactorKind]) -> None:
    text = file.read_text(encoding="utf-8")
    assert [word.value for word in words if not re.search(rf"\b{word.value}\b", text)] == []


@pytest.mark.parametrize("file", [SITE, SITE_ZH], ids=LANGUAGES)
@pytest.mark.parametrize("model", SITE_MODELS, ids=lambda model: model.__name__)
def test_every_setting_of_a_site_is_shown(file: Path, model: type[Model]) -> None:
    text = file.read_text(encoding="utf-8")
    assert [key for key in keys(model) if not re.search(rf"\b{key}:", text)] == []


@pytest.mark.parametrize("file", [NEW, NEW_ZH], ids=LANGUAGES)
def test_new_has_no_placeholders_but_those_it_is_filled_with(file: Path) -> None:
    places = set(re.findall(r"\{[a-z_]+\}", file.read_text(encoding="utf-8")))
    assert places == {"{id}", "{name}", "{start}", "{end}", "{baseline_start}", "{baseline_end}", "{objective}"}


@pytest.mark.parametrize("file", [EXAMPLE, EXAMPLE_ZH], ids=LANGUAGES)
def test_the_example_has_as_long_a_baseline_as_a_campaign(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    spans = re.findall(r"^(?:period|baseline): (\S+)\.\.(\S+)", text, re.MULTILINE)
    assert [(date.fromisoformat(end) - date.fromisoformat(start)).days + 1 for start, end in spans] == [63, 63]


OPTIONAL = re.compile(r"^(\s*)# (\s*(?:- )?[a-z_]+:.*|  - \{.*)$")
INSTEAD = re.compile(r"\s*# (baseline|connect|table|controls|  - \{source|yaml-language-server)\b")
"""Lines that stand instead of another, or need a source that is not there."""

STRATEGY = """
objectives:
  grow-signups:
    title: Grow
    key_results: [{id: signups, title: Sign-ups, metric: signups, from: 1, to: 2}]
key_result_areas:
  acquisition:
    title: Acquisition
    success_factors: [{title: Rate, metrics: [conversion_rate]}]
"""


def with_options(text: str) -> str:
    """Take the `#` away from every optional line."""
    lines = []
    for line in text.splitlines():
        optional = None if INSTEAD.match(line) else OPTIONAL.match(line)
        lines.append(optional[1] + optional[2] if optional else line)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_optional_line_can_be_taken_into_use(language: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    write_site(root, language)
    write_campaign(root, "summer-push", date(2026, 5, 1), language)
    (root / "campaigns" / "strategy.yml").write_text(STRATEGY, encoding="utf-8")
    specs = [root / "campaigns" / name / "campaign.yml" for name in ("example", "summer-push")]
    for file in (*specs, root / "site_config.yml"):
        written = file.read_text(encoding="utf-8")
        file.write_text(with_options(written), encoding="utf-8")
        assert file.read_text(encoding="utf-8") != written
    for spec in specs:
        (spec.parent / "data" / "plan.csv").write_text("date,amount\n2026-05-29,10\n", encoding="utf-8")
    frame = read_frame(root)
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert [str(problem) for problem in problems] == []
    assert campaigns["summer-push"].learnings[0].check_in == "summer-push"
    assert campaigns["example"].objective == "grow-signups"
    assert frame.config.site.edit_uri == "edit/main/"


def without_words(file: Path) -> list[str]:
    """A file's lines as far as they are the same in every language: keys and values that are no sentences."""
    lines = [line.partition(" # ")[0].rstrip() for line in file.read_text(encoding="utf-8").splitlines()]
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [
        re.sub(r"((?:title|name|summary|what|why|action|because): ).*?(, metric|, from|$)", r"\1\2", line)
        for line in kept
    ]


def test_the_starters_of_both_languages_are_the_same_but_for_their_words() -> None:
    english, chinese = without_words(EXAMPLE), without_words(EXAMPLE_ZH)
    keys_of = [[line for line in lines if ":" in line] for lines in (english, chinese)]
    assert keys_of[0] == keys_of[1]
    assert without_words(NEW) == without_words(NEW_ZH)
    assert SITE_ZH.read_text(encoding="utf-8").count("\n#") == SITE.read_text(encoding="utf-8").count("\n#")
