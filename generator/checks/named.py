"""What verdicts and causes are called in the messages of checks."""

from collections.abc import Iterable, Mapping

from generator.compare.result import Verdict
from generator.spec.model import Cause
from generator.spec.values import Text, say

VERDICTS: Mapping[Verdict, Text] = {
    Verdict.MET: say(en="met", zh="达标"),
    Verdict.NEAR: say(en="near", zh="接近"),
    Verdict.MISSED: say(en="missed", zh="未达标"),
    Verdict.RUNNING: say(en="running", zh="进行中"),
    Verdict.NO_DATA: say(en="no data", zh="无法判定"),
}
CAUSES: Mapping[Cause, Text] = {
    Cause.AUDIENCE: say(en="audience", zh="人群"),
    Cause.CREATIVE: say(en="creative", zh="创意素材"),
    Cause.OFFER: say(en="offer", zh="优惠方案"),
    Cause.PRICE: say(en="price", zh="价格"),
    Cause.CHANNEL: say(en="channel", zh="渠道"),
    Cause.LANDING: say(en="landing", zh="落地页"),
    Cause.TRACKING: say(en="tracking", zh="数据追踪"),
    Cause.TIMING: say(en="timing", zh="时机"),
    Cause.COMPETITION: say(en="competition", zh="竞争"),
    Cause.SEASON: say(en="season", zh="季节"),
    Cause.MARKET: say(en="market", zh="市场"),
    Cause.EXECUTION: say(en="execution", zh="执行"),
    Cause.TARGET: say(en="target", zh="目标设定"),
    Cause.OTHER: say(en="other", zh="其他"),
}


def once_each(titles: Iterable[Text]) -> list[Text]:
    """Return each title once, in the order of the English alphabet."""
    named = {title.said_in("en"): title for title in titles}
    return [named[name] for name in sorted(named)]
