"""The working and the records behind a page: every count with its unit, every cut said, nothing that misleads."""

from dataclasses import replace
from typing import Any

import pytest
from page_samples import COST, SPRING_KPIS, campaign_of, judged_of, kpi_result

from generator.compare.judged import Judged
from generator.compare.reason import Method, Reason
from generator.compare.result import NoteResult
from generator.data.notes import SHOWN_ROWS
from generator.pages.campaign import campaign_page
from generator.pages.page import Around
from generator.pages.scene import scene
from generator.pages.shares import share_of_the_way
from generator.pages.words import Words
from generator.pages.working import working
from generator.spec.model import SiteConfig


def steps_of(judged: Judged, words: Words, *, segment: bool = False) -> dict[str, str]:
    told = scene(judged, SiteConfig(), words)
    view = told.kpis[0].segments[0] if segment else told.kpis[0]
    return {step.label: step.text for step in working(view, told)}


@pytest.mark.parametrize(("grain", "said"), [("day", "56 days"), ("week", "56 weeks"), ("month", "56 months")])
def test_steps_are_counted_in_what_they_are(spring: Judged, grain: str, said: str, words: Words) -> None:
    kpis = tuple(kpi.model_copy(update={"grain": grain}) for kpi in spring.result.kpis)
    found = steps_of(replace(spring, result=spring.result.model_copy(update={"kpis": kpis})), words)
    assert found["Baseline"].endswith(f"over {said} with data")
    assert found["Rows used"].startswith(f"588 rows, {said.replace('56', '91')} with data")


def test_a_total_scaled_to_the_campaign_says_what_the_raw_one_is(spring: Judged, words: Words) -> None:
    baseline = SPRING_KPIS[0].baseline
    assert baseline is not None
    scaled = baseline.model_copy(update={"plain": 4_521.0, "reweighted": True})
    kpis = (SPRING_KPIS[0].model_copy(update={"baseline": scaled}), *SPRING_KPIS[1:])
    found = steps_of(replace(spring, result=spring.result.model_copy(update={"kpis": kpis})), words)
    assert found["Baseline"] == (
        "7,346 at the campaign's length and weighted to its weekdays, from a total of 4,521 over 56 days"
    )


@pytest.mark.parametrize(
    ("more", "change", "interval"),
    [
        (
            {"method": Method.LONG_RUN, "method_before": Method.WILSON},
            "12,725 ÷ 7,346 − 1 = +73.2%",
            (
                "+65.7% – +81.1%: 95%, on the log scale, from both periods' intervals "
                "(campaign: long-run variance, 91 days, bandwidth 13; baseline: Wilson)"
            ),
        ),
        (
            {"method": Method.LONG_RUN, "method_before": Method.LONG_RUN, "days": 56},
            "12,725 ÷ 7,346 − 1 = +73.2%",
            (
                "+65.7% – +81.1%: 95%, on the log scale, from both periods' intervals (campaign: long-run variance, "
                "91 days, bandwidth 13; baseline: long-run variance, 56 days, bandwidth 10)"
            ),
        ),
        (
            {"method": Method.POISSON, "source": "values"},
            "12,725 ÷ 7,346 − 1 = +73.2%",
            (
                "+65.7% – +81.1%: 95%, on the log scale, from the campaign's interval (exact Poisson); "
                "the baseline is taken as known"
            ),
        ),
        (
            {"value": 7_390.4, "interval": None, "reason": Reason.NOT_POSITIVE},
            "12,725 ÷ 7,390 − 1 = +73.2%, from the numbers before rounding",
            "none: a value that is zero or below has no relative change.",
        ),
    ],
)
def test_the_change_is_derived_with_the_source_of_its_interval(
    more: dict[str, Any], change: str, interval: str, spring: Judged, words: Words
) -> None:
    baseline = SPRING_KPIS[0].baseline
    assert baseline is not None
    changed = baseline.model_copy(update=more)
    kpis = (SPRING_KPIS[0].model_copy(update={"baseline": changed}), *SPRING_KPIS[1:])
    found = steps_of(replace(spring, result=spring.result.model_copy(update={"kpis": kpis})), words)
    assert found["Change"] == change
    assert found["Interval of the change"] == interval


def test_without_a_change_there_is_nothing_to_derive(spring: Judged, words: Words) -> None:
    kpis = (SPRING_KPIS[0].model_copy(update={"baseline": None}), *SPRING_KPIS[1:])
    found = steps_of(replace(spring, result=spring.result.model_copy(update={"kpis": kpis})), words)
    assert not {"Change", "Interval of the change"} & set(found)


def test_a_segment_earns_no_points_and_shows_no_weight(words: Words) -> None:
    whole = kpi_result(COST, "80", 70.0, days=0)
    part = whole.model_copy(update={"segment": {"city": "Porto"}, "rows": 48})
    judged = judged_of(campaign_of("one", (whole, part), currency="USD"), {COST.id: COST}, (whole, part))
    assert steps_of(judged, words)["Weight"] == "1 of 1 in all"
    assert steps_of(judged, words)["Rows used"] == "588 rows without dates, taken as the whole period"
    found = steps_of(judged, words, segment=True)
    assert "Weight" not in found
    assert found["Rows used"] == "48 rows"


@pytest.mark.parametrize(
    ("more", "share"),
    [
        ({"progress": 0.4}, 0.4),
        ({"progress": 0.4, "attainment": 0.8}, None),
        ({"progress": -0.77}, None),
        ({"progress": 4.0}, None),
        ({"progress": 0.4, "target": 10.0}, 0.4),
        ({"progress": 0.4, "target": 20.0}, None),
    ],
)
def test_the_share_of_the_way_is_told_only_where_there_was_a_way_to_go(
    more: dict[str, Any], share: float | None
) -> None:
    kpi = SPRING_KPIS[2].model_copy(update={"attainment": None, **more})
    assert share_of_the_way(kpi) == share


def test_a_list_of_rows_that_was_cut_says_how_many_more_there_are(
    spring: Judged, config: SiteConfig, words: Words
) -> None:
    rows = tuple(range(5, 5 + SHOWN_ROWS))
    note = NoteResult(
        kind="repaired", code="trimmed", file="data/a.csv", rows=rows, values={"count": 360, "column": "channel"}
    )
    one = replace(spring, result=spring.result.model_copy(update={"notes": (note,)}))
    page = campaign_page(one, Around(), config, words)
    assert ", rows 5–104 and 260 more)" in page.markdown
    assert "103 104 and 260 more" in page.files["data-notes.csv"]


def test_a_waived_check_gives_its_reason(explained: Judged, config: SiteConfig, words: Words) -> None:
    page = campaign_page(explained, Around(), config, words).markdown
    assert "1 raised, 1 waived, 2 looked for and not found." in page
    assert "Waived: No *earlier* period." in page
    assert "None of the 6 KPIs is a guardrail &lt;b&gt;: nothing" in page
    assert page.index("KPI303") < page.index("KPI201") < page.index("KPI202")
