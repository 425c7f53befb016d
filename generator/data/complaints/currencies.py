"""What is said of amounts in more than one currency, or in another than the campaign's."""

from collections.abc import Mapping

from generator.errors import Location, Problem
from generator.text import joined, say


def mixed_currencies(at: Location, seen: Mapping[str, str]) -> Problem:
    """Say which currencies are mixed."""
    listed = joined([
        say(en="{currency} ({where})", zh="{currency}（{where}）", currency=currency, where=where)
        for currency, where in seen.items()
    ])  # fmt: skip
    return Problem(
        at,
        say(en="the source mixes currencies: {listed}", zh="来源里混有多种货币：{listed}", listed=listed),
        say(en="one currency", zh="只用一种货币"),
        say(en="convert them, or make two sources", zh="换算成一种，或拆成两个来源"),
    )


def other_currency(at: Location, own: str, found: str, where: str) -> Problem:
    """Say that the data's currency cannot be the campaign's."""
    return Problem(
        at,
        say(
            en="the data has amounts in {found} ({where}), and the campaign's `currency` is {own}",
            zh="数据里的金额是 {found}（{where}），而活动的 `currency` 是 {own}",
            found=found,
            where=where,
            own=own,
        ),
        say(en="data in the campaign's currency", zh="以活动币种计的数据"),
        say(
            en="convert the file, or name the currency it is in; targets and budget are read in it too",
            zh="换算文件里的金额，或把 `currency` 改成它的币种；目标和预算也按该币种计",
        ),
    )
