"""How values are written: from the text of a YAML scalar to a text, a word, a folder; or why it cannot be read.

Every reader takes what YAML gave (or, in tests and code, the finished value) and raises FormError. Numbers, days, and
names the world agrees on have readers of their own, in number_forms, day_forms and world.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath, PureWindowsPath

from generator.errors import did_you_mean
from generator.spec import slips
from generator.spec.values import Text
from generator.text import Said, say

LONGEST = 20_000
"""Characters of a text."""
LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
IDENTIFIER = "[a-z0-9][a-z0-9_-]*"
CHECK = "KPI[0-9]{3}"
CHECKS = "KPI[0-9]{0,3}"
WEB = r"https?://[^\s/]+\S*"
ADDRESS = r"[a-z][a-z0-9+_-]*://\S+"
ENGINE = r"duckdb|[a-z][a-z0-9+_-]*://\S*"

EMPTY = say(en="is empty", zh="是空的")


class FormError(ValueError):
    """A value that is not written as its field needs it.

    `why` is the end of a sentence that begins with key and value; `inside` leads to a part of the value.
    """

    def __init__(self, why: Said, hint: Said = "", inside: tuple[str | int, ...] = ()) -> None:
        super().__init__(str(why))
        self.why = why
        self.hint = hint
        self.inside = inside


def line(raw: object) -> str:
    """Read text that is not empty."""
    if isinstance(raw, str):
        if len(raw) > LONGEST:
            raise FormError(
                say(
                    en="has {count:,} characters, of {most:,} at the most",
                    zh="有 {count:,} 个字符，最多 {most:,} 个",
                    count=len(raw),
                    most=LONGEST,
                )
            )
        if raw.strip():
            return raw
        raise FormError(EMPTY)
    if isinstance(raw, bool):
        written = "true" if raw else "false"
        raise FormError(
            say(en="is a yes or no to YAML, not text", zh="在 YAML 里是真假值，不是文本"),
            say(
                en='write "{written}" in quotes if the word is meant',
                zh='如果就是要这个词，请加引号写成 "{written}"',
                written=written,
            ),
        )
    if isinstance(raw, int | float):
        return str(raw)
    if raw is None:
        raise FormError(say(en="has no value", zh="没有值"))
    raise FormError(
        say(en="holds keys", zh="下面是一组键") if isinstance(raw, Mapping) else say(en="is a list", zh="是列表")
    )


def line_or_none(raw: object) -> str | None:
    """Read text, or the word `none`."""
    return None if raw in (None, "none") else line(raw)


def one_of(known: tuple[str, ...]) -> Callable[[object], str]:
    """Return the reader of one of a few words."""

    def read(raw: object) -> str:
        text = line(raw)
        if text not in known:
            why = say(en="is not one of those that may stand here", zh="不在可选的值之列")
            raise FormError(why, did_you_mean(text, known))
        return text

    return read


def matching(pattern: str, why: Said) -> Callable[[object], str]:
    """Return the reader of text of a pattern."""
    whole = re.compile(pattern)

    def read(raw: object) -> str:
        text = line(raw)
        if not whole.fullmatch(text):
            raise FormError(why)
        return text

    return read


def folder(raw: object) -> str:
    """Read a folder's path: relative, with forward slashes, going down only."""
    text = line(raw)
    path = PurePosixPath(text.strip())
    if path.is_absolute() or PureWindowsPath(text).drive or "\\" in text:
        raise FormError(
            say(
                en="is not a path relative to site_config.yml, with forward slashes",
                zh="不是相对于 site_config.yml、用正斜杠书写的路径",
            )
        )
    if ".." in path.parts or not path.parts:
        raise FormError(say(en="is not a folder inside the site's own", zh="不是站点文件夹里面的文件夹"))
    return path.as_posix()


def words(raw: object) -> Text:
    """Read text, plain or per language."""
    if isinstance(raw, Text):
        return raw
    if not isinstance(raw, Mapping):
        return Text(by_language={"": line(raw)})
    if not raw:
        raise FormError(EMPTY)
    for language, said in raw.items():
        if not re.fullmatch(LANGUAGE, str(language)):
            raise FormError(
                say(en="does not begin with a language code", zh="不是以语言代码开头"),
                say(en="write codes such as `en` or `zh`", zh="写 `en`、`zh` 这样的代码"),
                (language,),
            )
        try:
            line(said)
        except FormError as error:
            raise FormError(error.why, error.hint, (language,)) from None
    return Text(by_language=dict(raw))


def flag(raw: object) -> bool:
    """Read true or false."""
    if isinstance(raw, bool):
        return raw
    text = line(raw).lower()
    meant = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}.get(text)
    why = say(en="is text, not a yes or no", zh="是文本，不是真假值")
    raise FormError(why, slips.write(meant) if meant else slips.unquoted(text))


def compared(raw: object) -> object:
    """Turn the short form of a baseline, a period alone, into the long one."""
    return {"period": raw} if isinstance(raw, str) else raw
