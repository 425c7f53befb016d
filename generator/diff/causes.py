"""What made each figure differ: of several parts that changed, each is changed alone."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from generator.compare.result import CampaignResult
from generator.diff.bench import Bench
from generator.diff.changes import Causes, different
from generator.diff.model import Cause
from generator.diff.site import Site
from generator.spec.load import CAMPAIGN_FILE

Open = Callable[[Site, Site, Site], Bench]
"""Lay out the shared files of one version, the specs of one and the data of one."""


def causes(
    old: Site,
    new: Site,
    before: Mapping[str, CampaignResult],
    baselines: Mapping[str, str],
    bench: Open,
    as_of: date,
) -> Causes:
    """Find what made each figure of campaigns differ, by recomputing the old with one part of the new.

    `baselines` maps campaigns to those they are compared with.
    """
    parts = {name: _parts(old, new, name, baselines) for name in before if name in new.campaigns}
    found: dict[tuple[str, str | None], Cause] = {
        (name, None): next(iter(which), Cause.METHOD) for name, which in parts.items() if not several(which)
    }
    mixed = {name: which for name, which in parts.items() if several(which)}
    alone = {Cause.SPEC: (old, new, old), Cause.DATA: (old, old, new), Cause.METHOD: (new, old, old)}
    made: dict[tuple[str, str | None], list[Cause]] = {}
    for cause, sides in alone.items():
        names = {name for name, which in mixed.items() if cause in which}
        if not names:
            continue
        judged = bench(*sides)
        judged.read(names)
        # Those whose parts do not fit each other (a new column without its data) do not work alone: they stay mixed.
        for name, result in judged.verdicts(
            {one: judged.campaigns[one] for one in names & judged.campaigns.keys()}, as_of
        ).items():
            for key in different(before[name], result):
                made.setdefault((name, key), []).append(cause)
    found |= {key: which[0] if len(which) == 1 else Cause.MIXED for key, which in made.items()}
    return found | {(name, None): Cause.MIXED for name in mixed if (name, None) not in found}


def causes_of_renamed(old: Site, new: Site, was: str, now: str) -> Cause:
    """Name the one part that differs of a campaign under another name; mixed where it is more."""
    found = []
    if old.campaigns[was][CAMPAIGN_FILE] != new.campaigns[now][CAMPAIGN_FILE]:
        found.append(Cause.SPEC)
    if old.data(was) != new.data(now):
        found.append(Cause.DATA)
    if old.shared != new.shared:
        found.append(Cause.METHOD)
    return Cause.MIXED if several(found) else next(iter(found), Cause.METHOD)


def several(which: Collection[Cause]) -> bool:
    """Say whether it takes a trial to tell which part it was."""
    return len(which) > 1


def _parts(old: Site, new: Site, name: str, baselines: Mapping[str, str]) -> list[Cause]:
    names = [one for one in (name, baselines.get(name, name)) if one in old.campaigns and one in new.campaigns]
    found = []
    if any(old.campaigns[one][CAMPAIGN_FILE] != new.campaigns[one][CAMPAIGN_FILE] for one in names):
        found.append(Cause.SPEC)
    if any(old.data(one) != new.data(one) for one in names):
        found.append(Cause.DATA)
    if old.shared != new.shared:
        found.append(Cause.METHOD)
    return found
