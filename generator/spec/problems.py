"""What pydantic found wrong, as problems: at its line and column, in the words of the file's own format."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.errors import Location, Problem, nearest, offered
from generator.spec.forms import FormError
from generator.spec.shape import keys_of, shape_at
from generator.spec.slips import torn_number, write
from generator.spec.values import Model
from generator.spec.wording import listed, shown
from generator.spec.yaml_lines import Document, KeyPath
from generator.text import Said, say

KEY_MARK = "[key]"
"""What pydantic puts at the end of a path where a mapping's key is wrong, not its value."""
ABSENT = ("missing", "too_short")
ALIKE = 0.8
"""Likeness from which a key is a slip of the pen; below it, it may as well be the right key in the wrong place."""
SINGLE, A_LIST, KEYS = (
    say(en="is a single value", zh="是单个值"),
    say(en="is a list", zh="是列表"),
    say(en="holds keys", zh="下面是一组键"),
)
MANY = 12
"""Keys beyond which an error with a better hint does not list them all."""


def problems_of(error: ValidationError, model: type[Model], document: Document) -> Iterator[Problem]:
    """Turn every error into a problem, but for those that only follow from another: a key missing for its spelling."""
    reports = [_Report(details, model, document) for details in error.errors(include_url=False)]
    misspelt = {report.meant for report in reports if report.kind == "extra_forbidden"}
    for report in reports:
        problem = None if report.kind == "missing" and report.path in misspelt else report.problem()
        if problem is not None:
            yield problem


