"""Each way to move the goalposts: the spec and files that do it, and what it is told as."""

from repository import METRICS, ROWS, SPEC

from generator.history.goals import What

ROUTES = {
    "target": (SPEC.replace("3.4%", "3.2%"), {}, (What.TARGET, "conversion_rate", "3.4%", "3.2%")),
    "near": (SPEC.replace("0.1pp", "0.3pp"), {}, (What.NEAR, "conversion_rate", "0.1pp", "0.3pp")),
    "weight": (SPEC.replace("weight: 3", "weight: 1"), {}, (What.WEIGHT, "conversion_rate", "3", "1")),
    "role": (SPEC.replace("guardrail", "secondary"), {}, (What.ROLE, "cost_per_conversion", "guardrail", "secondary")),
    "dropped": (
        SPEC.replace("  - {metric: cost_per_conversion, target: 28, role: guardrail}\n", ""),
        {},
        (What.KPI, "cost_per_conversion", "28", None),
    ),
    "added": (SPEC + "  - {metric: cost, target: 9000}\n", {}, (What.KPI, "cost", None, "9000")),
    "period": (SPEC.replace("..2026-03-29", "..2026-03-22"), {}, (What.PERIOD, "", "2026-03-02..2026-03-29", "2026-03-02..2026-03-22")),  # noqa: E501
    "column": (SPEC.replace("conversions: conversions", "conversions: orders"), {}, (What.COLUMN, "conversions", "conversions (date: date)", "orders (date: date)")),  # noqa: E501
    "segment": (
        SPEC.replace("    why: V", "    segments: {channel: {search: 3%}}\n    why: V"), {}, (What.TARGET, "conversion_rate", None, "3%"),  # noqa: E501
    ),
    "formula": (
        SPEC,
        {"campaigns__metrics_yml": METRICS.replace("conversions / clicks", "conversions / (clicks - 10)")},
        (What.FORMULA, "conversion_rate", "conversions / clicks", "conversions / (clicks - 10)"),
    ),
    "direction": (
        SPEC,
        {"campaigns__metrics_yml": METRICS.replace("higher", "lower")},
        (What.DIRECTION, "conversion_rate", "higher", "lower"),
    ),
    "site band": (SPEC, {"site_config_yml": "verdict: {near: 20%}\n"}, (What.NEAR, "conversions", "10%", "20%")),
    "scorecard": (SPEC, {"site_config_yml": "scorecard: {met: 95%}\n"}, (What.SCORE, "met", "1", "0.95")),
    "confidence": (SPEC, {"site_config_yml": "verdict: {confidence: 80%}\n"}, (What.CONFIDENCE, "", "95%", "80%")),
    "dimension": (SPEC.replace("by: [channel]", "by: []"), {}, (What.FILTER, "by channel", "channel", None)),
    "file": (
        SPEC.replace("data/ads.csv", "data/late.csv"),
        {"campaigns__spring__data__late_csv": ROWS},
        (What.FILTER, "files clicks", "data/ads.csv", "data/late.csv"),
    ),
}  # fmt: skip
