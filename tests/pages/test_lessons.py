"""Examples and exercises of the knowledge pages: which campaign is chosen, what is told of it, and when nothing is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from generator.compare.result import (
    BaselineResult,
    CheckResult,
    CounterfactualResult,
    ForecastResult,
    ForecastState,
    Level,
    ScoreResult,
    ScoreTerm,
    State,
    Verdict,
)
from generator.compare.result.strategy import AreaResult, Band, Chain, ObjectiveResult, ObjectivesResult
from generator.pages.lessons.exercises import EXERCISES, MOST
from generator.pages.lessons.markers import EXAMPLES, RULES
from generator.pages.lessons.smart import LETTERS, code
from generator.pages.lessons.told import Site, Told
from generator.pages.words import Words, load_words
from generator.report.portfolio import portfolio
from generator.report.summary import Push, Split, Summary
from generator.spec.model import Cause, ObjectiveKind, Role, Unit
from tests.report.made_summaries import clear, kpi, lesson, summary

TODAY = date(2026, 6, 1)
NOTHING = ObjectivesResult(objectives=(), areas=(), chains=(), missing=())
SPEC = (
    "name: Spring   # as it was called",
    "period: 2026-03-01..2026-03-31",
    "baseline: 2026-01-01..2026-01-31",
    "objective: grow",
    "kpis:",
    "  - metric: orders",
    "    target: 100  # a round number",
    "  - metric: price",
    "    target: 5",
)


def site(
    *summaries: Summary, served: ObjectivesResult = NOTHING, language: str = "en", spec: Sequence[str] = SPEC
) -> Site:
    together = portfolio(summaries, TODAY)
    return Site(summaries, together, served, load_words(language), lambda _: tuple(spec))


def told(name: str, where: Site) -> Told:
    found = EXAMPLES[name](where)
    assert found is not None
    return found


def finding(code_of: str, line: int, level: Level = Level.WARNING) -> CheckResult:
    return CheckResult(code=code_of, level=level, at=f"campaigns/x/campaign.yml:{line}:5", message="the * matters")


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, rules in RULES.items() for name in rules])
def test_without_campaigns_the_shipped_text_stays(kind: str, name: str) -> None:
    assert RULES[kind][name](site()) is None


@pytest.mark.parametrize("name", ["met", "near", "missed", "close-call", "interval", "lift", "chance", "guardrail"])
def test_a_campaign_that_still_runs_is_no_example_of_a_verdict(name: str) -> None:
    running = [
        clear(metric, value, 10, half, role=role, baseline=before(9, 0.1, (0.05, 0.2)))
        for metric, value, half, role in (("a", 11, 0.1, Role.PRIMARY), ("b", 10.1, 1, Role.GUARDRAIL))
    ]
    assert EXAMPLES[name](site(summary("spring", *running, state=State.RUNNING))) is None


def before(value: float, lift: float, interval: tuple[float, float] | None) -> BaselineResult:
    return BaselineResult(value=value, lift=lift, interval=interval, source="period")


def test_a_clear_verdict_is_told_before_a_close_one_and_a_primary_kpi_before_another() -> None:
    close = summary("close", clear("a", 11, 10, 3))
    second = summary("second", clear("b", 11, 10, 0.5, role=Role.SECONDARY))
    sure = summary("sure", clear("c", 15, 10, 0.5))

    assert told("met", site(close, second)).campaigns == ("close",)
    assert told("met", site(close, second, sure)).campaigns == ("sure",)


def test_among_equals_the_latest_campaign_is_told_whatever_their_order() -> None:
    old = summary("old", clear("a", 11, 10, 0.5), period=(date(2025, 1, 1), date(2025, 1, 31)))
    new = summary("new", clear("a", 11, 10, 0.5))

    assert told("met", site(old, new)) == told("met", site(new, old))
    assert told("met", site(old, new)).campaigns == ("new",)


def test_an_example_tells_target_result_and_certainty_and_leads_to_the_kpi() -> None:
    text = told("met", site(summary("spring", clear("orders", 11, 10, 0.5)))).markdown

    assert "[spring](../../campaigns/spring/index.md#kpi-orders)" in text
    assert "target at least 10, result 11.00" in text
    assert "the whole 95% interval, 10.50 to 11.50, is on one side" in text


def test_what_users_wrote_acts_as_no_markup() -> None:
    evil = replace(summary("spring", clear("orders", 11, 10, 0.5)), titles={"orders": {"": "<b>*x*</b>"}})
    text = told("met", site(evil)).markdown

    assert "<b>" not in text
    assert "*x*" not in text


def test_the_close_call_is_the_one_whose_target_lies_deepest_inside_the_interval() -> None:
    edge = summary("edge", clear("a", 12, 10, 2.1))
    deep = summary("deep", clear("b", 10.1, 10, 2.1))

    assert told("close-call", site(edge, deep)).campaigns == ("deep",)
    assert EXAMPLES["close-call"](site(summary("sure", clear("c", 12, 10, 1)))) is None


def test_a_lift_whose_interval_leaves_out_zero_is_told_first() -> None:
    unclear = summary("unclear", kpi("a", 11, 10, baseline=before(10, 0.1, (-0.1, 0.3))))
    sure = summary("sure", kpi("b", 11, 10, baseline=before(10, 0.1, (0.05, 0.15))))
    without = summary("without", kpi("c", 11, 10, baseline=before(10, 0.1, None)))

    assert "no clear change" in told("lift", site(unclear, without)).markdown
    assert "+10.0%, with a 95% interval from +5.0% to +15.0%" in told("lift", site(unclear, sure)).markdown
    assert EXAMPLES["lift"](site(without)) is None


def smart_summary(name: str, *found: CheckResult) -> Summary:
    raised = {one.code for one in found}
    asked = [one for codes in LETTERS.values() for one in codes]
    base = summary(name, kpi("orders", 120, 100, at="campaigns/x/campaign.yml:6:5"))
    return replace(base, findings=found, passed=tuple(one for one in asked if one not in raised))


def test_smart_goes_letter_by_letter_with_the_specs_own_lines() -> None:
    text = told("smart", site(smart_summary("spring"))).markdown
    rows = [row for row in text.split("\n") if row.startswith("| **")]

    assert [row[4] for row in rows] == list(LETTERS)
    quoted = [re.findall("<code>(.*?)</code>", row) for row in rows]
    assert quoted == [
        ["metric: orders"],
        ["target: 100"],
        ["baseline: 2026-01-01..2026-01-31"],
        ["objective: grow"],
        ["period: 2026-03-01..2026-03-31"],
    ]
    assert all("✓" in row for row in rows)


def test_a_spec_with_a_finding_is_not_smart_and_is_quoted_where_it_errs() -> None:
    doubtful, worse = (
        smart_summary("doubtful", finding("KPI111", 9)),
        smart_summary("worse", finding("KPI109", 7), finding("KPI102", 6), finding("KPI109", 9)),
    )
    assert EXAMPLES["smart"](site(doubtful)) is None
    found = told("not-smart", site(doubtful, worse))

    assert found.campaigns == ("worse",)
    rows = {row[4]: row for row in found.markdown.split("\n") if row.startswith("| **")}
    assert "✕ [KPI109](../../checks/kpi109/index.md) Target beyond best: the &#42; matters" in rows["A"]
    assert rows["A"].count("✕") == 1, "a check is told once"
    assert "<code>target: 100</code>" in rows["A"]
    assert "✕" not in rows["S"] + rows["M"] + rows["T"]


def test_a_line_of_a_spec_is_quoted_without_its_comment_and_not_too_long() -> None:
    assert code("  - target: 100   # why") == "<code>target: 100</code>"
    assert code("note: " + "x" * 200).endswith("x …</code>")


@pytest.mark.parametrize(
    ("name", "code_of"),
    [
        ("pitfall-irrelevant-kpi", "KPI107"),
        ("pitfall-no-baseline", "KPI201"),
        ("pitfall-single-metric", "KPI301"),
        ("pitfall-external", "KPI401"),
    ],
)
def test_a_pitfall_is_told_from_the_gravest_finding_of_its_family(name: str, code_of: str) -> None:
    mild = replace(summary("mild", kpi("a", 1)), findings=(finding(code_of, 7, Level.NOTE),))
    grave = replace(summary("grave", kpi("a", 1)), findings=(finding(code_of, 7), finding("KPI115", 7)))
    found = told(name, site(mild, grave))

    assert found.campaigns == ("grave",)
    assert f"[{code_of}](../../checks/{code_of.lower()}/index.md)" in found.markdown
    assert "<code>target: 100</code>" in found.markdown
    assert EXAMPLES[name](site(replace(mild, findings=(finding("KPI115", 7),)))) is None


def test_a_guardrail_that_broke_while_the_headline_was_met_is_told_first() -> None:
    limit = {"role": Role.GUARDRAIL}
    held = summary("held", clear("a", 11, 10, 0.1), clear("cost", 5, 4, 0.1, **limit))
    broke = summary("broke", clear("a", 11, 10, 0.1), clear("cost", 3, 4, 0.1, **limit))
    both = summary("both", clear("a", 9, 10, 0.1), clear("cost", 3, 4, 0.1, **limit))

    assert told("guardrail", site(held, both, broke)).campaigns == ("broke",)
    assert "did not hold" in told("guardrail", site(broke)).markdown
    assert "the guardrail held" in told("guardrail", site(held)).markdown


def test_an_early_kpi_that_misled_is_told_before_one_that_did_not() -> None:
    stages = {"clicks": "consideration", "orders": "conversion"}
    agreed = summary("agreed", clear("orders", 11, 10, 0.1), clear("clicks", 11, 10, 0.1), stages=stages)
    parted = summary("parted", clear("orders", 9, 10, 0.1), clear("clicks", 11, 10, 0.1), stages=stages)
    flat = summary("flat", clear("orders", 9, 10, 0.1), clear("clicks", 11, 10, 0.1))

    assert told("leading", site(agreed, parted)).campaigns == ("parted",)
    assert EXAMPLES["leading"](site(flat)) is None


def objective(score: float, *, reached: bool, campaigns: tuple[str, ...]) -> ObjectivesResult:
    one = ObjectiveResult(
        id="grow", title={"": "Grow"}, cycle=None, period=None, kind=ObjectiveKind.COMMITTED, stage=None, owed=1.0,
        gone=None, expected=None, score=score, band=Band.YELLOW, reached=reached, key_results=(), campaigns=campaigns,
    )  # fmt: skip
    area = AreaResult(id="sales", title={"": "Sales"}, factors=(), campaigns=campaigns)
    chains = tuple(
        Chain(campaign=name, metric="a", factors=({"": "Fair price"},), area="sales", objective="grow")
        for name in campaigns
    )
    return ObjectivesResult(objectives=(one,), areas=(area,), chains=chains, missing=())


def test_kpis_that_were_met_for_an_objective_that_was_not_are_told() -> None:
    met = summary("spring", clear("a", 11, 10, 0.1), objective="grow")
    found = told("objective-missed", site(met, served=objective(0.4, reached=False, campaigns=("spring",))))

    assert "stands at 0.40, where 1.00 was owed" in found.markdown
    assert EXAMPLES["objective-missed"](site(met, served=objective(1.0, reached=True, campaigns=("spring",)))) is None
    missed = summary("spring", clear("a", 9, 10, 0.1), verdict=Verdict.MISSED)
    assert (
        EXAMPLES["objective-missed"](site(missed, served=objective(0.4, reached=False, campaigns=("spring",)))) is None
    )


def test_okr_and_kra_lead_to_the_campaigns_behind_them() -> None:
    where = site(
        summary("spring", clear("a", 11, 10, 0.1)), served=objective(0.4, reached=False, campaigns=("spring",))
    )

    assert told("okr", where).campaigns == ("spring",)
    chain = told("kra", where).markdown
    for link in ("Sales", "Fair price", "a&#58; at least 10", "campaigns/spring/index.md", "Grow"):
        assert link in chain.replace(": ", "&#58; ") or link in chain


def effect(verdict: Verdict, p: float = 0.01) -> CounterfactualResult:
    return CounterfactualResult(
        actual=11, expected=10, effect=1, interval=(0.5, 1.5), relative=0.1, relative_interval=(0.05, 0.15),
        average=1, average_interval=(0.5, 1.5), p=p, placebo=None, placebo_runs=0, method="controls",
        controls=("other.cities",), level="level", season=None, steps=10, history=30, outside=0.1,
        outside_interval=None, adjusted=9.9, adjusted_verdict=verdict,
    )  # fmt: skip


def test_the_outside_is_told_where_it_turns_the_verdict() -> None:
    turned = summary("turned", clear("a", 11, 10, 0.1, counterfactual=effect(Verdict.NEAR, p=0.4)))
    same = summary("same", clear("a", 11, 10, 0.1, counterfactual=effect(Verdict.MET)))

    assert told("external", site(same, turned)).campaigns == ("turned",)
    assert "near instead of met" in told("external", site(turned)).markdown
    assert "the verdict would be the same: met" in told("external", site(same)).markdown


def split(metric: str, *contributions: float, rate: float = 0.0, mix: float = 0.0, simpson: bool = False) -> Split:
    drivers = tuple(
        Push(title={"": f"driver {n}"}, unit=Unit.COUNT, before=10, after=12, contribution=part)
        for n, part in enumerate(contributions)
    )
    dimension = "channel" if rate or mix else None
    return Split(
        metric=metric, start=10, end=11, by_drivers=bool(drivers), dimension=dimension, drivers=drivers,
        rate=rate, mix=mix, simpson=simpson,
    )  # fmt: skip


def with_split(name: str, *parts: float, value: float = 9, **more: float) -> Summary:
    base = summary(name, clear("a", value, 10, 0.1))
    return replace(base, splits=(split("a", *parts, **more),))


def test_drivers_that_pull_against_each_other_are_told_and_every_part_is_in_the_table() -> None:
    one_way, against = with_split("one-way", 1, 2), with_split("against", 3, -2)
    found = told("drivers", site(one_way, against))

    assert found.campaigns == ("against",)
    assert re.findall(r"driver \d \| 10 \| 12 \| (\S+)", found.markdown) == ["+3.00", "−2.00"]
    assert EXAMPLES["drivers"](site(with_split("single", 1))) is None


def test_simpsons_paradox_is_told_before_any_other_mix() -> None:
    plain, paradox = with_split("plain", rate=1, mix=5), with_split("paradox", rate=2, mix=-1, simpson=True)

    assert told("mix", site(plain, paradox)).campaigns == ("paradox",)
    assert EXAMPLES["mix"](site(with_split("rate", rate=1))) is None


def forecast(state: ForecastState | None, likely: date | None = None) -> ForecastResult:
    return ForecastResult(
        projected=9, interval=(8, 10), probability=0.4, state=state, expected_to_date=None, pace=None, required=None,
        current=None, steps_left=3, first_likely_miss=likely,
    )  # fmt: skip


def test_a_kpi_at_risk_is_told_before_one_on_track_and_a_foreseen_miss_where_none_runs() -> None:
    running = {"state": State.RUNNING, "verdict": Verdict.RUNNING, "as_of": date(2026, 3, 10)}
    on = summary("on", kpi("a", 5, 10, verdict=Verdict.RUNNING, forecast=forecast(ForecastState.ON_TRACK)), **running)
    risk = summary(
        "risk", kpi("a", 5, 10, verdict=Verdict.RUNNING, forecast=forecast(ForecastState.AT_RISK)), **running
    )
    past = summary("past", clear("a", 9, 10, 0.1, forecast=forecast(None, date(2026, 3, 21))))

    assert told("pacing", site(on, risk, past)).campaigns == ("risk",)
    assert "day 10 of 31" in told("pacing", site(risk)).markdown
    assert "a miss was likely from 21 Mar 2026 on, 10 days before the end" in told(
        "pacing", site(past)
    ).markdown.replace("A miss", "a miss")


def scored(name: str, *, held_back: tuple[str, ...] = ()) -> Summary:
    terms = tuple(
        ScoreTerm(metric=metric, weight=1, share=0.5, attainment=1.1, used=1.1, points=0.55, won=0.05)
        for metric in ("a", "b")
    )
    score = ScoreResult(value=1.1, met=1.0, near=0.9, cap=1.2, terms=terms, held_back_by=held_back)
    return replace(summary(name, kpi("a", 11, 10), kpi("b", 11, 10)), score=score)


def test_a_score_is_told_term_by_term_and_what_held_it_back_first() -> None:
    found = told("composite", site(scored("plain"), scored("barred", held_back=("b",))))

    assert found.campaigns == ("barred",)
    assert "| a | 50% | 110% | 0.550 |" in found.markdown
    assert "did not hold: b." in found.markdown


def test_an_action_that_was_taken_up_is_told_before_one_that_was_not() -> None:
    actions = [
        lesson("a", Cause.OFFER, "Try *again*", owner="ann", due=TODAY, check_in=name) for name in ("later", None)
    ]
    first = summary("first", kpi("a", 1), lessons=actions[1:])
    second = summary("second", kpi("a", 1), lessons=actions[:1])
    later = summary("later", kpi("a", 1))
    found = told("learnings", site(first, second, later))

    assert found.campaigns == ("second",)
    assert "taken it up" in found.markdown
    assert "Try &#42;again&#42;" in found.markdown


def test_chance_counts_the_verdicts_and_names_the_most_surprising() -> None:
    where = site(summary("a", clear("x", 20, 10, 1)), summary("b", clear("y", 10.1, 10, 1)))
    found = told("chance", where)

    assert found.campaigns == ("a",)
    assert "2 KPIs of finished campaigns have an interval, and 1 of the verdicts are clear" in found.markdown


EXERCISED = (
    replace(
        summary("spring", clear("a", 9, 10, 0.1), clear("g", 5, 4, 0.1, role=Role.GUARDRAIL), kpis_met=1),
        splits=(split("a", 3, -2, 1),),
    ),
    replace(
        summary("autumn", clear("a", 11, 10, 0.1), clear("g", 3, 4, 0.1, role=Role.GUARDRAIL)),
        splits=(split("a", 1, 5),),
    ),
    *(summary(f"more-{n}", clear("a", 10.1 + n, 10, 0.1)) for n in range(4)),
)


@pytest.mark.parametrize("name", sorted(EXERCISES))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_exercise_has_one_right_choice_and_tells_the_campaign_in_every_answer(name: str, language: str) -> None:
    words: Words = load_words(language)
    found = EXERCISES[name](site(*EXERCISED, language=language))
    assert found is not None
    blocks = found.markdown.split("<details")
    right = words("lesson.exercise.right")

    assert 1 <= found.markdown.count(right) <= MOST
    for block in blocks[1:]:
        choice, _, rest = block.partition("</summary>")
        answer, closed, after = rest.partition("</details>")
        assert choice.startswith(' markdown="1">\n<summary>')
        assert closed
        assert "../../campaigns/" in answer
        assert "../../campaigns/" not in after, "the question does not lead to its answer"
    assert "../../campaigns/" not in blocks[0]


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_exercises_do_not_depend_on_the_order_of_campaigns(name: str) -> None:
    assert EXERCISES[name](site(*EXERCISED)) == EXERCISES[name](site(*reversed(EXERCISED)))


def test_verdict_exercises_are_few_and_of_different_verdicts() -> None:
    found = EXERCISES["verdict"](site(*EXERCISED))
    assert found is not None
    assert found.markdown.count("What is the verdict?") == MOST
    right = re.findall(r"<summary>(\w+)</summary>\n\n\*\*Right", found.markdown)
    assert {"Met", "Missed"} <= set(right)


def test_the_cause_is_the_driver_that_moved_most_in_either_direction() -> None:
    found = EXERCISES["cause"](site(EXERCISED[0]))
    assert found is not None
    assert re.findall(r"<summary>(.*?)</summary>\n\n\*\*Right", found.markdown) == ["driver 0"]
    running = replace(EXERCISED[0], head=EXERCISED[0].head.model_copy(update={"state": State.RUNNING}))
    assert EXERCISES["cause"](site(running)) is None, "only of finished campaigns"


@pytest.mark.parametrize("name", ["met", "close-call", "guardrail", "drivers", "smart", "composite"])
def test_examples_are_told_in_chinese(name: str) -> None:
    chosen = (*EXERCISED, summary("near-call", clear("a", 10.1, 10, 2)), scored("scored"), smart_summary("smart"))
    text = told(name, site(*chosen, language="zh")).markdown
    assert re.search("[\u4e00-\u9fff]", text)
    assert "On this site" not in text


def test_chinese_sets_a_space_before_a_link_that_begins_with_latin_letters() -> None:
    text = told("smart", site(smart_summary("spring"), language="zh")).markdown
    assert text.startswith("**本站实例**：对 [spring](../../campaigns/spring/index.md)，")


def test_emphasis_in_chinese_ends_where_github_sees_it() -> None:
    """A closing mark after punctuation and before a letter is none in CommonMark, and would be shown."""
    words = load_words("zh")
    lessons = {key: text for key, text in words.entries.items() if key.startswith("lesson.")}
    assert lessons
    for key, text in lessons.items():
        for _, inside, after in re.findall(r"(\*+)([^*]+)\1(.?)", text):
            assert inside[-1] not in "，。：；！？" or after in ("", " "), key
