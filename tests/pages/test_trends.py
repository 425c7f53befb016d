"""A trend's table and tips hold what was counted, though a part of a step is drawn as a whole one."""

import csv
import io
from dataclasses import replace
from datetime import date

from generator.compare.judged import Judged, TrendPoint
from generator.pages.downloads import files
from generator.pages.scene import scene
from generator.pages.trends import caption, table
from generator.pages.words import Words
from generator.spec.model import SiteConfig


def test_a_week_of_three_days_shows_its_own_count_and_its_days(
    spring: Judged, config: SiteConfig, words: Words
) -> None:
    series = spring.trends["signups"]
    whole = TrendPoint(date(2026, 3, 2), date(2026, 3, 8), 420.0, None, None, "campaign")
    part = TrendPoint(date(2026, 3, 9), date(2026, 3, 11), 178 * 7 / 3, None, None, "campaign", counted=178.0)
    found = replace(spring, trends={"signups": replace(series, points=(whole, part))})
    told = scene(found, config, words)
    view = told.kpi("signups")
    assert view.trend is not None
    assert [row[1] for row in table(view, view.trend, told).rows] == ["420", "178 (3 days)"]
    assert "A part of a week is drawn as a whole week at the same pace" in caption(view, view.trend, told)
    rows = list(csv.reader(io.StringIO(files(told)["trends.csv"])))
    assert [float(row[3]) for row in rows[1:]] == [420, 178]


def test_whole_weeks_need_no_word_on_parts(spring: Judged, config: SiteConfig, words: Words) -> None:
    told = scene(spring, config, words)
    view = told.kpi("signups")
    assert view.trend is not None
    assert "part of a week" not in caption(view, view.trend, told)
