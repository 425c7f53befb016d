"""What a strategy must agree on: ids once, metrics that exist."""

import re
from collections.abc import Collection, Iterator

from generator.errors import Problem
from generator.spec.agreement.asked import unknown
from generator.spec.forms import IDENTIFIER
from generator.spec.part import Part
from generator.text import say

METRIC = say(en="a metric of the catalogue", zh="指标目录中的指标")
OWN = say(en="a metric of your own goes into metrics.yml", zh="自己的指标写在 metrics.yml 里")


def strategy_problems(strategy: Part, metrics: Collection[str]) -> Iterator[Problem]:
    """Find ids that cannot be used or are used twice, and metrics that the catalogue does not have."""
    for section in ("objectives", "key_result_areas"):
        for name, part in strategy[section].entries():
            if not re.fullmatch(IDENTIFIER, name):
                what = say(en="`{name}` cannot be an id", zh="`{name}` 不能作 ID", name=name)
                expected = say(en="lower-case letters, digits, `-` and `_`", zh="小写字母、数字、`-` 和 `_`")
                yield part.problem(what, expected)
    for _, objective in strategy["objectives"].entries():
        yield from _key_results(objective, metrics)
    for _, area in strategy["key_result_areas"].entries():
        for factor in area["success_factors"].items():
            for metric in factor["metrics"].items():
                yield from unknown(metric, METRIC, metrics, OWN)


def _key_results(objective: Part, metrics: Collection[str]) -> Iterator[Problem]:
    first: dict[str, Part] = {}
    for result in objective["key_results"].items():
        yield from unknown(result["metric"], METRIC, metrics, OWN)
        part, name = result["id"], result["id"].text
        if name is not None and name in first:
            what = say(
                en="`{name}` is the id of two key results: the first is at line {line}",
                zh="有两个关键结果的 ID 都是 `{name}`：第一个在第 {line} 行",
                name=name,
                line=first[name].at.line,
            )
            yield part.problem(what, say(en="an id of its own", zh="各自不同的 ID"))
        elif name is not None:
            first[name] = part
