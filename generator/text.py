"""Words in several languages. Whoever prints chooses the language; what is below only hands words on."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

_HAN_HAN = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff01-\uffef]{2}")
"""Signs as wide as Han, between which no space belongs."""
_HAN_LATIN = re.compile("[\u4e00-\u9fff][A-Za-z0-9`]|[A-Za-z0-9`%][\u4e00-\u9fff]")
Language = str
"""`en` or `zh`, where the program itself speaks; any code where users wrote the words."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one or more languages; under an empty code stand words that count for all of them."""

    by_language: Mapping[Language, str]

    def said_in(self, language: Language) -> str:
        """Return the words in a language, else in English, else in whichever there is."""
        words = self.by_language
        return words.get(language) or words.get("en") or words.get("") or next(iter(words.values()), "")

    def each(self, change: Callable[[str], str]) -> "Text":
        """Return the same with a change made to the words of each language."""
        return Text(by_language={language: change(words) for language, words in self.by_language.items()})

    def __str__(self) -> str:
        return self.said_in("en")

    def __bool__(self) -> bool:
        """False where there are no words at all."""
        return any(self.by_language.values())

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.by_language.items())))


Said = Text | str
"""Words to be said; a plain string is the same in every language: a name, a number, a key in backticks."""


def say(*, en: str, zh: str, **values: object) -> Text:
    """Say one thing in both languages: `{name}` is filled in by a value, and a value that is Text by its own words.

    Raises ValueError where a value is missing or idle in one of them, so that the two cannot drift apart. In Chinese
    a value stands as print has it: a space between Han and Latin or digits, none between Han and Han.
    """
    templates = {"en": en, "zh": zh}
    for language, template in templates.items():
        if (asked := _placeholders(template)) != values.keys():
            raise ValueError(f"{language} asks for {sorted(asked)}, was given {sorted(values)}: {template}")
    return Text(by_language={language: _filled(text, values, language) for language, text in templates.items()})


def said_in(language: Language, words: Said) -> str:
    """Return words in a language; a plain string is itself."""
    return words.said_in(language) if isinstance(words, Text) else words


def joined(parts: Sequence[Said], en: str = ", ", zh: str = "、") -> Text:
    """Set parts one after another with a sign between, by the language."""
    signs = {"en": en, "zh": zh}
    return Text(by_language={language: sign.join(said_in(language, part) for part in parts)
                             for language, sign in signs.items()})  # fmt: skip


def quoted(names: Sequence[str]) -> Text:
    """Write names in backticks, one after another."""
    return joined([f"`{name}`" for name in names])


def number_of(count: int, en: str, zh: str) -> Text:
    """Write a number of things, in Chinese with its measure word: 14 days, 14 天; 3 KPIs, 3 个 KPI."""
    return Text(by_language={"en": f"{count:,} {en}{'' if count == 1 else 's'}", "zh": f"{count:,} {zh}"})


def one_of(names: Sequence[str], *, more: bool = False) -> Text:
    """Offer names to choose from; `more` says that there are others."""
    listed = joined([quoted(names), "…"], " ", "") if more else quoted(names)
    return say(en="one of {names}", zh="以下之一：{names}", names=listed)


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _filled(template: str, values: Mapping[str, object], language: str) -> str:
    said = ""
    for literal, name, form, _ in Formatter().parse(template):
        parts = [literal]
        if name is not None:
            value = values[name]
            parts.append(value.said_in(language) if isinstance(value, Text) else format(value, form or ""))
        for part in parts:
            said = _beside(said, part) if language == "zh" else said + part
    return said


def _beside(before: str, after: str) -> str:
    """Set two parts of a Chinese sentence beside each other; what is quoted as code stays as it is."""
    if before.count("`") % 2:
        return before + after
    bare, rest = before.rstrip(" "), after.lstrip(" ")
    ends = bare[-1:] + rest[:1]
    if _HAN_HAN.fullmatch(ends):
        return bare + rest
    return f"{before} {after}" if _HAN_LATIN.fullmatch(before[-1:] + after[:1]) else before + after
