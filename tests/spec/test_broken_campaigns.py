"""Every mistake in a campaign.yml is told at its place, with what was found and what to write; all of them at once."""

import pytest

HEAD = """\
name: Spring
period: 2026-03-01..2026-04-30
currency: CNY
"""
SOURCES = """\
sources:
  ads:
    files: data/*.csv
    date: date
    by: [channel]
    measures: {clicks: Clicks, conversions: Conv, cost: Cost, leads: Leads}
"""
KPIS = """\
kpis:
  - metric: conversion_rate
    target: 3%
"""
"""The first KPI begins on line 11, what is added on line 13."""


def text_of(head=HEAD, sources=SOURCES, kpis=KPIS, more=""):
    return head + sources + kpis + more


def kpi(lines):
    """A file whose first KPI, on line 11, is this one."""
    return text_of(kpis="kpis:\n  - " + lines.strip().replace("\n", "\n    ") + "\n")


HEADS = [
    ("name: [a]", "1:1", "`name` is a list", "text, or text by language", ""),
    ("name: ", "1:1", "`name` has no value", "text", "give it a value"),
    ("name: ''", "1:1", "`name: ` is empty", "text", ""),
    ("name: true", "1:1", "`name: true` is a yes or no to YAML", "text", '"true" in quotes'),
    ("name: {en: Spring, english: x}", "1:20", "`english: x` does not begin with a language code", "text", "`en`"),
    ("name: {en: }", "1:8", "`en` has no value", "text", ""),
    ("owner: {a: b}", "4:1", "`owner` holds keys", "text", ""),
    ("tags: paid", "4:1", "`tags: paid` is a single value", "a list", "write [paid]"),
    ("tags: [a, {b: c}]", "4:11", "item 2 of `tags` holds keys", "text", ""),
    ("timezone: Shanghai", "4:1", "`timezone: Shanghai` is not a time zone", "Asia/Shanghai", "`Asia/Shanghai`"),
    ("timezone: Asia/Shangai", "4:1", "is not a time zone", "a time zone", "did you mean `Asia/Shanghai`?"),
    ("timezone: Asia/Bejing", "4:1", "is not a time zone", "a time zone", "did you mean `Asia/Shanghai`?"),
    ("timezone: UTC+8", "4:1", "is not a time zone", "a time zone", "name a place"),
    ("timezone: +08:00", "4:1", "is not a time zone", "a time zone", "name a place"),
    ("timezone: ../../etc/passwd", "4:1", "is not a time zone", "a time zone", ""),
    ("timezone: localtime", "4:1", "is not a time zone", "a time zone", ""),
    ("as_of: 2026-02-30", "4:1", "a day that does not exist: 2026-02 has 28 days", "a day such as", ""),
    ("as_of: 2026-13-01", "4:1", "a day that does not exist", "a day such as", ""),
    ("as_of: 05/06/2026", "4:1", "is not a day", "a day", "write 2026-05-06 or 2026-06-05"),
    ("as_of: 25.06.2026", "4:1", "is not a day", "a day", "write 2026-06-25"),
    ("as_of: 2026/6/5", "4:1", "is not a day", "a day", "write 2026-06-05"),
    ("as_of: 20260605", "4:1", "is not a day", "a day", "write 2026-06-05"),
    ("as_of: 2026年6月5日", "4:1", "is not a day", "a day", "write 2026-06-05"),
    ("as_of: 2026-06-05 12:00", "4:1", "is not a day", "a day", "write 2026-06-05"),
    ("as_of: 0026-06-05", "4:1", "outside the years 1990 to 2100", "a day", ""),
    ("as_of: yesterday", "4:1", "`as_of: yesterday` is not a day", "a day", ""),
    ("currency: cny", "3:1", "`currency: cny` is not the code of a currency", "ISO 4217", "write CNY"),
    ("currency: RMB", "3:1", "is not the code of a currency", "three letters", "write CNY"),
    ("currency: $", "3:1", "is not the code of a currency", "three letters", "write USD"),
    ("currency: EUU", "3:1", "is not the code of a currency", "three letters", "did you mean `EUR`?"),
    ("currency: EURO", "3:1", "is not the code of a currency", "three letters", "did you mean `EUR`?"),
    ("budget: -1", "4:1", "`budget: -1` is below 0", "a number of 0 or more", ""),
    ("budget: 400,000", "4:1", "is not a plain number", "a number", "write 400000, or 400 if the comma is a decimal"),
    ("budget: 1,400,000.50", "4:1", "is not a plain number", "a number", "write 1400000.50"),
    ("budget: 400k", "4:1", "is not a plain number", "a number", "write 400000"),
    ("budget: 40万", "4:1", "is not a plain number", "a number", "write 400000"),
    ("budget: ¥400", "4:1", "is not a plain number", "a number", "write 400: the campaign's `currency` says the rest"),
    ("budget: 400 CNY", "4:1", "is not a plain number", "a number", "write 400: "),
    ("budget: 4_000", "4:1", "is not a plain number", "a number", "write 4000"),
    ("budget: 0x1F", "4:1", "is not a plain number", "a number", "decimal: 31"),
    ("budget: 0o17", "4:1", "is not a plain number", "a number", "decimal: 15"),
    ("budget: .inf", "4:1", "is not a plain number", "a number", ""),
    ("budget: 1e999", "4:1", "is too large", "a number", ""),
    ("budget: 10%", "4:1", "is not a plain number", "a number", ""),
    ("objective: grow-signup", "4:1", "`objective: grow-signup` is not known", "`grow-signups`", "did you mean"),
    ("kra: retention", "4:1", "`kra: retention` is not known", "a key result area of strategy.yml: `acq", "declare it"),
    ("baselin: 2026-01-01..2026-02-28", "4:1", "`baselin` is not a key", "", "did you mean `baseline`?"),
    ("near: 10%", "4:1", "`near` is not a key", "", "`near` belongs to each of `kpis`"),
    ("files: x.csv", "4:1", "`files` is not a key", "", "`files` belongs to each of `sources`"),
    ("zzz: 1", "4:1", "`zzz` is not a key", "`name`, `summary`", ""),
    ("id: spring", "4:1", "`id` is not a key", "", ""),
    ("places: {}", "4:1", "`places` is not a key", "", ""),
]


