"""The built-in catalogue: complete in both languages, and sound as arithmetic."""

import math
import pickle
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.metrics.catalogue import UnknownMetricError, builtin, load_catalogue
from generator.metrics.drivers import evaluate_drivers
from generator.metrics.formula import Ratio, parse
from generator.spec.model import Better, Stage, Unit

METRICS = builtin().metrics
MEASURES = builtin().measures
FORMULAS = {name: metric.formula for name, metric in METRICS.items()}
DRIVEN = sorted(name for name, metric in METRICS.items() if metric.drivers)
MONEY = {name for name, measure in MEASURES.items() if measure.unit is Unit.CURRENCY}
TIME = {name for name, measure in MEASURES.items() if measure.unit is Unit.SECONDS}
KEYS = sorted(
    {
        leaf.key
        for metric in METRICS.values()
        for part in (metric.formula, metric.drivers)
        if part
        for leaf in part.leaves
    }
)
EXPECTED = {
    "email": {"open_rate", "email_click_rate", "click_to_open_rate", "unsubscribe_rate", "email_bounce_rate"},
    "mail_health": {"complaint_rate", "delivery_rate", "list_growth_rate", "revenue_per_email"},
    "video": {"views", "view_through_rate", "video_completion_rate", "cost_per_view", "average_watch_time"},
    "web": {"sessions", "bounce_rate", "engaged_session_rate", "pages_per_session", "session_conversion_rate"},
    "social": {f"engagement_rate_by_{base}" for base in ("reach", "impressions", "followers")},
    "search": {"ctr", "cost_per_click", "impression_share", "conversion_rate", "cost_per_conversion"},
    "sales": {"leads", "cost_per_lead", "mql_rate", "sql_rate", "win_rate", "subscription_rate", "contacts"},
    "shop": {"orders", "revenue", "aov", "cart_abandonment_rate", "revenue_per_click"},
    "finance": {"cost", "roas", "roi", "cac", "ltv_to_cac", "cpm", "gross_margin"},
    "product": {"signups", "signup_rate", "cost_per_signup", "installs", "day_1_retention_rate"},
    "retention": {"churn_rate", "retention_rate", "repeat_purchase_rate", "frequency"},
    "advocacy": {"nps", "referral_rate", "share_of_voice", "share_rate"},
}

amounts = st.fixed_dictionaries({key: st.floats(1.0, 1000.0) for key in KEYS})


def close(one, other):
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def test_there_are_metrics_enough_and_of_every_kind():
    assert len(METRICS) >= 45
    assert {name for kind in EXPECTED.values() for name in kind} <= METRICS.keys()
    assert {metric.spec.stage for metric in METRICS.values()} == set(Stage)
    assert {metric.spec.unit for metric in METRICS.values()} == set(Unit)
    assert not any(metric.own for metric in METRICS.values())


@pytest.mark.parametrize("name", sorted(METRICS))
def test_every_metric_is_told_in_both_languages(name):
    spec = METRICS[name].spec
    for words in (spec.title, spec.explains, spec.confused_with):
        assert words is not None
        assert {"en", "zh"} <= words.by_language.keys()
        assert all(text.strip() == text != "" for text in words.by_language.values())
    assert len(spec.explains.said_in("en").split()) >= 15
    assert spec.source


@pytest.mark.parametrize("language", ["en", "zh"])
def test_titles_tell_metrics_and_measures_apart(language):
    for entries in ([metric.spec for metric in METRICS.values()], MEASURES.values()):
        titles = [entry.title.said_in(language) for entry in entries]
        assert len(set(titles)) == len(titles)


def chinese():
    """Every Chinese text of the catalogue, by where it is."""
    for name, measure in MEASURES.items():
        yield f"measure {name}", measure.title.by_language["zh"]
    for name, metric in METRICS.items():
        for key in ("title", "explains", "confused_with"):
            yield f"{name} {key}", getattr(metric.spec, key).by_language["zh"]


HAN = r"[\u4e00-\u9fff]"


WRONG = {
    "no space between Han and Latin": rf"{HAN}[A-Za-z0-9`]|[A-Za-z0-9%`]{HAN}",
    "half-width punctuation": rf"{HAN} ?[,.;:?!()]|[,;:?!()] ?{HAN}",
    "a space beside full-width punctuation": r"[，。；：？！（）、“”] | [，。；：？！（）、“”]",
}


