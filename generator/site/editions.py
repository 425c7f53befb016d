"""A site in each of its languages: the first stands at the site's root, the others in folders named after them."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.spec.fields import LANGUAGES
from generator.spec.model import SiteConfig
from generator.spec.playbook_file import Playbook

DOCS = "docs"
"""Folder of an edition's pages; its mkdocs.yml stands beside it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A site in one language."""

    language: str
    prefix: str
    """Where it stands below the site's root: nothing for the first language, `zh/` for another."""
    docs: Path
    playbook: Playbook

    others: tuple[str, ...] = ()
    """Folders of its docs that belong to other languages, where one folder of docs holds all of them."""


def prefix_of(language: str, languages: Sequence[str]) -> str:
    """Where a language stands below the site's root."""
    return "" if language == languages[0] else f"{language}/"


def homes(config: SiteConfig) -> dict[str, str]:
    """Language -> where it stands below the site's root, in the order of the settings."""
    languages = config.site.languages
    return {language: prefix_of(language, languages) for language in languages}


def fallbacks(language: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The languages in which a text is shown where it is not written in the reader's, best first."""
    return tuple(one for one in dict.fromkeys([*languages, "en"]) if one != language)


def remove_others(work: Path, languages: Sequence[str]) -> None:
    """Take away what earlier builds made in languages that are no longer the site's, or now stand at its root."""
    kept = {prefix_of(language, languages).rstrip("/") for language in languages}
    for language in LANGUAGES:
        if language not in kept:
            shutil.rmtree(work / language, ignore_errors=True)
