"""What pydantic found wrong, as problems: at its line and column, in the words of the file's own format."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.errors import Location, Problem, nearest
from generator.spec.forms import FormError
from generator.spec.shape import keys_of, shape_at
from generator.spec.slips import torn_number
from generator.spec.values import Model
from generator.spec.wording import listed, shown
from generator.spec.yaml_lines import Document, KeyPath

KEY_MARK = "[key]"
"""What pydantic puts at the end of a path where a mapping's key is wrong, not its value."""
ABSENT = ("missing", "too_short")
ALIKE = 0.8
"""Likeness from which a key is a slip of the pen; below it, it may as well be the right key in the wrong place."""
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
            what = f"`{self.path[-1]}` stands where a key should: the comma before it parts two keys"
            return Problem(self.at, what, "a decimal point", f"a decimal comma? write {whole}")
        if self.kind == "extra_forbidden":
            return self._unknown_key()
        if self.cause is not None:
            return self._misread(self.cause)
        return self._absent() if self.kind in ABSENT or self.raw is None else self._other_kind()

    def _absent(self) -> Problem | None:
        if self.kind == "missing":
            return Problem(self.at, f"`{self.path[-1]}` is missing", self.shape.expected)
        if self.raw is None:
            return Problem(self.at, f"{self._subject()} has no value", self.shape.expected, self._no_value())
        if self.raw:
            return None
        return Problem(self.at, f"`{self._key()}` is empty", f"{self.shape.expected}, at least one")

    def _no_value(self) -> str:
        if self.path and isinstance(self.path[-1], int):
            return "give it a value, or remove the item"
        return "give it a value" if self.shape.required else "give it a value, or leave the key out"

    def _other_kind(self) -> Problem:
        """Tell a list from keys and a single value, or a word that is none of the choices."""
        if self.kind == "enum":
            return self._not_a_choice()
        single = not isinstance(self.raw, list | dict)
        found = "is a single value" if single else "is a list" if isinstance(self.raw, list) else "holds keys"
        hint = f"write [{shown(self.raw)}]" if single and self.shape.is_list and self.shape.inner.form else ""
        return Problem(self.at, f"{self._subject()} {found}", self.shape.expected, hint)

    def _key(self) -> str:
        return next((part for part in reversed(self.path) if isinstance(part, str)), self.document.file)

    def _subject(self) -> str:
        """Name key and value, or the item of a list."""
        if self.is_key:
            return f"the key `{self.path[-1]}`"
        if self.raw is None or isinstance(self.raw, list | dict):
            number = f"item {self.path[-1] + 1} of " if self.path and isinstance(self.path[-1], int) else ""
            return f"{number}`{self._key()}`"
        if self.path and isinstance(self.path[-1], int):
            return f"`{shown(self.raw)}` in `{self._key()}`"
        return f"`{self._key()}: {shown(self.raw)}`"

    def _misread(self, cause: FormError) -> Problem:
        hint = cause.hint or (self._no_value() if self.raw is None and not self.is_key else "")
        expected = "text" if cause.inside else self.shape.expected
        return Problem(self.at, f"{self._subject()} {cause.why}", expected, hint)

    def _unknown_key(self) -> Problem:
        key = str(self.path[-1])
        parent = shape_at(self.model, self.path[:-1]).model or self.model
        known = keys_of(parent)
        near = str(self.meant[-1]) if self.meant else ""
        offered = f"did you mean `{near}`?" if near else ""
        alike = SequenceMatcher(None, key.lower(), near).ratio() > ALIKE
        hint = offered if alike else self._elsewhere(key, parent) or offered
        expected = "" if hint and len(known) > MANY else listed(known)
        return Problem(self.at, f"`{key}` is not a key that may stand here", expected, hint)

    def _elsewhere(self, key: str, here: type[Model]) -> str:
        """Say where a key belongs that stands in the wrong place."""
        for name in keys_of(self.model):
            inner = shape_at(self.model, (name,)).items
            if inner is not None and inner is not here and key in keys_of(inner):
                return f"`{key}` belongs to each of `{name}`"
        return f"`{key}` belongs to the file itself" if key in keys_of(self.model) else ""

    def _not_a_choice(self) -> Problem:
        known = tuple(re.findall("'([^']*)'", str(self.context.get("expected", ""))))
        near = nearest(str(self.raw).lower(), known)
        hint = f"did you mean `{near}`?" if near else ""
        return Problem(self.at, f"{self._subject()} is not one of the choices", listed(known), hint)