def test_chinese_is_set_as_chinese():
    texts = list(chinese())
    assert [where for where, text in texts if not re.search(HAN, text)] == []
    for what, pattern in WRONG.items():
        assert [where for where, text in texts if re.search(pattern, text)] == [], what


@pytest.mark.parametrize(
    ("said", "meant"),
    [("CPC", "cost_per_click"), ("cpa", "cost_per_conversion"), ("cpl", "cost_per_lead"), ("cvr", "conversion_rate")],
)
def test_what_a_metric_is_called_for_short_leads_to_it(said, meant):
    assert str(builtin().meant(said)) == f"did you mean `{meant}`?"
    assert builtin().short.keys().isdisjoint(METRICS)


def test_every_short_name_leads_to_a_metric():
    assert set(builtin().short.values()) <= METRICS.keys()


def test_every_measure_of_a_formula_is_declared():
    for metric in METRICS.values():
        for part in (metric.formula, metric.drivers):
            names = {leaf.measure for leaf in part.leaves} if part else set()
            assert names <= MEASURES.keys() | (METRICS.keys() if part is metric.drivers else set()), metric.id


def test_measures_that_do_not_add_up_say_so():
    assert {name for name, measure in MEASURES.items() if not measure.additive} == {
        *("reach", "users", "followers", "subscribers", "customers", "daily_active_users", "monthly_active_users")
    }
    assert {name for name, measure in MEASURES.items() if measure.signed} == {"profit", "gross_profit", "new_followers"}


@pytest.mark.parametrize("name", DRIVEN)
@settings(max_examples=20)
@given(values=amounts)
def test_drivers_multiply_out_to_the_metric(name, values):
    metric = METRICS[name]
    each, whole = evaluate_drivers(metric.drivers, FORMULAS, values)
    assert list(each) == [leaf.key for leaf in metric.drivers.leaves]
    assert close(whole.value, metric.formula.evaluate(values).value)


def test_the_cost_per_lead_splits_as_in_the_worked_example():
    before = {"cost": 20_000.0, "clicks": 10_000.0, "leads": 250.0}
    after = {"cost": 26_000.0, "clicks": 10_000.0, "leads": 300.0}
    drivers = METRICS["cost_per_lead"].drivers
    each, whole = evaluate_drivers(drivers, FORMULAS, before)
    assert ({key: part.value for key, part in each.items()}, whole.value) == (
        {"cost_per_click": 2.0, "lead_rate": 0.025},
        80.0,
    )
    each, whole = evaluate_drivers(drivers, FORMULAS, after)
    assert round(whole.value, 2) == 86.67
    assert close(each["cost_per_click"].value, 2.6)


@given(amounts, st.floats(0.01, 100.0))
def test_in_another_currency_money_changes_and_nothing_else_does(values, rate):
    """Money metrics scale with the currency; shares, ratios, counts, seconds and points are the same in any."""
    changed = {key: value * (rate if key in MONEY else 1) for key, value in values.items()}
    for metric in METRICS.values():
        before, after = metric.formula.evaluate(values).value, metric.formula.evaluate(changed).value
        expected = before * rate if metric.spec.unit is Unit.CURRENCY else before
        assert math.isclose(expected, after, rel_tol=1e-6, abs_tol=1e-6), metric.id


@given(amounts)
def test_in_minutes_times_change_and_nothing_else_does(values):
    changed = {key: value / (60 if key in TIME else 1) for key, value in values.items()}
    for metric in METRICS.values():
        before, after = metric.formula.evaluate(values).value, metric.formula.evaluate(changed).value
        expected = before / 60 if metric.spec.unit is Unit.SECONDS else before
        assert close(expected, after), metric.id


@given(amounts)
def test_twice_as_much_of_everything_doubles_counts_and_leaves_shares_alone(values):
    doubled = {key: value * 2 for key, value in values.items()}
    for metric in METRICS.values():
        before, after = metric.formula.evaluate(values).value, metric.formula.evaluate(doubled).value
        assert close(before * 2 if metric.formula.is_volume else before, after), metric.id


def test_counts_are_volumes_and_volumes_are_counts_or_money():
    for metric in METRICS.values():
        if metric.spec.unit is Unit.COUNT:
            assert metric.formula.is_volume, metric.id
        if metric.formula.is_volume:
            assert metric.spec.unit in (Unit.COUNT, Unit.CURRENCY), metric.id


