"""The glossary: a Markdown page with one `###` heading a term, which other pages link to at the term's first use.

    ### Term
    <!-- id: slug; also: other form, other form -->
    A paragraph whose first sentence is the tooltip.

The comment may be left out: the id is then the heading's slug. Ids are the same in every language.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.errors import Location, Problem, ReportError
from generator.spec.forms import IDENTIFIER
from generator.text import say

GLOSSARY = "learn/glossary/index.md"
"""Where it lies inside a folder of content or docs."""
_HEADING = re.compile(r"###[ \t]+(.+?)[ \t]*#*[ \t]*")
_ANY_HEADING = re.compile(r"#{1,6}[ \t]")
_COMMENT = re.compile(r"[ \t]*<!--(.*?)-->[ \t]*")
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|[。！？]|$)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_`]+|</?[a-zA-Z][^>]*>|\[\^[^\]]*\]")
_KEYS = ("id", "also")
_EXPECTED = "`<!-- id: slug; also: other form, other form -->`"


@dataclass(frozen=True, slots=True)
class Term:
    """One term."""

    id: str
    title: str
    forms: tuple[str, ...]
    """The title and every other form, as they are looked for."""
    tip: str
    """The first sentence of its definition, as plain text."""
    line: int
    """Of its heading."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A heading with the lines below it, up to the next."""

    title: str
    line: int
    body: Sequence[str]


def read_glossary(text: str, file: str) -> tuple[Term, ...]:
    """Read every term of the page; raises ReportError with everything that is wrong, each with its line."""
    terms: list[Term] = []
    problems: list[Problem] = []
    for entry in _entries(text):
        try:
            terms.append(_term(entry, file))
        except ReportError as error:
            problems += error.problems
    problems += _twice(terms, file)
    if problems:
        raise ReportError(problems)
    return tuple(terms)


def with_anchors(text: str, file: str) -> str:
    """Return the page with an anchor before each definition whose term has another id than its heading gets.

    Raises ReportError as `read_glossary` does.
    """
    lines = text.split("\n")
    for term in read_glossary(text, file):
        if term.id != slug(term.title):
            below = range(term.line, len(lines))
            first = next(n for n in below if lines[n].strip() and not _COMMENT.fullmatch(lines[n]))
            lines[first] = f'<a id="{term.id}"></a>{lines[first]}'
    return "\n".join(lines)


def slug(heading: str) -> str:
    """Name a heading's anchor as GitHub and the site do: lower case, words joined by hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _entries(text: str) -> Iterator[_Entry]:
    lines = text.split("\n")
    heads = [(number, _HEADING.fullmatch(line)) for number, line in enumerate(lines) if _ANY_HEADING.match(line)]
    ends = [number for number, _ in heads[1:]] + [len(lines)]
    for (number, head), end in zip(heads, ends, strict=True):
        if head:
            yield _Entry(head.group(1), number + 1, lines[number + 1 : end])


def _term(entry: _Entry, file: str) -> Term:
    first = entry.body[0] if entry.body else ""
    comment = _COMMENT.fullmatch(first)
    given = _keys(comment.group(1), Location(file, entry.line + 1, 1)) if comment else {}
    name = given.get("id", slug(entry.title))
    if not re.fullmatch(IDENTIFIER, name):
        at = Location(file, entry.line + (1 if "id" in given else 0), 1)
        what = say(en="`{name}` cannot be a term's id", zh="`{name}` 不能作术语的 ID", name=name)
        below = say(en="write one below the heading: {form}", zh="在标题下面写一个：{form}", form=_EXPECTED)
        expected = say(en="lower-case letters, digits, `-` and `_`", zh="小写字母、数字、`-` 和 `_`")
        raise ReportError([Problem(at, what, expected, "" if "id" in given else below)])
    title = _plain(entry.title)
    also = [_plain(form) for form in re.split(r"[,，、]", given.get("also", ""))]
    tip = _tip(entry.body[1:] if comment else entry.body)
    if not tip:
        at = Location(file, entry.line, 1)
        what = say(en="`{title}` is not explained", zh="`{title}` 没有解释", title=title)
        raise ReportError([Problem(at, what, say(en="a paragraph below the heading", zh="标题下面的一段文字"))])
    return Term(name, title, tuple(dict.fromkeys(form for form in (title, *also) if form)), tip, entry.line)


def _keys(comment: str, at: Location) -> dict[str, str]:
    """Read `id: slug; also: other form, other form`."""
    found = {}
    for part in comment.split(";"):
        key, colon, value = part.partition(":")
        if not colon or key.strip() not in _KEYS or not value.strip():
            what = say(en="`{part}` is not understood", zh="看不懂 `{part}`", part=part.strip())
            raise ReportError([Problem(at, what, _EXPECTED)])
        found[key.strip()] = value.strip()
    return found


def _tip(body: Sequence[str]) -> str:
    """The first sentence of the first paragraph, as plain text."""
    paragraph: list[str] = []
    for line in body:
        if line.strip():
            paragraph.append(line.strip())
        elif paragraph:
            break
    sentence = _SENTENCE.match(_plain(" ".join(paragraph)))
    return sentence.group().strip() if sentence else ""


def _plain(text: str) -> str:
    """Text without the marks of Markdown."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).split())


def _twice(terms: Sequence[Term], file: str) -> Iterator[Problem]:
    """Find ids and forms that two terms share: a link could lead to either."""
    ids: dict[str, Term] = {}
    forms: dict[str, Term] = {}
    for term in terms:
        other = ids.setdefault(term.id, term)
        if other is not term:
            what = say(
                en="the id `{id}` is taken by `{other}` in line {line}",
                zh="ID `{id}` 已被第 {line} 行的 `{other}` 用了",
                id=term.id,
                other=other.title,
                line=other.line,
            )
            expected = say(en="an id that no other term has", zh="别的术语没有用过的 ID")
            yield Problem(Location(file, term.line, 1), what, expected)
        for form in term.forms:
            other = forms.setdefault(form, term)
            if other is not term:
                what = say(
                    en="`{form}` also stands for `{other}` in line {line}",
                    zh="`{form}` 也是第 {line} 行 `{other}` 的说法",
                    form=form,
                    other=other.title,
                    line=other.line,
                )
                expected = say(en="a form that no other term has", zh="别的术语没有用过的说法")
                yield Problem(Location(file, term.line, 1), what, expected)
