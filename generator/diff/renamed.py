"""Campaigns whose folder bears another name in one version than in the other: a new name hides no change."""

from collections import Counter
from collections.abc import Mapping

from generator.compare.result import CampaignResult
from generator.diff.site import Site
from generator.history.parts import Parser
from generator.spec.load import CAMPAIGN_FILE

_LIKE = 0.4
"""Share of lines that makes two specs of one period the same."""
_SAME = 0.8
"""The share that does where the period differs and a data file does not: this year's is often last year's copied."""
_MOST = 2_000
"""Pairs that are held against each other."""


def renamed(old: Site, new: Site) -> Mapping[str, str]:
    """Id of a campaign that was added -> the removed one's whose spec it has, most of it, or all."""
    gone = sorted(old.campaigns.keys() - new.campaigns)
    come = sorted(new.campaigns.keys() - old.campaigns)
    parser = Parser()
    found: list[tuple[float, str, str]] = []
    if len(gone) * len(come) <= _MOST:
        old.files.fetch(old.path(name) for name in gone)
        new.files.fetch(new.path(name) for name in come)
        found = [(_likeness(old, new, (was, now), parser), was, now) for now in come for was in gone]
    else:
        by_blob = {old.campaigns[name][CAMPAIGN_FILE]: name for name in gone}
        found = [(1.0, by_blob[blob], now) for now in come if (blob := new.campaigns[now][CAMPAIGN_FILE]) in by_blob]
    pairs: dict[str, str] = {}
    for share, was, now in sorted(found, key=lambda one: (-one[0], one[1:])):
        if share and now not in pairs and was not in pairs.values():
            pairs[now] = was
    return pairs


def _likeness(old: Site, new: Site, names: tuple[str, str], parser: Parser) -> float:
    """Return the share of lines that two specs have in common; 0 for those of different campaigns."""
    specs = old.spec(names[0]), new.spec(names[1])
    if specs[0] == specs[1]:
        return 1.0
    lines = [Counter(line.strip() for line in spec.splitlines() if line.strip()) for spec in specs]
    total = sum(side.total() for side in lines)
    share = 2 * (lines[0] & lines[1]).total() / total if total else 0.0
    starts = [parser.start(spec) for spec in specs]
    if starts[0] is not None and starts[0] == starts[1]:
        return share if share >= _LIKE else 0.0
    same_data = old.data(names[0]).items() & new.data(names[1]).items()
    return share if share >= _SAME and same_data else 0.0


def under(result: CampaignResult, name: str, old: str, new: str) -> CampaignResult:
    """Put a result under the campaign's name in the other version; `old` and `new` are the two folders."""

    def there(at: str) -> str:
        return f"{new}/{at.removeprefix(f'{old}/')}" if at.startswith(f"{old}/") else at

    checks = tuple(
        one.model_copy(update={"at": there(one.at), "message": one.message.replace(f"{old}/", f"{new}/")})
        for one in result.checks
    )
    campaign = result.campaign.model_copy(update={"id": name})
    return result.model_copy(update={"campaign": campaign, "checks": checks})