def test_a_proportion_is_a_plain_percent():
    for metric in METRICS.values():
        if metric.spec.subset:
            ratio = metric.formula.ratio or metric.formula.complement
            assert ratio is not None, metric.id
            assert (ratio.scale, metric.spec.unit) == (1, Unit.PERCENT), metric.id


def test_what_may_pass_100_percent_is_no_proportion():
    assert METRICS["ctr"].spec.subset
    assert METRICS["subscription_rate"].spec.subset
    assert METRICS["cart_abandonment_rate"].spec.subset
    for name in ("conversion_rate", "click_to_open_rate", "engagement_rate_by_impressions", "mql_rate", "lead_rate"):
        assert not METRICS[name].spec.subset


def test_costs_should_fall_and_frequency_stay_within_a_range():
    for name, metric in METRICS.items():
        if name.startswith("cost"):
            assert metric.spec.better is Better.LOWER, name
    assert {name for name, metric in METRICS.items() if metric.spec.better is Better.RANGE} == {
        *("frequency", "average_call_time")
    }


@pytest.mark.parametrize(
    ("name", "sums", "value"),
    [
        ("conversion_rate", {"conversions": 3040, "clicks": 100_000}, 0.0304),
        ("cost_per_lead", {"cost": 260_010, "leads": 3000}, 86.67),
        ("cpm", {"cost": 500, "impressions": 100_000}, 5.0),
        ("frequency", {"impressions": 300, "reach": 100}, 3.0),
        ("roas", {"revenue": 300, "cost": 100}, 3.0),
        ("roi", {"gross_profit": 300, "cost": 100}, 2.0),
        ("cart_abandonment_rate", {"orders": 30, "carts": 100}, 0.7),
        ("nps", {"promoters": 50, "detractors": 20, "survey_responses": 100}, 30.0),
        ("engagement_rate_by_followers", {"engagements": 50, "mean(followers)": 1000}, 0.05),
        ("stickiness", {"mean(daily_active_users)": 20, "max(monthly_active_users)": 100}, 0.2),
        ("ltv_to_cac", {"gross_profit": 600, "churned_customers": 2, "acquisition_cost": 500, "new_customers": 5}, 3.0),
        ("subscription_rate", {"subscriptions": 5289, "contacts": 45_211}, 0.11698480458295547),
    ],
)
def test_metrics_have_the_values_worked_out_by_hand(name, sums, value):
    assert METRICS[name].formula.evaluate(sums).value == pytest.approx(value, rel=1e-12)


def test_the_conversion_rate_is_conversions_over_clicks():
    assert METRICS["conversion_rate"].formula.ratio == Ratio("conversions", "clicks", 1.0)
    assert METRICS["conversion_rate"].formula == parse("conversions / clicks")


def test_the_vocabulary_says_which_metrics_may_be_below_zero_and_which_are_parts_of_a_whole():
    words = builtin().vocabulary().metrics
    assert (words["profit"].signed, words["clicks"].signed, words["ctr"].signed) == (True, False, False)
    assert {name for name, word in words.items() if word.subset} == {n for n in METRICS if METRICS[n].spec.subset}
    assert words["bounce_rate"].subset


def test_the_vocabulary_says_what_a_campaign_needs_to_know():
    vocabulary = builtin().vocabulary()
    assert vocabulary.metrics.keys() == METRICS.keys()
    assert vocabulary.measures == MEASURES.keys()
    words = vocabulary.metrics["cost_per_lead"]
    assert (words.unit, words.better, words.volume) == (Unit.CURRENCY, Better.LOWER, False)
    assert words.measures == {"cost", "leads"}
    assert vocabulary.metrics["stickiness"].measures == {"daily_active_users", "monthly_active_users"}
    assert vocabulary.metrics["signups"].volume


def test_an_unknown_metric_is_offered_its_neighbour():
    assert builtin().metric("ctr").id == "ctr"
    with pytest.raises(UnknownMetricError, match="`conversion_rat` is not a metric; did you mean `conversion_rate`"):
        builtin().metric("conversion_rat")
    with pytest.raises(UnknownMetricError, match=r"^`zzzzzz` is not a metric$"):
        builtin().metric("zzzzzz")


def test_without_a_file_of_its_own_a_site_has_the_built_in_catalogue():
    assert load_catalogue(None) is builtin()


def test_a_catalogue_travels_between_processes():
    assert pickle.loads(pickle.dumps(builtin())) == builtin()
