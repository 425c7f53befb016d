"""What a site in several languages says in some of them only: texts of specs, pages of knowledge, playbook entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from generator.compare.result import CheckResult, Level
from generator.errors import Location
from generator.metrics.project import Frame
from generator.spec.load import load_metrics
from generator.spec.model import Campaign
from generator.spec.playbook_file import FOLDER
from generator.spec.shipped import shipped_content
from generator.spec.values import Text, say

CODE = "untranslated"
"""What stands for a check's code."""
_OPEN = "*"
"""In place of the language in a path."""
LANGUAGES: Mapping[str, Text] = {"en": say(en="English", zh="英文"), "zh": say(en="Chinese", zh="中文")}
Keys = tuple[str | int, ...]
Places = Mapping[Keys, Location]


def untranslated(frame: Frame, campaigns: Iterable[Campaign], *, whole: bool) -> tuple[CheckResult, ...]:
    """Return a note for everything that is not there in one of the site's languages; nothing where it has one alone.

    With `whole`, metrics, strategy and content are looked at besides the campaigns.
    """
    languages = frame.config.site.languages
    if len(languages) == 1:
        return ()
    found = [note for campaign in campaigns for note in _of_texts(campaign, campaign.places, languages)]
    if whole:
        own = frame.root / frame.config.paths.campaigns / "metrics.yml"
        if own.exists():
            metrics = load_metrics(own, frame.root)
            found += _of_texts(metrics, metrics.places, languages)
        found += _of_texts(frame.strategy, frame.strategy.places, languages)
        found += _of_content(frame, languages)
    return tuple(found)


def _of_texts(model: BaseModel, places: Places, languages: Sequence[str]) -> Iterator[CheckResult]:
    for path, text in _texts(model, ()):
        if "" in text.by_language:  # said once for all languages
            continue
        key = next(str(part) for part in reversed(path) if isinstance(part, str))
        for language in languages:
            if language not in text.by_language:
                message = say(
                    en="`{key}` is not given in {language}",
                    zh="`{key}` 没有{language}",
                    key=key,
                    language=LANGUAGES[language],
                )
                yield _note(_place(places, path), message)


def _texts(value: object, path: Keys) -> Iterator[tuple[Keys, Text]]:
    """Every text by language within a value, with the path of its key."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))


def _place(places: Places, path: Keys) -> Location:
    """Where the nearest key above stands."""
    return next((places[path[:end]] for end in range(len(path), -1, -1) if path[:end] in places), Location(""))


def _of_content(frame: Frame, languages: Sequence[str]) -> Iterator[CheckResult]:
    """Pages and playbook entries that some languages have, and some do not."""
    name, own = frame.config.paths.content, frame.root / frame.config.paths.content
    shipped = {language: _written(shipped_content(), language) for language in languages}
    theirs = {language: _written(own, language) for language in languages}
    for language in languages:
        others = [other for other in languages if other != language]
        for page in sorted({page for other in others for page in shipped[other] | theirs[other]} - theirs[language]):
            before = next((other for other in others if page in theirs[other]), "")
            missing = page not in shipped[language]
            if not missing and (not before or own.resolve() == shipped_content().resolve()):
                continue
            at = f"{name}/{page}" if before else f"content/{page}"
            before = before or next(other for other in others if page in shipped[other])
            values = {"language": LANGUAGES[language], "file": f"{name}/{_in(page, language)}"}
            message = (
                say(en="is not there in {language}, as {file}", zh="没有{language}版（{file}）", **values)
                if missing
                else say(
                    en="replaces what comes with Goalposts, but not in {language}, as {file}",
                    zh="取代了随 Goalposts 附带的内容，但没有取代其{language}版（{file}）",
                    **values,
                )
            )
            yield _note(Location(_in(at, before)), message)


def _written(content: Path, language: str) -> frozenset[str]:
    """Every page and playbook entry of a language, by its path below the content with the language left open."""
    folders = {f"{_OPEN}/": content / language, f"{FOLDER}/{_OPEN}/": content / FOLDER / language}
    return frozenset(
        f"{place}{inside.as_posix()}"
        for place, folder in folders.items()
        for inside in (file.relative_to(folder) for file in folder.rglob("*.md"))
        if not any(part.startswith(".") for part in inside.parts)
    )


def _in(page: str, language: str) -> str:
    return page.replace(_OPEN, language, 1)


def _note(at: Location, message: Text) -> CheckResult:
    return CheckResult(code=CODE, level=Level.NOTE, at=str(at), message=message.said_in("en"))