class _Report:
    """One of pydantic's errors, and where it stands."""

    def __init__(self, details: ErrorDetails, model: type[Model], document: Document) -> None:
        path, cause = details["loc"], details.get("ctx", {}).get("error")
        self.kind = details["type"]
        self.cause = cause if isinstance(cause, FormError) else None
        self.model, self.document = model, document
        self.is_key = path[-1:] == (KEY_MARK,)
        self.path: KeyPath = path[:-1] if self.is_key else (*path, *(self.cause.inside if self.cause else ()))
        self.raw = document.value(self.path)
        self.shape = shape_at(model, path[:-1] if self.is_key else path)
        self.context: Mapping[str, Any] = details.get("ctx", {})
        if self.raw is None and isinstance(document.value(self.path[:-1]), str):
            # A short form: `baseline: 2026-01-01..2026-02-28` has no key `period`.
            self.path = self.path[:-1]
            self.raw = document.value(self.path)

    @property
    def at(self) -> Location:
        return self.document.at(self.path)

    @property
    def meant(self) -> KeyPath | None:
        """The path an unknown key was probably meant for."""
        known = keys_of(shape_at(self.model, self.path[:-1]).model or self.model)
        near = nearest(str(self.path[-1]).lower().replace("-", "_").replace(" ", "_"), known)
        return None if near is None else (*self.path[:-1], near)

    def problem(self) -> Problem | None:
        """Return the problem; None for a list that is empty only because its items are wrong."""
        whole = torn_number(self.document.value(self.path[:-1]), self.path[-1]) if self.path else None
        if whole is not None:
            what = say(
                en="`{key}` stands where a key should: the comma before it parts two keys",
                zh="`{key}` 所在的位置应当是键：它前面的逗号把两个键分开了",
                key=self.path[-1],
            )
            hint = say(en="a decimal comma? write {whole}", zh="逗号是小数点吗？写成 {whole}", whole=whole)
            return Problem(self.at, what, say(en="a decimal point", zh="小数点"), hint)
        if self.kind == "extra_forbidden":
            return self._unknown_key()
        if self.cause is not None:
            return self._misread(self.cause)
        return self._absent() if self.kind in ABSENT or self.raw is None else self._other_kind()

    def _absent(self) -> Problem | None:
        if self.kind == "missing":
            return Problem(
                self.at, say(en="`{key}` is missing", zh="缺少 `{key}`", key=self.path[-1]), self.shape.expected
            )
        if self.raw is None:
            what = say(en="{it} has no value", zh="{it} 没有值", it=self._subject())
            return Problem(self.at, what, self.shape.expected, self._no_value())
        if self.raw:
            return None
        what = say(en="`{key}` is empty", zh="`{key}` 是空的", key=self._key())
        expected = say(en="{expected}, at least one", zh="{expected}，至少一个", expected=self.shape.expected)
        return Problem(self.at, what, expected)

    def _no_value(self) -> Said:
        if self.path and isinstance(self.path[-1], int):
            return say(en="give it a value, or remove the item", zh="写上值，或删掉这一项")
        if self.shape.required:
            return say(en="give it a value", zh="写上值")
        return say(en="give it a value, or leave the key out", zh="写上值，或不写这个键")

    def _other_kind(self) -> Problem:
        """Tell a list from keys and a single value, or a word that is none of the choices."""
        if self.kind == "enum":
            return self._not_a_choice()
        single = not isinstance(self.raw, list | dict)
        found = SINGLE if single else A_LIST if isinstance(self.raw, list) else KEYS
        hint = write(f"[{shown(self.raw)}]") if single and self.shape.is_list and self.shape.inner.form else ""
        return Problem(self.at, self._sentence(found), self.shape.expected, hint)

    def _key(self) -> str:
        return next((part for part in reversed(self.path) if isinstance(part, str)), self.document.file)

    def _sentence(self, rest: Said) -> Said:
        """Say something of key and value."""
        return say(en="{it} {rest}", zh="{it} {rest}", it=self._subject(), rest=rest)

    def _subject(self) -> Said:
        """Name key and value, or the item of a list."""
        if self.is_key:
            return say(en="the key `{key}`", zh="键 `{key}`", key=self.path[-1])
        if self.raw is None or isinstance(self.raw, list | dict):
            if self.path and isinstance(self.path[-1], int):
                number = self.path[-1] + 1
                return say(en="item {number} of `{key}`", zh="`{key}` 的第 {number} 项", number=number, key=self._key())
            return f"`{self._key()}`"
        if self.path and isinstance(self.path[-1], int):
            return say(en="`{value}` in `{key}`", zh="`{key}` 中的 `{value}`", value=shown(self.raw), key=self._key())
        return f"`{self._key()}: {shown(self.raw)}`"

    def _misread(self, cause: FormError) -> Problem:
        hint = cause.hint or (self._no_value() if self.raw is None and not self.is_key else "")
        expected = say(en="text", zh="文本") if cause.inside else self.shape.expected
        return Problem(self.at, self._sentence(cause.why), expected, hint)

    def _unknown_key(self) -> Problem:
        key = str(self.path[-1])
        parent = shape_at(self.model, self.path[:-1]).model or self.model
        known = keys_of(parent)
        near = str(self.meant[-1]) if self.meant else ""
        alike = SequenceMatcher(None, key.lower(), near).ratio() > ALIKE
        hint = offered(near) if alike else self._elsewhere(key, parent) or offered(near)
        expected = "" if hint and len(known) > MANY else listed(known)
        what = say(en="`{key}` is not a key that may stand here", zh="`{key}` 不是这里可以用的键", key=key)
        return Problem(self.at, what, expected, hint)

    def _elsewhere(self, key: str, here: type[Model]) -> Said:
        """Say where a key belongs that stands in the wrong place."""
        for name in keys_of(self.model):
            inner = shape_at(self.model, (name,)).items
            if inner is not None and inner is not here and key in keys_of(inner):
                return say(
                    en="`{key}` belongs to each of `{name}`",
                    zh="`{key}` 应写在 `{name}` 的每一项里",
                    key=key,
                    name=name,
                )
        if key not in keys_of(self.model):
            return ""
        return say(en="`{key}` belongs to the file itself", zh="`{key}` 应写在文件的最外层", key=key)

    def _not_a_choice(self) -> Problem:
        known = tuple(re.findall("'([^']*)'", str(self.context.get("expected", ""))))
        near = nearest(str(self.raw).lower(), known)
        what = self._sentence(say(en="is not one of the choices", zh="不在可选的值之列"))
        return Problem(self.at, what, listed(known), offered(near))
