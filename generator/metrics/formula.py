"""Formulas over measures: parsed by a grammar of our own, evaluated and linearised, never run as code."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Leaf:
    """An aggregate of a measure that a formula needs: `sum(cost)` has function "sum" and measure "cost".

    `key` names its column in the frames of `data.table.CampaignData`: the bare measure for sums, else `function(measure)`.
    """

    function: str
    measure: str

    @property
    def key(self) -> str:
        """Column name in `series` and `totals`."""
        return self.measure if self.function == "sum" else f"{self.function}({self.measure})"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A formula's value, or why there is none: `reason` is "zero_denominator" or "missing_measure", `leaf` its cause."""

    value: float | None
    reason: str | None = None
    leaf: str | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """A formula of the form `scale x numerator / denominator`, both single sums."""

    numerator: str
    denominator: str
    scale: float


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula."""

    text: str

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The aggregates it needs, each once, in order of appearance."""
        raise NotImplementedError

    @property
    def is_volume(self) -> bool:
        """True where the formula is one bare sum (or count): a total that is counted in full."""
        raise NotImplementedError

    @property
    def ratio(self) -> Ratio | None:
        """The plain ratio it is, if it is one."""
        raise NotImplementedError

    def evaluate(self, values: Mapping[str, float | None]) -> Outcome:
        """Its value given each leaf's aggregate."""
        raise NotImplementedError

    def evaluate_rows(self, columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """The same for each row of equally long columns; NaN where a row has no value."""
        raise NotImplementedError

    def gradient(self, values: Mapping[str, float]) -> Mapping[str, float]:
        """Partial derivative by each leaf at these values (for the delta method)."""
        raise NotImplementedError


def parse(text: str) -> Formula:
    """Parse a formula; raises FormulaError with the column where it goes wrong."""
    raise NotImplementedError
