"""What is counted in days, weeks or months is said so, and a change of targets is told as what it was."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from explained import forecast
from page_samples import RATE, SIGNUPS, campaign_of, judged_of, kpi_result

from generator.compare.reason import Reason
from generator.compare.result import Certainty, ForecastState, NoteResult, Verdict
from generator.compare.result.targets import TargetChange, TargetsResult
from generator.history.goals import What
from generator.history.story import Standing
from generator.pages.numbers import Numbers
from generator.pages.scene import Scene, scene
from generator.pages.seal import seal
from generator.pages.sections import sections
from generator.pages.sentences import reason
from generator.pages.sources import note_text
from generator.pages.words import Words, load_words
from generator.spec.model import SiteConfig


def told(words: Words, grain: str = "day", **more: Any) -> Scene:
    result = kpi_result(SIGNUPS, "100", 60.0, verdict=Verdict.MISSED, certainty=Certainty.COUNTED, grain=grain, **more)
    return scene(judged_of(campaign_of("one", (result,)), {SIGNUPS.id: SIGNUPS}, (result,)), SiteConfig(), words)


@pytest.mark.parametrize(
    ("grain", "likely", "said"),
    [
        ("day", date(2026, 3, 2), "A miss was likely from the first day on."),
        ("day", date(2026, 3, 3), "From 3 Mar 2026 on, a miss was likely."),
        ("week", date(2026, 3, 8), "A miss was likely from the first week on."),
        ("week", date(2026, 3, 15), "From 15 Mar 2026 on, a miss was likely."),
    ],
)
def test_a_miss_likely_after_one_step_was_so_from_the_first(grain: str, likely: date, said: str, words: Words) -> None:
    ahead = forecast(ForecastState.CERTAIN_MISSED, 0, 60).model_copy(update={"first_likely_miss": likely})
    (section,) = sections(told(words, grain, forecast=ahead), {}, {}, 0)
    assert said in section.text


def test_a_reason_counts_in_the_grain_of_the_data(words: Words) -> None:
    few = kpi_result(
        RATE, "3.0%", 0.02, grain="week", reason=Reason.TOO_FEW_STEPS, reason_values={"steps": 9, "needed": 14}
    )
    assert reason(few, words) == "the data cover 9 weeks, and 14 weeks are needed."
    assert reason(few, load_words("zh")) == "只有 9 周的数据，至少需要 14 周。"


@pytest.mark.parametrize(
    ("count", "grain", "english", "chinese"),
    [
        (1, "day", "1 day of the period has no data: 2026-03-05.", "周期内有 1 天没有数据"),
        (3, "day", "3 days of the period have no data", "周期内有 3 天没有数据"),
        (2, "month", "2 months of the period have no data", "周期内有 2 个月没有数据"),
    ],
)
def test_a_note_on_gaps_counts_in_the_grain_of_the_data(count: int, grain: str, english: str, chinese: str) -> None:
    values = {"count": count, "grain": grain, "first": "2026-03-05", "last": "2026-05-01"}
    note = NoteResult(kind="warning", code="missing_days", file="", rows=(), values=values)
    assert note_text(note, Numbers(load_words("en"))).startswith(english)
    assert note_text(note, Numbers(load_words("zh"))).startswith(chinese)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("3%", "2%", "Target of Sign-ups: 3% became 2% on 5 Mar 2026, by Ann in <code>abc1234</code>."),
        ("3%", None, "Target of Sign-ups (3%): dropped on 5 Mar 2026, by Ann in <code>abc1234</code>."),
        (None, "2%", "Target of Sign-ups (2%): added on 5 Mar 2026, by Ann in <code>abc1234</code>."),
    ],
)
def test_what_was_dropped_or_added_is_not_said_to_have_become_nothing(
    before: str | None, after: str | None, said: str, words: Words
) -> None:
    one = TargetChange.model_validate({
        "what": What.TARGET, "kpi": SIGNUPS.id, "from": before, "to": after, "on": date(2026, 3, 5), "days": 3,
        "by": "Ann", "commit": "abc12345", "file": "campaigns/one/campaign.yml", "at": "campaign.yml:1:1",
    })  # fmt: skip
    scene_now = told(words)
    targets = TargetsResult(state=Standing.MOVED, since=None, changes=(one,))
    result = scene_now.judged.result.model_copy(update={"targets": targets})
    found = seal(replace(scene_now, judged=replace(scene_now.judged, result=result)))
    assert found is not None
    assert found.changes == (said,)
