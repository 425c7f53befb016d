"""From a formula's text to its tree: a scanner and a parser by recursive descent, with errors that say the way out.

formula = term (("+" | "-") term)*
term    = factor (("*" | "/") factor)*
factor  = "-" factor | number | measure | function "(" measure ")" | "(" formula ")"
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import nearest
from generator.metrics.tree import Binary, Leaf, Negative, Node, Number, evaluate, leaves

FUNCTIONS = ("sum", "mean", "min", "max", "last", "count", "count_distinct")
"""The aggregates, each over one measure; their names are taken, so no measure may be called so."""

_A_FUNCTION = f"one of {', '.join(FUNCTIONS)}, or `*` before the `(`"

LONGEST = 500
"""Characters a formula may have."""

DEEPEST = 30
"""Parentheses and minus signs that may stand inside one another."""

_ALIASES = {"avg": "mean", "average": "mean", "total": "sum", "maximum": "max", "minimum": "min", "latest": "last"}
_ALIASES |= {"distinct": "count_distinct", "nunique": "count_distinct", "countd": "count_distinct"}

_HINTS = {
    "×": "multiply with `*`",
    "·": "multiply with `*`",
    "÷": "divide with `/`",
    "−": "subtract with `-`",
    "–": "subtract with `-`",
    "^": "there are no powers; multiply with `*`",
    "%": "leave the percent sign out: a metric with `unit: percent` is a plain ratio such as 0.03",
    "=": "a formula is one expression; it compares and assigns nothing",
    "<": "a formula is one expression; it compares nothing",
    ">": "a formula is one expression; it compares nothing",
    "!": "a formula is one expression; it compares nothing",
    "[": "group with `(` and `)`",
    "{": "group with `(` and `)`",
    "'": "write names of measures without quotes",
    '"': "write names of measures without quotes",
    "`": "write names of measures without quotes",
    ",": "functions take one measure, and numbers no separators",
    ".": "write a number as 0.5; names hold letters, digits and `_` only",
    "$": "write amounts as plain numbers",
    "¥": "write amounts as plain numbers",
    "€": "write amounts as plain numbers",
}


class FormulaError(ValueError):
    """A formula that cannot be read: where, what was found, what was expected, what to try."""

    def __init__(self, column: int, found: str, expected: str, hint: str = "") -> None:
        """Keep the parts; `column` counts characters of the formula from 1."""
        super().__init__(column, found, expected, hint)
        self.column, self.found, self.expected, self.hint = column, found, expected, hint

    def __str__(self) -> str:
        text = f"column {self.column}: {self.found}; expected {self.expected}"
        return f"{text} ({self.hint})" if self.hint else text


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a formula; `column` counts from 1, `kind` is number, name, sign, power, wrong or end."""

    kind: str
    text: str
    column: int

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else f"`{self.text}`"


_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def _tokens(text: str) -> Iterator[Token]:
    """Cut a formula into words; what belongs in none comes as a word of kind `wrong`."""
    start = 0
    while start < len(text):
        if text[start].isspace():
            start += 1
            continue
        kind, end = _word(text, start)
        yield Token(kind, text[start:end], start + 1)
        start = end
    yield Token("end", "", len(text) + 1)


def _word(text: str, start: int) -> tuple[str, int]:
    """Return the kind of the word that begins at `start`, and its end."""
    if number := _NUMBER.match(text, start):
        return "number", number.end()
    if text[start].isidentifier():
        end = start + 1
        while end < len(text) and text[end] not in _HINTS and text[start : end + 1].isidentifier():
            end += 1
        return "name", end
    if text.startswith("**", start):
        return "power", start + 2
    return "sign" if text[start] in "+-*/()" else "wrong", start + 1


def parse_tree(text: str) -> Node:
    """Parse a formula into its tree; raises FormulaError at the first place where it goes wrong."""
    if len(text) > LONGEST:
        raise FormulaError(
            LONGEST + 1, f"{len(text)} characters", f"at most {LONGEST}", "split it into several metrics"
        )
    tree = _Parser(text).whole()
    if not any(leaves(tree)):
        raise FormulaError(1, "only numbers", "at least one measure")
    return tree


