"""From a formula's text to its tree: a scanner and a parser by recursive descent, with errors that say the way out.

formula = term (("+" | "-") term)*
term    = factor (("*" | "/") factor)*
factor  = "-" factor | number | measure | function "(" measure ")" | "(" formula ")"
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.errors import nearest, offered
from generator.metrics.tree import Binary, Leaf, Negative, Node, Number, evaluate, leaves
from generator.text import Said, joined, say

FUNCTIONS = ("sum", "mean", "min", "max", "last", "count", "count_distinct")
"""The aggregates, each over one measure; their names are taken, so no measure may be called so."""

_A_FUNCTION = say(
    en="one of {names}, or `*` before the `(`", zh="{names} 之一，或在 `(` 前写 `*`", names=joined(FUNCTIONS)
)

LONGEST = 500
"""Characters a formula may have."""

DEEPEST = 30
"""Parentheses and minus signs that may stand inside one another."""

_ALIASES = {"avg": "mean", "average": "mean", "total": "sum", "maximum": "max", "minimum": "min", "latest": "last"}
_ALIASES |= {"distinct": "count_distinct", "nunique": "count_distinct", "countd": "count_distinct"}

_MULTIPLY = say(en="multiply with `*`", zh="乘法用 `*`")
_HINTS: Mapping[str, Said] = {
    **dict.fromkeys("×·", _MULTIPLY),
    "÷": say(en="divide with `/`", zh="除法用 `/`"),
    **dict.fromkeys("−–", say(en="subtract with `-`", zh="减法用 `-`")),
    "^": say(en="there are no powers; multiply with `*`", zh="不支持乘方；用 `*` 相乘"),
    "%": say(
        en="leave the percent sign out: a metric with `unit: percent` is a plain ratio such as 0.03",
        zh="不写百分号：`unit: percent` 的指标就是 0.03 这样的小数",
    ),
    "=": say(
        en="a formula is one expression; it compares and assigns nothing", zh="公式只是一个算式，不做比较也不赋值"
    ),
    **dict.fromkeys("<>!", say(en="a formula is one expression; it compares nothing", zh="公式只是一个算式，不做比较")),
    **dict.fromkeys("[{", say(en="group with `(` and `)`", zh="分组用 `(` 和 `)`")),
    **dict.fromkeys("'\"`", say(en="write names of measures without quotes", zh="度量的名称不加引号")),
    ",": say(en="functions take one measure, and numbers no separators", zh="函数只接受一个度量，数字不加分隔符"),
    ".": say(
        en="write a number as 0.5; names hold letters, digits and `_` only",
        zh="小数写成 0.5；名称里只能有字母、数字和 `_`",
    ),
    **dict.fromkeys("$¥€", say(en="write amounts as plain numbers", zh="金额只写数字")),
}


class FormulaError(ValueError):
    """A formula that cannot be read: where, what was found, what was expected, what to try."""

    def __init__(self, column: int, found: Said, expected: Said, hint: Said = "") -> None:
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

    @property
    def said(self) -> Said:
        """The word as an error names it."""
        return say(en="the end", zh="公式结尾") if self.kind == "end" else f"`{self.text}`"


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
            LONGEST + 1,
            say(en="{count} characters", zh="全长 {count} 个字符中的一个", count=len(text)),
            say(en="at most {most}", zh="最多 {most} 个字符", most=LONGEST),
            say(en="split it into several metrics", zh="拆成几个指标"),
        )
    tree = _Parser(text).whole()
    if not any(leaves(tree)):
        raise FormulaError(
            1, say(en="only numbers", zh="数字，整个公式里没有度量"), say(en="at least one measure", zh="至少一个度量")
        )
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
            hint = say(en="it closes nothing", zh="没有与它配对的括号") if self._word.text == ")" else ""
            raise self._error(say(en="an operator (`+ - * /`) or the end", zh="运算符（`+ - * /`）或结尾"), hint)
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
                raise FormulaError(
                    at.column,
                    say(en="a division by 0", zh="为 0 的除数"),
                    say(en="a divisor that can be other than 0", zh="可以不为 0 的除数"),
                )
            tree = Binary(sign, tree, right)
        return tree

    def _factor(self) -> Node:
        word = self._word
        if word.kind == "number":
            return self._number()
        if word.kind == "name":
            return self._name()
        if word.text not in ("-", "("):
            raise self._error(say(en="a measure, a number or `(`", zh="度量、数字或 `(`"))
        if self._depth == DEEPEST:
            raise FormulaError(
                word.column,
                say(en="too many levels", zh="过深的嵌套"),
                say(en="at most {most} parentheses inside one another", zh="最多 {most} 层括号", most=DEEPEST),
            )
        self._take()
        self._depth += 1
        tree = Negative(self._factor()) if word.text == "-" else self._enclosed(word)
        self._depth -= 1
        return tree

    def _enclosed(self, opening: Token) -> Node:
        tree = self._sum()
        if self._word.text != ")":
            expected = say(
                en="`)` for the `(` in column {column}", zh="与第 {column} 个字符 `(` 配对的 `)`", column=opening.column
            )
            raise self._error(expected)
        self._take()
        return tree

    def _number(self) -> Number:
        word = self._take()
        after = self._word
        if after.column == word.column + len(word.text) and (after.kind == "name" or after.text in {".", ","}):
            separated = after.text.startswith(("_", ","))
            hint = say(en="names begin with a letter, decimals are written 0.5", zh="名称以字母开头，小数写成 0.5")
            if separated:
                hint = say(en="write it without separators", zh="不要写分隔符")
            expected = say(en="a number such as 1000, 0.5 or 1e3", zh="1000、0.5 或 1e3 这样的数字")
            raise FormulaError(word.column, f"`{word.text}{after.text}`", expected, hint)
        if not math.isfinite(value := float(word.text)):
            raise FormulaError(
                word.column, f"`{word.text}`", say(en="a number that can be held", zh="计算机存得下的数字")
            )
        return Number(value)

    def _name(self) -> Leaf:
        word = self._take()
        if (plain := unicodedata.normalize("NFKC", word.text)) != word.text:
            expected = say(en="plain letters and digits", zh="半角字母和数字")
            raise FormulaError(
                word.column, word.said, expected, say(en="write `{plain}`", zh="写成 `{plain}`", plain=plain)
            )
        calls = self._word.text == "("
        if word.text not in FUNCTIONS:
            if calls:
                raise FormulaError(word.column, word.said, _A_FUNCTION, _function_hint(word.text))
            return Leaf("sum", word.text)
        if not calls:
            hint = say(
                en="`{name}` is a function: write `{name}(measure)`",
                zh="`{name}` 是函数：写成 `{name}(度量)`",
                name=word.text,
            )
            raise FormulaError(self._word.column, self._word.said, "`(`", hint)
        self._take()
        return Leaf(word.text, self._argument(word.text))

    def _argument(self, function: str) -> str:
        """Read the one measure inside a function's parentheses, and the closing one."""
        hint: Said = say(
            en="`{function}` takes one measure; combine aggregates outside: sum(a) / sum(b)",
            zh="`{function}` 只接受一个度量；各汇总值在函数外面运算：sum(a) / sum(b)",
            function=function,
        )
        if self._word.kind != "name" or self._word.text in FUNCTIONS:
            raise self._error(say(en="the name of a measure", zh="度量的名称"), hint)
        measure = self._take().text
        if self._word.text != ")":
            if function == "count" and measure == "distinct":
                hint = say(en="write count_distinct(measure)", zh="写成 count_distinct(度量)")
            raise self._error("`)`", hint)
        self._take()
        return measure

    def _error(self, expected: Said, hint: Said = "") -> FormulaError:
        return FormulaError(self._word.column, self._word.said, expected, _hint(self._word) or hint)


def _hint(word: Token) -> Said:
    """Say what was probably meant by a word that fits nowhere."""
    if word.kind == "power" or word.text == "^":
        return _HINTS["^"]
    if word.text in ("x", "X"):
        return _MULTIPLY
    if word.text in _HINTS:
        return _HINTS[word.text]
    plain = unicodedata.normalize("NFKC", word.text)
    return say(en="write the plain `{plain}`", zh="写成半角的 `{plain}`", plain=plain) if plain != word.text else ""


def _function_hint(name: str) -> Said:
    """Offer the function that was probably meant."""
    return offered(_ALIASES.get(name.lower()) or nearest(name.lower(), FUNCTIONS))
