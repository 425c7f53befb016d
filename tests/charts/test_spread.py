"""The strip of attainments: the target in the middle, the results where they lie, an arrow where they go on."""

import re

import pytest

from generator.charts.spread import Spread, spread

WIDTH = 160


def bars(svg: str) -> list[tuple[str, float, float]]:
    """Each bar's colour, start and length, in the order they are drawn."""
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+" fill="var\(--kpi-(\w+)', svg)
    return [(colour, float(start), float(length)) for start, length, colour in found]


def test_the_target_stands_in_the_middle_and_reaches_beyond_the_rest() -> None:
    svg = spread(Spread(0.8, (0.9, 1.0, 1.1), 1.2), "x")
    (start, length), *rest = [bar[1:] for bar in bars(svg) if bar[0] == "target"]
    tall = [float(height) for height in re.findall(r'height="([\d.]+)" fill', svg)]
    assert (start + length / 2, rest) == (WIDTH / 2, [])
    assert tall[1] == max(tall)


def test_the_dot_is_the_median() -> None:
    assert f'<circle cx="{6 + (WIDTH - 12) / 4:g}"' in spread(Spread(0.1, (0.4, 0.5, 0.6), 1.2), "x")


def test_line_and_box_span_what_they_stand_for() -> None:
    line, box = [bar for bar in bars(spread(Spread(0.0, (0.5, 1.0, 1.5), 2.0), "x")) if bar[0] == "actual"]
    assert line[1:] == (6, WIDTH - 12)
    assert box[1:] == (6 + (WIDTH - 12) / 4, (WIDTH - 12) / 2)


@pytest.mark.parametrize(
    ("lowest", "highest", "arrows"), [(0.5, 2.0, 0), (0.5, 2.01, 1), (-0.1, 1.0, 1), (-0.1, 3.0, 2)]
)
def test_an_arrow_says_that_it_goes_on(lowest: float, highest: float, arrows: int) -> None:
    assert spread(Spread(lowest, (0.9, 1.0, 1.0), highest), "x").count("<path") == arrows


def test_results_that_are_all_the_same_are_still_seen() -> None:
    drawn = [bar for bar in bars(spread(Spread(0.9, (0.9, 0.9, 0.9), 0.9), "x")) if bar[0] == "actual"]
    assert max(length for _, _, length in drawn) >= 2


def test_its_label_is_its_text_alternative() -> None:
    assert 'role="img" aria-label="A &amp; B"' in spread(Spread(0.9, (0.9, 1.0, 1.0), 1.2), "A & B")
