"""What is said of a campaign that has not begun: its targets, and the levels it starts from."""

from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import before_digits

_WEEK = 7


def level_before(view: KpiView, scene: Scene) -> tuple[str, bool]:
    """Write the level before a campaign that has not begun, and say whether it is brought to the campaign's length.

    There is nothing to compare yet, so a total has no baseline on the campaign's scale: it is made here, by steps.
    """
    baseline, numbers = view.result.baseline, scene.numbers
    if baseline is None:
        return "", False
    level = baseline.plain if view.volume else baseline.value
    if level is None:
        return "", False
    grain = view.result.grain
    steps = {"day": scene.period.days, "week": scene.period.days / _WEEK}.get(grain)
    scales = view.volume and baseline.source != "values" and bool(baseline.days) and steps is not None
    if scales and baseline.days and steps:
        level = level / baseline.days * steps
    return numbers.value(level, view.result.unit, before_digits(view)), scales


def upcoming_sentence(view: KpiView, scene: Scene) -> str:
    """Say what a KPI of a campaign that has not begun is to reach, and from where."""
    words = scene.words
    before, scaled_up = level_before(view, scene)
    if not before:
        return words("upcoming.target", target=view.figures.said)
    key = "upcoming.total" if scaled_up else "upcoming.level"
    return words(key, target=view.figures.said, before=before)
