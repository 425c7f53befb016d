"""What a place in a file may hold, told from the models' types: for the errors that pydantic leaves without words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.spec.form import Form
from generator.spec.values import Model
from generator.spec.wording import listed
from generator.text import Said, quoted, say


@dataclass(frozen=True, slots=True)
class Shape:
    """A place's type, and how its values are written where they have a form of their own."""

    kind: Any
    form: Form | None = None
    required: bool = False

    @property
    def model(self) -> type[Model] | None:
        """The model it is, if it is one."""
        return self.kind if isinstance(self.kind, type) and issubclass(self.kind, Model) else None

    @property
    def is_list(self) -> bool:
        """True where a list is to be written."""
        return get_origin(self.kind) is tuple

    @property
    def inner(self) -> "Shape":
        """The shape of its items or values."""
        arguments = [argument for argument in get_args(self.kind) if argument is not Ellipsis]
        return shape_of(arguments[-1]) if arguments else Shape(object)

    @property
    def items(self) -> type[Model] | None:
        """The model of its items or values, or its own."""
        return self.model or self.inner.model

    @property
    def expected(self) -> Said:
        """What to write, completing "expected ..."."""
        if self.form is not None:
            return self.form.expected
        if self.model is not None:
            keys = quoted(keys_of(self.model)[:4])
            return say(en="keys such as {keys}", zh="{keys} 这样的键", keys=keys)
        if isinstance(self.kind, type) and issubclass(self.kind, Enum):
            return listed([choice.value for choice in self.kind])
        if self.is_list:
            return self._expected_list
        if get_origin(self.kind) is Mapping:
            return say(en="keys with values", zh="一组带值的键")
        return say(en="a value", zh="一个值")

    @property
    def _expected_list(self) -> Said:
        if not self.inner.model:
            return say(en="a list", zh="列表")
        return say(en="a list, each item with {inner}", zh="列表，每一项有 {inner}", inner=self.inner.expected)


def keys_of(model: type[Model]) -> tuple[str, ...]:
    """Return the keys a model is written with."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def shape_of(annotation: Any, *metadata: object) -> Shape:
    """Return the shape of a type annotation; None is left out, an empty key is told elsewhere."""
    form = next((item for item in metadata if isinstance(item, Form)), None)
    if get_origin(annotation) is Annotated:
        base, *inner = get_args(annotation)
        found = shape_of(base, *inner)
        return Shape(found.kind, form or found.form)
    if get_origin(annotation) in (Union, UnionType):
        found = shape_of(next(part for part in get_args(annotation) if part is not NoneType))
        return Shape(found.kind, form or found.form)
    # typing's own Mapping and tuple keep their arguments; anything else is itself
    return Shape(annotation, form)


def _of_field(field: FieldInfo) -> Shape:
    shape = shape_of(field.annotation, *field.metadata)
    return Shape(shape.kind, shape.form, field.is_required())


def shape_at(model: type[Model], path: tuple[str | int, ...]) -> Shape:
    """Return the shape at a path of keys and positions; of anything at all where the path leads nowhere."""
    shape = Shape(model)
    for part in path:
        if shape.model is None:
            shape = shape.inner
            continue
        fields = {field.alias or name: field for name, field in shape.model.model_fields.items()}
        field = fields.get(str(part))
        shape = Shape(object) if field is None else _of_field(field)
    return shape
