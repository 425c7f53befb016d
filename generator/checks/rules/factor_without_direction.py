"""KPI402 factor-without-direction: something happened, and it could have been good or bad."""

from collections.abc import Iterator

from generator.checks.amounts import same
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for number, factor in enumerate(context.campaign.factors):
        if factor.expect is None:
            start, end = factor.when.start, factor.when.end
            days = same(str(start)) if start == end else say(en="{a} to {b}", zh="{a} 至 {b}", a=start, b=end)
            yield Finding(
                context.campaign.at("factors", number),
                say(
                    en="“{what}” ({days}) does not say which way it was expected to move the KPIs",
                    zh="“{what}”（{days}）没有写明预计会拉高还是拉低 KPI",
                    what=factor.what,
                    days=days,
                ),
            )


CHECK = Check(
    code="KPI402",
    name="factor-without-direction",
    zh="外部因素没写方向",
    level=Level.NOTE,
    what=say(
        en="Finds recorded factors that do not say whether they should lower or raise the KPIs.",
        zh="记录了外部因素，却没写预计会拉低还是拉高 KPI。",
    ),
    why=say(
        en=(
            "A factor without a direction explains a miss as well as a hit. Only what was expected beforehand "
            "can turn out to have been wrong, and so tell something."
        ),
        zh="没写方向的因素，达标和未达标都能拿它来解释。只有事先写下的预期才可能落空，也才说明得了问题。",
    ),
    mend=say(
        en=(
            "Add `expect: lower` or `expect: higher`, and `on:` with the KPIs it bears on; best before the "
            "numbers are in."
        ),
        zh=("加上 `expect: lower` 或 `expect: higher`，再用 `on:` 写明影响哪些 KPI；最好在数据出来之前就写。"),
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        "factors:\n  - {what: Easter, kind: holiday, when: 2026-03-20..2026-03-23}\n",
        note=say(
            en="Easter brings some shops more and others less; it does not say which.",
            zh="复活节对有的店是旺季，对有的店是淡季，这里没写是哪一种。",
        ),
        key=("factors", 0),
    ),
    passes=Example(
        "factors:\n  - {what: Easter, kind: holiday, when: 2026-03-20..2026-03-23, expect: lower}\n",
        note=say(
            en="It was expected to lower the KPIs.",
            zh="写明了预计会拉低 KPI。",
        ),
    ),
    find=_find,
)
