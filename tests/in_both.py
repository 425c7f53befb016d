"""What every problem must be: said in English and in Chinese."""

import re
from collections.abc import Iterable

from generator.errors import Problem
from generator.text import Said, Text

HAN = re.compile("[\u4e00-\u9fff]")
QUOTED = re.compile("`[^`]*`|\"[^\"]*\"|'[^']*'")
WORDS = re.compile(r"[a-z]{2,}[,;]? [a-z]{2,}")
"""Two words of English beside each other: a name, a file or `key: value` is none."""


def assert_in_both(problems: Iterable[Problem]) -> None:
    """Fail where a part of a problem is in one language alone."""
    for problem in problems:
        assert_said(problem.what, problem)
        if problem.expected:
            assert_said(problem.expected, problem)
        if problem.hint:
            assert_said(problem.hint, problem)


def assert_said(words: Said, of: object) -> None:
    if not isinstance(words, Text):
        assert not WORDS.search(QUOTED.sub("", words)), f"English alone: {words!r} of {of}"
        return
    english, chinese = words.said_in("en"), words.said_in("zh")
    if english == chinese:  # names alone
        assert not WORDS.search(QUOTED.sub("", english)), f"English alone: {words!r} of {of}"
        return
    assert HAN.search(QUOTED.sub("", chinese)), f"no Chinese: {words!r} of {of}"
    assert not re.search("[\u4e00-\u9fff][,;:?!]", QUOTED.sub("", chinese)), f"half-width signs: {chinese}"
    assert not re.search("[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", QUOTED.sub("", chinese)), chinese
    assert not HAN.search(QUOTED.sub("", english)), f"Chinese in English: {english}"
