"""From one campaign to the next: campaign pages stand outside the theme's navigation, so plain links lead on."""

from collections.abc import Mapping

from generator.pages.page import Around, Neighbour
from generator.pages.words import Words


def name_in(names: Mapping[str, str], language: str) -> str:
    """A name in the reader's language, else in English, else in whichever there is."""
    return names.get(language) or names.get("en") or names.get("") or next(iter(names.values()), "")


def links(around: Around, words: Words) -> tuple[tuple[str, str, str], ...]:
    """Class, text and target (relative to a campaign's page) of each link at a page's foot, in order of dates."""
    sides = (("previous", around.previous), ("next", around.following))
    found = [_link(side, neighbour, words) for side, neighbour in sides if neighbour]
    return (*found, ("all", words("around.all"), "../../index.md"))


def _link(side: str, neighbour: Neighbour, words: Words) -> tuple[str, str, str]:
    name = name_in(neighbour.names, words.language)
    return side, words(f"around.{side}", name=name), f"../{neighbour.id}/index.md"
