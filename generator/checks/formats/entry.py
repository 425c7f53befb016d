"""Problems and findings as one kind of thing, which every format writes in its own way."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.compare.result import CheckResult, Level
from generator.errors import Location, Problem, plain, with_expected
from generator.text import said_in

LANGUAGES = ("en", "zh")
UNUSABLE = "unusable-input"
"""What stands for a code on problems."""
_PLACE = re.compile(r"(?P<file>.*?)(?::(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?)?")
_LINE_ENDS = re.compile(r"([\r\n]+)")
_NUMBER = re.compile(r"[0-9][0-9.,]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell."""

    code: str
    """A check's code, or `unusable-input`."""
    level: Level
    at: Location
    message: str
    expected: str = ""
    hint: str = ""
    waived: str | None = None
    language: str = "en"
    """The language it is said in."""
    fingerprint: str = ""
    """The same while the same thing is found in the same file, whatever its line and numbers; unlike any other's in
    its list."""

    @property
    def sentence(self) -> str:
        """Everything it says, in one line."""
        told = said_in(self.language, with_expected(self.message, self.expected))
        return f"{told}{'；' if self.language == 'zh' else '; '}{self.hint}" if self.hint else told


def entries(problems: Iterable[Problem], findings: Iterable[CheckResult], language: str = "en") -> tuple[Entry, ...]:
    """Return problems, then findings in a language, each with its fingerprint, which is the same in every language."""
    of_problems = ((_of_problem(one, language), said_in("en", one.what)) for one in problems)
    of_findings = (
        (
            Entry(
                one.code,
                one.level,
                place(plain(one.at)),
                _seen(one.said_in(language)),
                waived=plain(one.waived) if one.waived else None,
                language=language,
            ),
            _seen(one.message),
        )
        for one in findings
    )
    return tuple(_with_fingerprints((*of_problems, *of_findings)))


def sentences(problems: Sequence[Problem], findings: Sequence[CheckResult]) -> tuple[Mapping[str, str], ...]:
    """Return what each entry says in one line, by language, in the order of `entries`."""
    told = [[one.sentence for one in entries(problems, findings, language)] for language in LANGUAGES]
    return tuple(dict(zip(LANGUAGES, one, strict=True)) for one in zip(*told, strict=True))


def _of_problem(one: Problem, language: str) -> Entry:
    what, expected, hint = (said_in(language, words) for words in (one.what, one.expected, one.hint))
    return Entry(UNUSABLE, Level.ERROR, one.at, what, expected, hint, language=language)


def _seen(message: str) -> str:
    """Show what acts unseen; line ends stay, which each format writes in its own way."""
    return "".join(part if part.strip("\r\n") == "" else plain(part) for part in _LINE_ENDS.split(message))


def place(text: str) -> Location:
    """Take `file:line:column` apart; line and column may be absent."""
    found = _PLACE.fullmatch(text)
    assert found is not None  # the pattern fits every text of one line
    line, column = found["line"], found["column"]
    return Location(found["file"], int(line) if line else None, int(column) if column else None)


def _with_fingerprints(found: Iterable[tuple[Entry, str]]) -> Iterator[Entry]:
    """Take each with its English words, which tell it from others in its file whatever language it is shown in."""
    seen: Counter[str] = Counter()
    for one, english in found:
        # Numbers change with every new day of data, lines with every edit above: neither makes it another finding.
        core = "\n".join((one.code, one.at.file, _NUMBER.sub("#", english)))
        seen[core] += 1
        digest = hashlib.sha256(f"{core}\n{seen[core]}".encode()).hexdigest()
        yield replace(one, fingerprint=digest)