@pytest.mark.parametrize(("line", "at", "what", "expected", "hint"), HEADS)
def test_a_mistake_at_the_top_of_the_file(find, line, at, what, expected, hint):
    key = line.partition(":")[0]
    kept = [written for written in HEAD.splitlines() if not written.startswith(f"{key}:")]
    position = int(at.partition(":")[0]) - 1
    kept.insert(position, line)
    found = find(text_of(head="\n".join(kept) + "\n"))
    assert_told(found, at, what, expected, hint)


def assert_told(found, at, what, expected, hint):
    """One problem, in these words, at this place."""
    assert len(found) == 1, [str(problem) for problem in found]
    (problem,) = found
    assert str(problem.at) == f"campaigns/spring/campaign.yml:{at}", problem
    assert what in str(problem.what)
    assert expected in str(problem.expected)
    assert hint in str(problem.hint)


PERIODS = [
    ("2026-04-30..2026-03-01", "ends before it begins", "write 2026-03-01..2026-04-30"),
    ("2026-03-01..2026-04-31", "holds `2026-04-31`, which is a day that does not exist", ""),
    ("2026-03-01", "is not a period", "for one day write 2026-03-01..2026-03-01"),
    ("2026-03-01 to 2026-04-30", "is not a period", "write 2026-03-01..2026-04-30"),
    ("2026/3/1-2026/4/30", "is not a period", "write 2026-03-01..2026-04-30"),
    ("2026-03-01..", "is not a period", ""),
    ("2001-03-01..2026-04-30", "is 9,192 days long", "at the most"),
    ("2026-03-01...2026-04-30", "holds `.2026-04-30`, which is not a day", ""),
    ("Q2", "is not a period", ""),
]


@pytest.mark.parametrize(("period", "what", "hint"), PERIODS)
def test_a_period_that_is_none(find, period, what, hint):
    found = find(text_of(head=HEAD.replace("2026-03-01..2026-04-30", period)))
    assert_told(found, "2:1", what, "first and last day, such as", hint)


