"""Samples of the charts of the judgement: the ordinary case and the awkward ones."""

from generator.charts.chart import Chart, Table
from generator.charts.inputs import Axis, WaterfallData, WaterfallGroup, WaterfallLabels, WaterfallRow
from generator.charts.waterfall import waterfall

TABLE = Table(("Part", "Size"), (("Search", "+0.54"),))
WORDS = {"caption": "How to read it", "table": TABLE}
COST_PARTS = WaterfallData(
    13.5,
    15.08,
    (
        WaterfallGroup(
            "Price: cost per click",
            (
                WaterfallRow("Search", 0.54, "+0.54", "Search: +$0.54"),
                WaterfallRow("Social", 0.17, "+0.17"),
                WaterfallRow("other channels", -0.05, "−0.05"),
            ),
        ),
        WaterfallGroup(
            "Response: sign-ups per click",
            (
                WaterfallRow("Social", 0.48, "+0.48"),
                WaterfallRow("Search", 0.10, "+0.10"),
                WaterfallRow("other channels", -0.01, "−0.01"),
            ),
        ),
        WaterfallGroup(
            "Mix: which channels", (WaterfallRow("Email", 0.31, "+0.31"), WaterfallRow("other channels", 0.04, "+0.04"))
        ),
    ),
    from_target=True,
)
COST_PARTS_LABELS = WaterfallLabels("Planned $13.50", "Actual $15.08", axis=Axis(prefix="$"))


def parts(start, end, sizes, target=None, group="", names=None):
    """A waterfall of one group; the last part makes the sum right."""
    sizes = [*sizes, end - start - sum(sizes)]
    named = names or [f"Segment {index + 1}" for index in range(len(sizes))]
    signed = [f"{'−' if size < 0 else '+'}{abs(size):,.7g}" for size in sizes]
    rows = [WaterfallRow(*row) for row in zip(named, sizes, signed, strict=True)]
    return WaterfallData(start, end, (WaterfallGroup(group, tuple(rows)),), target)


def waterfalls() -> list[Chart]:
    """Waterfalls: ordinary, in Chinese, of a rate, one step, all up, far apart, below zero, many, long names."""
    long = ["Retargeting of visitors who left the cart without buying", "Word of mouth", "Other"]
    zh = WaterfallGroup(
        "价格：每次点击成本",
        (
            WaterfallRow("搜索广告", 0.54, "+0.54"),
            WaterfallRow("社交媒体", 0.17, "+0.17"),
            WaterfallRow("其他渠道", 0.87, "+0.87"),
        ),
    )
    rate = WaterfallLabels("Before 3.20%", "Result 2.73%", "Target 3.50%", Axis(suffix="%", scale=100))
    plain = WaterfallLabels("Before the campaign", "Result", "Target")
    many = [0.4, -0.2, 0.6, -0.9, 0.3, 0.1, -0.4, 0.8, -0.1, 0.2, 0.05]
    made = (
        ("parts", COST_PARTS, COST_PARTS_LABELS),
        (
            "parts-chinese",
            WaterfallData(13.5, 15.08, (zh,), 13.4),
            WaterfallLabels("基线 US$13.50", "实际 US$15.08", "目标 US$13.40", Axis(prefix="US$")),
        ),
        ("parts-rate", parts(0.032, 0.0273, [0.00145], 0.035, "By channel", ["Rates", "Mix of channels"]), rate),
        ("parts-one", parts(100, 140, [], 141), plain),
        ("parts-up", parts(0, 1_250_000, [400_000, 300_000, 250_000], 2_000_000), plain),
        ("parts-far", parts(10, 20, [1_000_000, -999_995], 12), plain),
        ("parts-below", parts(-50, -80, [-70, 60], -40), plain),
        ("parts-many", parts(5, 6, many, 9, "Segments of the dimension region of sale"), plain),
        ("parts-long", parts(5, 6, [3, -2.5], 9, "By source of the visit and by kind of customer", long), plain),
        ("parts-none", WaterfallData(5, 5, (), 5), plain),
    )
    return [waterfall(name, data, labels, alt=f"{name}: the finding", **WORDS) for name, data, labels in made]
