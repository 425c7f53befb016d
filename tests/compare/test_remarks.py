"""What is said of a spec beside its data."""

import pytest
from made_up import CATALOGUE, campaign, kpi

from generator.compare.remarks import spec_notes
from generator.data.table import NoteKind
from generator.errors import Location
from generator.spec.model import Campaign, Near, SiteConfig, VerdictRules


def said(spec: Campaign, config: SiteConfig | None = None) -> list[tuple[NoteKind, str, dict[str, str | float]]]:
    return [(one.kind, one.code, dict(one.values)) for one in spec_notes(spec, CATALOGUE, config or SiteConfig())]


def test_money_without_a_currency_is_said_and_no_warning():
    assert said(campaign(kpi("cost_per_lead", "80"))) == [(NoteKind.GUESSED, "no_currency", {})]
    assert said(campaign(kpi("leads", "80"), budget=5000.0)) == [(NoteKind.GUESSED, "no_currency", {})]
    assert said(campaign(kpi("leads", "80"))) == []


def test_a_currency_or_the_word_that_there_is_none_is_quiet():
    assert said(campaign(kpi("cost_per_lead", "80"), currency="EUR")) == []
    written = {("currency",): Location("campaigns/spring/campaign.yml", 3, 1)}
    assert said(campaign(kpi("cost_per_lead", "80"), places=written)) == []


@pytest.mark.parametrize(("name", "example"), [("complaints", "5"), ("bounce_rate", "0.2pp")])
def test_a_target_of_0_without_a_near_band_of_its_own_is_a_warning(name, example):
    expected = (NoteKind.WARNING, "near_of_zero", {"metric": name, "example": example})
    assert said(campaign(kpi(name, "0"), kpi("leads", "10"))) == [expected]


def test_a_segments_target_of_0_is_one_too():
    spec = campaign(kpi("complaints", "3", segments={"channel": {"mail": "0"}}))
    assert [code for _, code, _ in said(spec)] == ["near_of_zero"]


def test_an_amount_is_a_near_band_of_0():
    assert said(campaign(kpi("complaints", "0", near="2"))) == []
    no_band = SiteConfig(verdict=VerdictRules(near=Near(amount=0.0, relative=True, text="0%")))
    assert said(campaign(kpi("complaints", "0")), no_band) == []
