"""Campaigns whose sources have different steps: each source's rows at its own, and a common step for what needs both.

Totals are always those of the sources' own rows. The common step is the coarsest one, for the series of a formula that
has measures of both; a formula by day alone keeps its days.
"""

from collections.abc import Sequence
from dataclasses import replace

from generator.data.assemble import Stack, aligned
from generator.data.frames import campaign_frames
from generator.data.table import CampaignData, Grain


def campaign_data(stacks: Sequence[Stack]) -> list[CampaignData]:
    """Add up many campaigns at once, those with sources of different steps in each of them."""
    found = campaign_frames(stacks)
    mixed = [place for place, stack in enumerate(stacks) if stack.is_mixed]
    common = campaign_frames([aligned(stacks[place]) for place in mixed])
    daily = campaign_frames([_by_day(stacks[place]) for place in mixed])
    for place, steps, days in zip(mixed, common, daily, strict=True):
        found[place] = replace(
            found[place], series=steps.series, daily=days.series, grains=_measure_grains(stacks[place])
        )
    return found


def _by_day(stack: Stack) -> Stack:
    """Keep the rows of the sources by day alone; the others stay, empty."""
    sources = tuple(
        source if stack.grains[source.name] is Grain.DAY else replace(source, files=()) for source in stack.sources
    )
    return replace(stack, sources=sources, grain=Grain.DAY, grains=dict.fromkeys(stack.grains, Grain.DAY))


def _measure_grains(stack: Stack) -> dict[str, Grain]:
    """Return the coarsest step of the sources that give each measure."""
    found: dict[str, set[Grain]] = {}
    for source in stack.sources:
        for measure in stack.request.campaign.sources[source.name].measures:
            found.setdefault(measure, set()).add(stack.grains[source.name])
    order = (stack.grain, Grain.DAY, Grain.NONE)
    return {measure: next(grain for grain in order if grain in grains) for measure, grains in found.items()}
