"""The demo campaigns say everything in both languages that a spec can say in both."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from generator.metrics.project import read_campaigns, read_frame
from generator.spec.load import load_metrics
from generator.spec.model import Text

ROOT = Path(__file__).parents[2]


def texts(value: object, place: str) -> Iterator[tuple[str, Text]]:
    """Every text within a value, with the keys that lead to it."""
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{place}.{name}")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, f"{place}.{key}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{place}.{number}")


def test_every_text_is_in_english_and_chinese() -> None:
    frame = read_frame(ROOT)
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert [str(problem) for problem in problems] == []
    written = {**campaigns, "metrics": load_metrics(ROOT / "campaigns/metrics.yml", ROOT), "strategy": frame.strategy}
    found = [one for name, spec in written.items() for one in texts(spec, name)]
    assert {place.partition(".")[0] for place, _ in found} == written.keys()
    assert {place: dict(text.by_language) for place, text in found if text.by_language.keys() != {"en", "zh"}} == {}
