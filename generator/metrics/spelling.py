"""Names that are probably slips of the pen: so near a known one that guessing would be a mistake."""

from collections.abc import Iterable

_LONG = 6
"""Letters from which two slips are forgiven; in shorter names two make another word (`cost`, `post`)."""


def near_miss(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is one slip away (two in a long name), or None.

    A slip is a letter too many, missing or wrong, or two neighbours swapped; capitals do not count.
    """
    allowed = 2 if len(name) >= _LONG else 1
    candidates = [other for other in known if abs(len(other) - len(name)) <= allowed]
    by_distance = sorted((distance(name.lower(), other.lower()), other) for other in candidates)
    return by_distance[0][1] if by_distance and by_distance[0][0] <= allowed else None


def distance(one: str, other: str) -> int:
    """Count the slips between two words (optimal string alignment: Levenshtein's, with neighbours swapped as one)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