BASELINES = [
    ("2026-03-01..2026-04-30", "4:1", "the baseline is the campaign's own period"),
    ("2026-01-01..2026-03-02", "4:1", "the baseline shares 2026-03-01..2026-03-02 with the campaign"),
    ("{period: 2026-04-30..2026-05-02}", "4:12", "the baseline shares 2026-04-30..2026-04-30"),
    ("2026-05-01..2026-05-30", "4:1", "the baseline comes after the campaign"),
    ("{campaign: winte}", "4:12", "`campaign: winte` is not known"),
    ("{campaign: spring}", "4:12", "the baseline is this very campaign"),
    ("{values: {conversion_rat: 2.6%}}", "4:21", "`conversion_rat` is not known"),
    ("{values: {conversion_rate: 2.6}}", "4:21", "has no unit, and `conversion_rate` is a percent"),
    ("{values: {conversion_rate: '2,6%'}}", "4:21", "is not a percent"),
    ("{values: {clicks: 3%}}", "4:21", "is a percent, and `clicks` is a count"),
    ("{campaign: winter, values: {clicks: 3}}", "4:1", "says not exactly one of period, campaign and values"),
    ("{}", "4:1", "says not exactly one of"),
    ("{campain: winter}", "4:12", "`campain` is not a key"),
    ("[winter]", "4:1", "`baseline` is a list"),
    ("none", "4:1", "`baseline: none` is not a period"),
    ("2026-01-01..2026-02-30", "4:1", "`baseline: 2026-01-01..2026-02-30` holds `2026-02-30`"),
]


@pytest.mark.parametrize(("written", "at", "what"), BASELINES)
def test_a_baseline_that_is_no_comparison(find, written, at, what):
    found = find(text_of(head=HEAD + f"baseline: {written}\n"))
    assert str(found[0].at).endswith(f"campaign.yml:{at}"), found
    assert what in str(found[0].what)


