"""How an interval was made, or why there is no value, interval or lift: the codes that pages have sentences for."""

from enum import StrEnum


class Method(StrEnum):
    """How an interval was made; `counted` for a volume, which needs none."""

    LONG_RUN = "long-run variance"
    WILSON = "Wilson"
    POISSON = "exact Poisson"
    COUNTED = "counted"


class Reason(StrEnum):
    """Why there is no value, no interval, no lift: codes of sentences, filled in from `reason_values`."""

    NO_ROWS = "no_rows"
    """No row of the sources lies in the period (and segment)."""
    ZERO_DENOMINATOR = "zero_denominator"
    """The formula divides by zero; values: measure."""
    MISSING_MEASURE = "missing_measure"
    """The rows hold no value of a measure; values: measure."""
    OVERFLOW = "overflow"
    """A number too large to hold; values: measure."""
    UNSUMMABLE = "unsummable"
    """A measure that does not add up would have been summed; values: measure, rows."""
    NOT_ADDITIVE = "not_additive"
    """No interval: the formula has a part that does not add up over steps (max, last, reach)."""
    NO_SERIES = "no_series"
    """No interval: rows without a date, and no counts that would give one."""
    TOO_FEW_STEPS = "too_few_steps"
    """No interval: too short a series, and no counts that would give one; values: steps, needed."""
    SHORT_HISTORY = "short_history"
    """No counterfactual: too few steps before the campaign; values: steps, needed."""
    NO_VARIATION = "no_variation"
    """No interval: every step is the same."""
    NOT_COUNTS = "not_counts"
    """No interval: what would be counts are no whole numbers."""
    NOT_A_SUBSET = "not_a_subset"
    """No interval: the part is larger than the whole it is said to be a part of."""
    NOT_POSITIVE = "not_positive"
    """No lift, or no interval of it: a value that is zero or negative has no relative change."""
    OTHER_UNKNOWN = "other_unknown"
    """The campaign compared with has no results."""
    OTHER_LACKS_METRIC = "other_lacks_metric"
    """The campaign compared with has no KPI (or no value) on this metric and segment."""
    OTHER_NO_INTERVAL = "other_no_interval"
    """The campaign compared with gives a value without an interval (or at another confidence)."""
    WEEKDAY_MISSING = "weekday_missing"
    """Weekdays are unevenly spread, and the baseline lacks one of them: compared without reweighting."""
