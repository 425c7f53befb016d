"""A campaign's score: a part of its results.json."""

from generator.compare.result.base import ResultModel


class ScoreTerm(ResultModel):
    """One KPI's part of the campaign's score."""

    metric: str
    weight: float
    share: float
    """Its weight over the sum of the weights that count; 0 where there is nothing to score."""
    attainment: float | None
    used: float | None
    """What entered the score: the attainment (or the progress where `by_progress`), capped, and not below 0."""
    capped: bool = False
    by_progress: bool = False
    by_verdict: bool = False
    """Neither attainment nor progress has a value: the verdict itself counts."""
    points: float | None
    """share x used."""
    won: float | None
    """points - share: above 0 where the KPI lifts the score, below where it costs."""


class ScoreResult(ResultModel):
    """The campaign's score, term by term, and what held it back."""

    value: float | None
    """While the period runs: to date."""
    met: float
    near: float
    cap: float
    terms: tuple[ScoreTerm, ...]
    held_back_by: tuple[str, ...] = ()
    """Metrics of the musts and guardrails that were missed (or have no value) and so keep the verdict from `met`."""
    left_out: tuple[str, ...] = ()
    """Metrics with nothing to score: no value, or neither attainment nor a progress that counts."""
