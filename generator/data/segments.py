"""Targets for segments: each must name a value that its dimension really has."""

from collections.abc import Iterator, Sequence

import numpy as np

from generator.data.filerows import FileRows
from generator.data.request import Request
from generator.errors import Problem, nearest, offered
from generator.text import one_of, say

LISTED = 12
"""Values of a dimension that an error lists at the most."""


def missing_segments(request: Request, files: Sequence[FileRows]) -> Iterator[Problem]:
    """Find targets for segments that are in no row.

    Nothing is missing before the campaign has rows; while it runs, a segment whose name is like none may yet come.
    """
    campaign = request.campaign
    named = [(place, name) for place, kpi in enumerate(campaign.kpis) for name in kpi.segments]
    if not named or not any(_reaches(request, file) for file in files):
        return
    there = {name: sorted({cell for file in files for cell in file.dimensions.get(name, ())}) for _, name in named}
    over = request.as_of >= campaign.period.end
    for place, name in named:
        for segment in campaign.kpis[place].segments[name]:
            like = _like(segment, there[name])
            if segment not in there[name] and (over or like):
                yield Problem(
                    campaign.at("kpis", place, "segments", name, segment),
                    say(
                        en="no row has `{segment}` as its `{name}`",
                        zh="没有一行的 `{name}` 是 `{segment}`",
                        segment=segment,
                        name=name,
                    ),
                    one_of(there[name][:LISTED], more=len(there[name]) > LISTED),
                    offered(like),
                )


def _reaches(request: Request, file: FileRows) -> bool:
    """Say whether a file has rows of the campaign's days."""
    if file.days is None:
        return file.size > 0
    period = request.campaign.period
    return bool(np.any((file.days >= np.datetime64(period.start)) & (file.days <= np.datetime64(period.end))))


def _like(segment: str, values: Sequence[str]) -> str | None:
    """Return the value most like a name; capitals and spaces do not count."""
    folded = {" ".join(value.casefold().split()): value for value in values}
    near = nearest(" ".join(segment.casefold().split()), folded)
    return folded[near] if near is not None else None
