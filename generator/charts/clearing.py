"""Places for words in a plot where lines run: close to what they name, clear of everything else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Spot = tuple[float, float]
Path = Sequence[Spot]
"""A line from left to right, in px."""
Sides = tuple[bool, ...]
"""Where to look, in this order: True above, False below."""

HEIGHT = 14
"""Of a line of words."""
_AWAY = 5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2

    def meets(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: "Box") -> bool:
        """Whether it lies in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def line_box(left: float, middle: float, width: float) -> Box:
    """The box of a line of words."""
    return Box(left, middle - HEIGHT / 2, left + width, middle + HEIGHT / 2)


def blocks(path: Path) -> list[Box]:
    """What a line keeps words off: a box for each of its stretches."""
    return [Box(x, min(y, other_y) - 1, other_x, max(y, other_y) + 1) for (x, y), (other_x, other_y) in pairwise(path)]


def _heights(path: Path, left: float, right: float) -> list[float]:
    """Heights of a line between two edges, those at the edges included."""
    found = []
    for (x, y), (other_x, other_y) in pairwise(path):
        if x > right or other_x < left or x == other_x:
            continue
        edges = (max(x, left), min(other_x, right))
        found += [y + (other_y - y) * (edge - x) / (other_x - x) for edge in edges]
    return found


def beside(
    paths: Sequence[Path], width: float, lefts: Iterable[float], frame: Box, taken: Sequence[Box], sides: Sides
) -> Box | None:
    """The first place just above or below all the lines that run there, inside the frame and clear of what is taken.

    `lefts` are the left edges to try, in order. None where there is none.
    """
    for left in lefts:
        heights = [height for path in paths for height in _heights(path, left, left + width)]
        for above in sides if heights else ():
            middle = min(heights) - _AWAY - HEIGHT / 2 if above else max(heights) + _AWAY + HEIGHT / 2
            box = line_box(left, middle, width)
            if box.inside(frame) and not any(box.meets(other) for other in taken):
                return box
    return None