class _Parser:
    """The words of one formula, and how far they are read."""

    def __init__(self, text: str) -> None:
        self._words = list(_tokens(text))
        self._next = 0
        self._depth = 0

    @property
    def _word(self) -> Token:
        return self._words[self._next]

    def _take(self) -> Token:
        word = self._word
        self._next += 1
        return word

    def whole(self) -> Node:
        """Read all of it."""
        tree = self._sum()
        if self._word.kind != "end":
            hint = "it closes nothing" if self._word.text == ")" else ""
            raise self._error("an operator (`+ - * /`) or the end", hint)
        return tree

    def _sum(self) -> Node:
        tree = self._product()
        while self._word.kind == "sign" and self._word.text in "+-":
            tree = Binary(self._take().text, tree, self._product())
        return tree

    def _product(self) -> Node:
        tree = self._factor()
        while self._word.kind == "sign" and self._word.text in "*/":
            sign, at = self._take().text, self._word
            right = self._factor()
            if sign == "/" and not any(leaves(right)) and not evaluate(right, {}).value:
                raise FormulaError(at.column, "a division by 0", "a divisor that can be other than 0")
            tree = Binary(sign, tree, right)
        return tree

    def _factor(self) -> Node:
        word = self._word
        if word.kind == "number":
            return self._number()
        if word.kind == "name":
            return self._name()
        if word.text not in ("-", "("):
            raise self._error("a measure, a number or `(`")
        if self._depth == DEEPEST:
            raise FormulaError(word.column, "too many levels", f"at most {DEEPEST} parentheses inside one another")
        self._take()
        self._depth += 1
        tree = Negative(self._factor()) if word.text == "-" else self._enclosed(word)
        self._depth -= 1
        return tree

    def _enclosed(self, opening: Token) -> Node:
        tree = self._sum()
        if self._word.text != ")":
            raise self._error(f"`)` for the `(` in column {opening.column}")
        self._take()
        return tree

    def _number(self) -> Number:
        word = self._take()
        after = self._word
        if after.column == word.column + len(word.text) and (after.kind == "name" or after.text in {".", ","}):
            separated = after.text.startswith(("_", ","))
            hint = "write it without separators" if separated else "names begin with a letter, decimals are written 0.5"
            raise FormulaError(word.column, f"`{word.text}{after.text}`", "a number such as 1000, 0.5 or 1e3", hint)
        if not math.isfinite(value := float(word.text)):
            raise FormulaError(word.column, f"`{word.text}`", "a number that can be held")
        return Number(value)

    def _name(self) -> Leaf:
        word = self._take()
        if (plain := unicodedata.normalize("NFKC", word.text)) != word.text:
            raise FormulaError(word.column, str(word), "plain letters and digits", f"write `{plain}`")
        calls = self._word.text == "("
        if word.text not in FUNCTIONS:
            if calls:
                raise FormulaError(word.column, str(word), _A_FUNCTION, _function_hint(word.text))
            return Leaf("sum", word.text)
        if not calls:
            hint = f"`{word.text}` is a function: write `{word.text}(measure)`"
            raise FormulaError(self._word.column, str(self._word), "`(`", hint)
        self._take()
        return Leaf(word.text, self._argument(word.text))

    def _argument(self, function: str) -> str:
        """Read the one measure inside a function's parentheses, and the closing one."""
        hint = f"`{function}` takes one measure; combine aggregates outside: sum(a) / sum(b)"
        if self._word.kind != "name" or self._word.text in FUNCTIONS:
            raise self._error("the name of a measure", hint)
        measure = self._take().text
        if self._word.text != ")":
            distinct = function == "count" and measure == "distinct"
            raise self._error("`)`", "write count_distinct(measure)" if distinct else hint)
        self._take()
        return measure

    def _error(self, expected: str, hint: str = "") -> FormulaError:
        return FormulaError(self._word.column, str(self._word), expected, _hint(self._word) or hint)


def _hint(word: Token) -> str:
    """Say what was probably meant by a word that fits nowhere."""
    if word.kind == "power" or word.text == "^":
        return _HINTS["^"]
    if word.text in ("x", "X"):
        return "multiply with `*`"
    if word.text in _HINTS:
        return _HINTS[word.text]
    plain = unicodedata.normalize("NFKC", word.text)
    return f"write the plain `{plain}`" if plain != word.text else ""


def _function_hint(name: str) -> str:
    """Offer the function that was probably meant."""
    meant = _ALIASES.get(name.lower()) or nearest(name.lower(), FUNCTIONS)
    return f"did you mean `{meant}`?" if meant else ""