KPI_LINES = [
    ("metric: conversion_rate", "11:5", "`target` is missing", "a number, a percent, or a range", ""),
    ("target: 3%", "11:5", "`metric` is missing", "a metric of the catalogue", ""),
    (
        "metric: conversion_rat\ntarget: 3%",
        "11:5",
        "`metric: conversion_rat` is not known",
        "a metric of the",
        "n_rate`?",
    ),
    ("metric: Conversion Rate\ntarget: 3%", "11:5", "is not known", "a metric", "did you mean `conversion_rate`?"),
    ("metric: xyzzy\ntarget: 3%", "11:5", "is not known", "a metric", "goes into metrics.yml"),
    ("metric: CVR\ntarget: 3%", "11:5", "`metric: CVR` is not known", "", "did you mean `conversion_rate`?"),
    ("metric: conversion_rate\ntarget: 3", "12:5", "`target: 3` has no unit", "a percent", "write 3% or 300%"),
    ("metric: conversion_rate\ntarget: 0.03", "12:5", "has no unit", "a percent", "write 0.03% or 3%"),
    ("metric: conversion_rate\ntarget: 2..4", "12:5", "has no unit", "a percent", "write 2%..4% or 200%..400%"),
    ("metric: conversion_rate\ntarget: 2..4%", "12:5", "mixes a percent and a plain number", "", "write 2%..4%"),
    ("metric: clicks\ntarget: 4..2", "12:5", "begins above its end", "a range such as", "write 2..4"),
    ("metric: clicks\ntarget: 2...4", "12:5", "is not a range", "", "two dots"),
    ("metric: clicks\ntarget: 2-4", "12:5", "is not a plain number", "", "write 2..4"),
    ("metric: clicks\ntarget: 3%", "12:5", "`target: 3%` is a percent, and `clicks` is a count", "a plain number", ""),
    ("metric: cost_per_lead\ntarget: 3%", "12:5", "`cost_per_lead` is money", "a plain number", ""),
    ("metric: clicks\ntarget: 1_000", "12:5", "`target: 1_000` is not a plain number", "a number", "write 1000"),
    ("metric: clicks\ntarget: 12:30", "12:5", "`target: 12:30` is not a plain number", "a number", "750 seconds"),
    ("metric: clicks\ntarget: 1,000", "12:5", "is not a plain number", "", "write 1000, or 1 if the comma"),
    ("metric: clicks\ntarget: 1 000", "12:5", "is not a plain number", "", "write 1000"),
    ("metric: clicks\ntarget: ten", "12:5", "`target: ten` is not a plain number", "a number, a percent", ""),
    ("metric: clicks\ntarget: .nan", "12:5", "is not a plain number", "", ""),
    (
        "metric: clicks\ntarget: '>=80'",
        "12:5",
        "is not a plain number",
        "",
        "write 80: the metric itself says which way",
    ),
    ("metric: clicks\ntarget: \uff11\uff10\uff10", "12:5", "is not a plain number", "", "write 100"),
    ("metric: conversion_rate\ntarget: 3,5%", "12:5", "is not a percent", "", "write 3.5%"),
    ("metric: conversion_rate\ntarget: 3\uff05", "12:5", "is not a plain number", "", "write 3%"),
    ("metric: conversion_rate\ntarget: no", "12:5", "`target: no` is not a plain number", "", ""),
    ("metric: conversion_rate\ntarget: true", "12:5", "`target: true` is a yes or no to YAML", "", ""),
    ("metric: conversion_rate\ntarget: [3%]", "12:5", "`target` is a list", "a number", ""),
    ("metric: conversion_rate\ntarget: 3%\nnear: 0.2", "13:5", "has no unit", "10% or 0.2pp", "write 0.2pp for"),
    ("metric: clicks\ntarget: 300\nnear: 0.2pp", "13:5", "is in percentage points, and `clicks`", "a plain number", ""),
    ("metric: clicks\ntarget: 0\nnear: 10%", "13:5", "`near: 10%` of a target of 0 is nothing", "an amount", ""),
    ("metric: clicks\ntarget: 3\nnear: -1", "13:5", "`near: -1` is below 0", "", ""),
    ("metric: clicks\ntarget: 3\nnear: 150%", "13:5", "more than the whole target", "", ""),
    ("metric: clicks\ntarget: 3\nnear: 1-2pp", "13:5", "is not a percent", "", ""),
    ("metric: clicks\ntarget: 3\nweight: -1", "13:5", "`weight: -1` is below 0", "a number of 0 or more", ""),
    ("metric: clicks\ntarget: 3\nweight: 0", "13:5", "every KPI has the weight 0", "at least one weight above 0", ""),
    ("metric: clicks\ntarget: 3\nrole: gaurdrail", "13:5", "is not one of the choices", "`guardrail`", "`guardrail`?"),
    ("metric: clicks\ntarget: 3\nmust: yes", "13:5", "`must: yes` is text, not a yes or no", "true or false", "true"),
    ("metric: clicks\ntarget: 3\nmust: no", "13:5", "`must: no` is text", "true or false", "write false"),
    ("metric: clicks\ntarget: 3\nmust: 'true'", "13:5", "is text", "true or false", "write true without quotes"),
    ("metric: clicks\ntarget: 3\nwhy: [x]", "13:5", "`why` is a list", "text", ""),
    (
        "metric: clicks\ntarget: 3\nsegments: {chanel: {a: 3}}",
        "13:16",
        "`chanel` is not known",
        "`channel`",
        "`channel`?",
    ),
    ("metric: clicks\ntarget: 3\nsegments: {channel: {a: 3%}}", "13:26", "is a percent, and `clicks`", "", ""),
    ("metric: clicks\ntarget: 3\nsegments: {channel: {a: x}}", "13:26", "`a: x` is not a plain number", "", ""),
    ("metric: clicks\ntarget: 3\nsegments: {channel: 3}", "13:16", "`channel: 3` is a single value", "keys with", ""),
    (
        "metric: clicks\ntarget: 3\ntarge: 3",
        "13:5",
        "`targe` is not a key",
        "`metric`, `target`",
        "did you mean `target`?",
    ),
    ("metric: clicks\ntarget: -3", "12:5", "`target: -3` is below zero, and `clicks` never is", "0 or more", ""),
    ("metric: cost_per_lead\ntarget: -3", "12:5", "`target: -3` is below zero", "0 or more", ""),
    ("metric: conversion_rate\ntarget: -3%..2%", "12:5", "`target: -3%..2%` is below zero", "0 or more", ""),
    ("metric: clicks\ntarget: 3\nsegments: {channel: {a: -1}}", "13:26", "`a: -1` is below zero", "0 or more", ""),
    ("metric: roas\ntarget: 3", "11:5", "`roas` needs `revenue`, which no source maps", "`revenue: <column>`", ""),
]


@pytest.mark.parametrize(("lines", "at", "what", "expected", "hint"), KPI_LINES)
def test_a_mistake_in_a_kpi(find, lines, at, what, expected, hint):
    assert_told(find(kpi(lines)), at, what, expected, hint)


TORN = [
    ("{metric: conversion_rate, target: 1,8%}", "11:41", "write 1.8%"),
    ("{metric: conversion_rate, target: 2%, near: 1,5pp}", "11:51", "write 1.5pp"),
    ("{metric: clicks, target: 1,85}", "11:32", "write 1.85"),
    ("{metric: conversion_rate, target: 2%, segments: {channel: {a: 1,8%}}}", "11:69", "write 1.8%"),
]


