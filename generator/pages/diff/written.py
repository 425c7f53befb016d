"""A difference in each format that the command prints."""

from pathlib import Path

from generator.compare.schema import to_json
from generator.diff.model import Diff
from generator.pages.diff.comment import markdown
from generator.pages.diff.lessons import lesson_titles
from generator.pages.diff.notices import to_github, to_gitlab, write_summary
from generator.pages.words import load_words


def written(diff: Diff, form: str, language: str | None = None, summary: str | None = None) -> str:
    """Write a difference as markdown, json, github or gitlab; empty where there is nothing to say.

    Without a language, in the site's first. With `github` the comment is added to the file `summary` as well.
    """
    chosen = language or diff.languages[0]
    prefix = "" if chosen == diff.languages[0] else f"{chosen}/"
    words = load_words(chosen)
    if form == "json":
        return to_json(diff).rstrip("\n")
    if form == "gitlab":
        return to_gitlab(diff, words)
    text = markdown(diff, words, lesson_titles(chosen), prefix)
    if form == "github":
        if summary and text:
            write_summary(Path(summary), text)
        return to_github(diff, words)
    return text
