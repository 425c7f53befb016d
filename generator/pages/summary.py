"""What a summary is called in the reader's language."""

from generator.pages.escape import line
from generator.pages.navigation import name_in
from generator.pages.words import Words
from generator.report.summary import Summary


def title_of(one: Summary, metric: str, words: Words) -> str:
    """A metric's title in the reader's language."""
    return line(name_in(one.titles.get(metric, {}), words.language)) or metric