@pytest.mark.parametrize(("line", "at", "hint"), TORN)
def test_a_decimal_comma_in_braces_is_known_for_what_it_is(find, line, at, hint):
    found = find(kpi(line))
    assert_told(found, at, "stands where a key should", "a decimal point", f"a decimal comma? {hint}")


def test_a_part_of_a_whole_cannot_pass_it(find):
    sources = SOURCES.replace("clicks: Clicks", "clicks: Clicks, bounces: b, sessions: s")
    found = find(text_of(sources=sources, kpis="kpis: [{metric: bounce_rate, target: 120%}]\n"))
    assert_told(found, "10:30", "`target: 120%` is more than the whole that `bounce_rate`", "at most 100%", "")


def test_a_misspelt_metric_is_told_once_and_never_offered(find):
    kpis = "kpis: [{metric: conversion_rat, target: 3%}]\n"
    factor = (
        "factors: [{what: a, kind: other, when: 2026-03-01..2026-03-02, on: [conversion_rat, conversion_rate, conv]}]\n"
    )
    found = find(text_of(kpis=kpis, more=factor))
    assert [str(one.at).rpartition("yml:")[2] for one in found] == ["10:9", "11:102"]
    assert str(found[1].expected) == "a KPI of this campaign: `conversion_rate`"


def test_kpi_for_kpis_is_a_slip_of_the_pen(find):
    found = find(text_of(kpis="kpi: [{metric: clicks, target: 3}]\n"))
    assert_told(found, "10:1", "`kpi` is not a key", "", "did you mean `kpis`?")
    assert len(found) == 1


SOURCE_LINES = [
    ("files: data/*.csv\nmeasures: [clicks]", "7:5", "`measures` is a list", "keys with values", ""),
    ("files: data/*.csv", "5:3", "`measures` is missing", "keys with values", ""),
    ("measures: {clicks: a}", "5:3", "says nowhere to read from", "`files`, or `connect`", "data/*.csv"),
    (
        "files: data/*.csv\nconnect: duckdb://x\ntable: t\nmeasures: {clicks: a}",
        "7:5",
        "both `files` and",
        "one of",
        "",
    ),
    ("connect: duckdb://x\nmeasures: {clicks: a}", "6:5", "neither `table` nor `query`", "one of the two", ""),
    ("connect: duckdb://x\ntable: a\nquery: b\nmeasures: {clicks: a}", "6:5", "both `table` and `query`", "one", ""),
    ("connect: the-server\ntable: a\nmeasures: {clicks: a}", "6:5", "is not under `conn", "it names none", "add it"),
    ("files: data/*.csv\ntable: t\nmeasures: {clicks: a}", "7:5", "`table` has no `connect`", "connections", ""),
    ("files: data/*.csv\ndate:\nmeasures: {clicks: a}", "7:5", "`date` has no value", "`none` where rows have no", ""),
    ("files: data/*.csv\nby: channel\nmeasures: {clicks: a}", "7:5", "is a single value", "a list", "write [channel]"),
    ("files: data/*.csv\nby: [a, b, a]\nmeasures: {clicks: a}", "7:16", "`a` is listed twice", "once", ""),
    ("files: data/*.csv\ndecimal: ';'\nmeasures: {clicks: a}", "7:5", "is not one of those", "`.` or `,`", ""),
    ("files: data/*.csv\nmeasures: {click: a, clicks: b}", "7:16", "`click` is not known", "a measure", "`clicks`?"),
    ("files: data/*.csv\nmeasures: {clicks: }", "7:16", "`clicks` has no value", "the name of a column", ""),
    ("files: data/*.csv\nmeasure: {clicks: a}", "7:5", "`measure` is not a key", "`files`", "did you mean `measures`?"),
    ("file: data/*.csv\nmeasures: {clicks: a}", "6:5", "`file` is not a key", "`files`", "did you mean `files`?"),
    ("files: /etc/passwd\nmeasures: {clicks: a}", "6:5", "is an absolute path", "inside the campaign's folder", ""),
    ("files: C:/x.csv\nmeasures: {clicks: a}", "6:5", "is an absolute path", "inside", ""),
    ("files: ~/x.csv\nmeasures: {clicks: a}", "6:5", "is an absolute path", "inside", ""),
    ("files: data\\ads.csv\nmeasures: {clicks: a}", "6:5", "has backslashes", "forward", "write data/ads.csv"),
    ("files: ../winter/*.csv\nmeasures: {clicks: a}", "6:5", "leaves the campaign's folder", "inside", "copy"),
    ("files: data/../../x.csv\nmeasures: {clicks: a}", "6:5", "leaves the campaign's folder", "inside", ""),
    ("files: data/x**.csv\nmeasures: {clicks: a}", "6:5", "is not a pattern", "a glob", ""),
    ("files: .\nmeasures: {clicks: a}", "6:5", "is not a pattern", "a glob", ""),
]


