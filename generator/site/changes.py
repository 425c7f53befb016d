"""The page that tells what differs from another version: written where it is asked for, taken away where it is not."""

from collections.abc import Sequence

from generator.diff.model import Diff
from generator.pages.diff.page import FOLDER, PATH, changes_page
from generator.pages.words import load_words
from generator.site.content import Article
from generator.site.editions import Edition
from generator.site.write import put_listed, write_page


def write_changes(found: Diff | None, edition: Edition, articles: Sequence[Article], palette: str) -> set[str]:
    """Write the page in one language, or take the last one away; returns its path where that changed anything."""
    if found is None:
        written = put_listed(edition.docs / FOLDER, {})
    else:
        lessons = {one.path.split("/")[-2]: one.title for one in articles if one.path.startswith("learn/")}
        page = changes_page(found, load_words(edition.language), lessons)
        written = write_page(page, edition.docs, {}, palette)
    return {PATH.as_posix()} if written else set()
