"""KPI620 sources-with-different-days: days that one source has and another lacks."""

from generator.checks.amounts import number_of
from generator.checks.base import FIRST
from generator.checks.check import Check, Example
from generator.checks.example_data import LAST, SPLIT, costs, march, results
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say


def _say(note: NoteResult) -> Text:
    values = note.values
    return say(
        en="{days} of the period, from {first} on, with rows in `{source}` and none in `{other}`",
        zh="活动期内从 {first} 起有 {days}，`{source}` 有数据而 `{other}` 没有",
        days=number_of(int(values["count"]), "day", "天"),
        first=values["first"],
        source=values["source"],
        other=values["other"],
    )


CHECK = Check(
    code="KPI620",
    name="sources-with-different-days",
    zh="各数据源日期不一致",
    level=Level.WARNING,
    what=say(
        en="Finds days inside the period that one source has rows for and another has not.",
        zh="活动期内有些天，一个数据源有数据，另一个没有。",
    ),
    why=say(
        en=(
            "A cost per order divides what one source says by what another says. Days with cost and no orders, "
            "only because the orders were exported earlier, make it look dear."
        ),
        zh=(
            "单笔订单成本是一个数据源的数除以另一个数据源的数。有花费、没订单的日子，哪怕只是因为订单导出得早，"
            "也会让成本显得偏高。"
        ),
    ),
    mend=say(
        en="Export all sources for the same days, up to the same last day.",
        zh="所有数据源都导出相同的日期，截止到同一天。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        SPLIT,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, march(24))},
        say(
            en="Costs go to 29 March, conversions to 24 March.",
            zh="花费到 3 月 29 日，转化只到 3 月 24 日。",
        ),
        key=("sources", "costs", "files"),
    ),
    passes=Example(
        SPLIT,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        say(
            en="Both sources go to 29 March.",
            zh="两个数据源都到 3 月 29 日。",
        ),
    ),
    find=from_notes(_say, "source_days_differ"),
)