@pytest.mark.parametrize(("lines", "at", "what", "expected", "hint"), SOURCE_LINES)
def test_a_mistake_in_a_source(find, lines, at, what, expected, hint):
    sources = "sources:\n  ads:\n    " + lines.replace("\n", "\n    ") + "\n"
    found = find(text_of(sources=sources, kpis="kpis: [{metric: clicks, target: 3}]\n"))
    told = [problem for problem in found if "which no source maps" not in str(problem.what)]
    assert_told(told, at, what, expected, hint)


MORE = [
    ("factors: [{what: x, kind: holliday, when: 2026-04-04}]", "13:21", "`kind: holliday` is not one of", "`holiday`?"),
    ("factors: [{what: x, kind: holiday, when: 2026-4-4}]", "13:36", "is not a day", "write 2026-04-04"),
    ("factors: [{kind: holiday, when: 2026-04-04}]", "13:11", "`what` is missing", ""),
    ("factors: [{what: x, kind: other, when: 2026-04-04, expect: down}]", "13:52", "is not one of those", ""),
    ("factors: [{what: x, kind: other, when: 2026-04-04, on: [clicks]}]", "13:57", "`on: clicks` is not known", ""),
    ("controls: [{source: market, measure: x}]", "13:13", "`source: market` is not known", ""),
    ("controls: [{source: ads, measure: click}]", "13:26", "`measure: click` is not known", "`clicks`?"),
    ("controls: [{source: ads, measure: clicks, where: {region: x}}]", "13:51", "`region` is not known", "`by`"),
    (
        "amendments: [{kpi: clicks, on: 2026-03-20, from: 1, to: 2, because: x}]",
        "13:15",
        "`kpi: clicks` is not known",
        "",
    ),
    (
        "amendments: [{kpi: conversion_rate, on: 2026-03-20, from: 3, to: 3%, because: x}]",
        "13:53",
        "`from: 3` has no unit",
        "write 3% or 300%",
    ),
    (
        "amendments: [{kpi: conversion_rate, on: 2026-03-20, from: 3%, to: 3.0%, because: x}]",
        "13:63",
        "the amendment changes nothing",
        "",
    ),
    (
        "amendments: [{kpi: conversion_rate, on: 2026-03-20, from: 3.5%, to: 2%, because: x}]",
        "13:65",
        "the last amendment of `conversion_rate` sets 2%, but its target is 3%",
        "",
    ),
    ("amendments: [{kpi: conversion_rate, on: 2026-03-20, from: 3%, to: 2%}]", "13:14", "`because` is missing", ""),
    ("learnings: [{kpi: clicks, cause: other, what: x}]", "13:14", "`kpi: clicks` is not known", ""),
    ("learnings: [{cause: audiance, what: x}]", "13:14", "`cause: audiance` is not one of", "`audience`?"),
    ("learnings: [{cause: other, what: x, check_in: Summer Push}]", "13:37", "is not an id", ""),
    ("learnings: [{cause: other, what: x, due: 06/15/2026}]", "13:37", "is not a day", "write 2026-06-15"),
    ("waive: [{check: KPI31, because: x}]", "13:10", "`check: KPI31` is not the code of a check", ""),
    ("waive: [{check: KPI301}]", "13:9", "`because` is missing", ""),
    ("waive: KPI301", "13:1", "`waive: KPI301` is a single value", ""),
    (
        "  - {metric: conversion_rate, target: 4%}",
        "13:6",
        "`conversion_rate` has two KPIs: the first is at line 11",
        "seg",
    ),
    ("  - conversion_rate", "13:5", "`conversion_rate` in `kpis` is a single value", ""),
]


@pytest.mark.parametrize(("line", "at", "what", "hint"), MORE)
def test_a_mistake_further_down(find, line, at, what, hint):
    found = find(text_of(more=line + "\n"))
    assert what in str(found[0].what), [str(problem) for problem in found]
    assert str(found[0].at) == f"campaigns/spring/campaign.yml:{at}"
    assert hint in str(found[0].hint)
