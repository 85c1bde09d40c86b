"""JSON and dataclasses: one way to read, check and write what files and messages say.

::

    @dataclass(frozen=True)
    class StagePlan:
        weights: str
        passes: int = 1

    read_record(StagePlan, {"weights": "a.safetensors", "passes": "two"})
    # RecordError: passes is 'two', not a whole number

Fields may be of str, bool, int, float, None, Any, literals, tuples and sequences, dicts and mappings
(with keys str, int or literals; JSON's are text), other dataclasses, :class:`Tagged`, or unions of
these.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
Unknown = Literal["refuse", "ignore"]

_WORDS: dict[Any, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    NoneType: "null",
}
_LISTS = (tuple, list, Sequence)
_OBJECTS = (dict, Mapping)


class RecordError(ValueError):
    """A value is not what its place takes; the message names the place, such as ``stages[1].passes``."""


@dataclass(frozen=True)
class Tagged:
    """An object that names its ``type``; the others of its members are options of that type.

    What types there are, and what options they have, is known to whoever :func:`build` s it.
    """

    type: str
    options: Mapping[str, Any] = field(default_factory=dict)


def read_record(kind: type[_T], value: Any, place: str = "", unknown: Unknown = "refuse") -> _T:
    """Make a dataclass of a JSON object.

    Args:
        kind: the dataclass.
        value: what the JSON holds.
        place: of the value in the file, for the messages.
        unknown: what to do with members that the dataclass has no field for.

    Raises:
        RecordError: a member is missing, unknown, or not what its field takes.
    """
    made: _T = _Reader(unknown).value(value, kind, place)
    return made


def write_record(record: object) -> dict[str, Any]:
    """A dataclass ready for JSON, such that :func:`read_record` reads it; defaults are left out."""
    if isinstance(record, Tagged):
        return {"type": record.type, **{key: _plain(value) for key, value in record.options.items()}}
    members: Any = fields(record)  # type: ignore[arg-type]
    values = {f.name: (f, getattr(record, f.name)) for f in members}
    return {name: _plain(v) for name, (f, v) in values.items() if not _is_default(f, v)}


def build(
    kinds: Mapping[str, Callable[..., _T]],
    description: Tagged | Mapping[str, Any],
    what: str,
    place: str = "",
) -> _T:
    """Call the kind that a description's type names with its options, each compared with the signature.

    Args:
        kinds: dataclasses, other classes or functions by the name of their type.
        description: read already, or from JSON.
        what: the kinds' common name, for the message.
        place: of the description in its file, for the message; ``what`` where it is empty.

    Raises:
        RecordError: the type is not known, or its options are not those that it takes.
    """
    place = place or what
    tagged = read_record(Tagged, description, place) if isinstance(description, Mapping) else description
    if tagged.type not in kinds:
        raise RecordError(f"{place}: unknown {what} '{tagged.type}'; known: {', '.join(kinds)}")
    kind = kinds[tagged.type]
    return kind(**_Reader("refuse").members(_members(kind), tagged.options, place))


def schema(kind: Any, tagged: Mapping[str, Mapping[str, Callable[..., Any]]] | None = None) -> Any:
    """The JSON schema (draft 2020-12) of what :func:`read_record` reads.

    Args:
        kind: a dataclass, or another type of a field.
        tagged: by the name of a field of :class:`Tagged`, the kinds that it may name.
    """
    return _Schema(tagged or {}).of(kind)


@dataclass(frozen=True)
class _Member:
    """A field of a dataclass, or an argument of a function."""

    hint: Any
    required: bool


@cache  # resolving the hints of a dataclass takes longer than reading a record of it
def _members(kind: Callable[..., Any]) -> dict[str, _Member]:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {
            f.name: _Member(hints[f.name], f.default is MISSING and f.default_factory is MISSING)
            for f in fields(kind)
        }
    hints = get_type_hints(vars(kind)["__init__"] if isinstance(kind, type) else kind)
    empty = inspect.Parameter.empty
    arguments = inspect.signature(kind).parameters.items()
    return {name: _Member(hints[name], argument.default is empty) for name, argument in arguments}


@dataclass(frozen=True)
class _Reader:
    """Values of JSON read as types, with the place of each at hand."""

    unknown: Unknown

    def value(self, value: Any, hint: Any, place: str) -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if hint is Any:
            return value
        if origin in (Union, UnionType):
            return self._union(value, hint, place)
        if origin in _LISTS and isinstance(value, (list, tuple)):
            return self._items(value, hint, place)
        if origin in _OBJECTS and isinstance(value, Mapping):
            key, content = arguments
            return {
                self._key(k, key, place): self.value(v, content, _within(place, k))
                for k, v in value.items()
            }
        if hint is Tagged and isinstance(value, Mapping):
            name = self.value(value.get("type"), str, _within(place, "type"))
            return Tagged(name, {key: v for key, v in value.items() if key != "type"})
        if is_dataclass(hint) and isinstance(value, Mapping):
            return self._record(hint, value, place)
        if _is_plain(value, hint):
            return float(value) if hint is float else value
        raise RecordError(f"{place or 'it'} is {_shortened(value)}, not {_expected(hint)}")

    def members(
        self, members: Mapping[str, _Member], values: Mapping[str, Any], place: str
    ) -> dict[str, Any]:
        """The values of some members by name."""
        for name, member in members.items():
            if member.required and name not in values:
                raise RecordError(f"{_within(place, name)} is missing: it is {_expected(member.hint)}")
        if self.unknown == "refuse":
            for name in values:
                if name not in members:
                    known = ", ".join(members) or "none"
                    raise RecordError(f"{_within(place, name)} is not known; known: {known}")
        return {
            name: self.value(value, members[name].hint, _within(place, name))
            for name, value in values.items()
            if name in members
        }

    def _record(self, kind: Any, values: Mapping[str, Any], place: str) -> Any:
        read = self.members(_members(kind), values, place)
        try:
            return kind(**read)
        except ValueError as error:  # of its __post_init__
            raise RecordError(f"{place}: {error}" if place else str(error)) from error

    def _union(self, value: Any, hint: Any, place: str) -> Any:
        """The value as the first type that takes it; else the complaint that goes deepest."""
        complaints = []
        for one in get_args(hint):
            try:
                return self.value(value, one, place)
            except RecordError as error:
                complaints.append(error)
        own = f"{place or 'it'} is {_shortened(value)}, "
        deeper = [error for error in complaints if not str(error).startswith(own)]
        raise deeper[0] if deeper else RecordError(f"{own}not {_expected(hint)}")

    def _items(self, value: Sequence[Any], hint: Any, place: str) -> tuple[Any, ...]:
        hints = get_args(hint)
        if get_origin(hint) is tuple and hints[-1] is not Ellipsis:
            if len(value) != len(hints):
                raise RecordError(f"{place} has {len(value)} values, not {len(hints)}")
        else:
            hints = hints[:1] * len(value)
        pairs = zip(value, hints, strict=True)
        return tuple(self.value(item, one, f"{place}[{n}]") for n, (item, one) in enumerate(pairs))

    def _key(self, key: Any, hint: Any, place: str) -> Any:
        if hint is not int:
            return self.value(key, hint, f"a key of {place or 'it'}")
        try:
            return int(key)
        except ValueError:
            raise RecordError(
                f"a key of {place or 'it'} is {_shortened(key)}, not a whole number"
            ) from None


@dataclass(frozen=True)
class _Schema:
    tagged: Mapping[str, Mapping[str, Callable[..., Any]]]

    def of(self, hint: Any, name: str = "") -> Any:
        """The schema of a type; ``name`` is the field's."""
        origin, arguments = get_origin(hint), get_args(hint)
        if hint is Any:
            return {}
        if hint is Tagged:
            kinds = self.tagged.get(name, {})
            return {"oneOf": [self._object(kind, tag) for tag, kind in kinds.items()]}
        if origin in (Union, UnionType):
            return {"anyOf": [self.of(one, name) for one in arguments]}
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple and arguments[-1] is not Ellipsis:
            count = len(arguments)
            parts = [self.of(one, name) for one in arguments]
            return {"type": "array", "prefixItems": parts, "minItems": count, "maxItems": count}
        if origin in _LISTS:
            return {"type": "array", "items": self.of(arguments[0], name)}
        if origin in _OBJECTS:
            return {"type": "object", "additionalProperties": self.of(arguments[1], name)}
        if is_dataclass(hint):
            return self._object(hint)
        words = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}
        return {"type": words[hint]}

    def _object(self, kind: Any, tag: str = "") -> dict[str, Any]:
        members = _members(kind)
        properties = {name: self.of(member.hint, name) for name, member in members.items()}
        required = [name for name, member in members.items() if member.required]
        if tag:
            properties, required = {"type": {"const": tag}, **properties}, ["type", *required]
        made = {"type": "object", "properties": properties, "required": required}
        return {**made, "additionalProperties": False} if tag else made


def _within(place: str, name: object) -> str:
    return f"{place}.{name}" if place else str(name)


def _is_plain(value: Any, hint: Any) -> bool:
    if get_origin(hint) is Literal:
        return any(type(value) is type(one) and value == one for one in get_args(hint))
    if isinstance(value, bool) or hint is bool:
        return isinstance(value, bool) and hint is bool
    if hint is float:
        return isinstance(value, (int, float))
    return hint in (str, int, NoneType) and isinstance(value, hint)


def _expected(hint: Any) -> str:
    """What a type takes, in words."""
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(_expected(one) for one in get_args(hint))
    if get_origin(hint) is Literal:
        choices = [repr(one) for one in get_args(hint)]
        return f"one of {', '.join(choices)}" if len(choices) > 1 else choices[0]
    return _WORDS.get(hint) or ("a list" if get_origin(hint) in _LISTS else "an object")


def _shortened(value: Any) -> str:
    return f"{value!r:.60}"


def _is_default(member: Any, value: Any) -> bool:
    if member.default_factory is not MISSING:
        return bool(value == member.default_factory())
    return member.default is not MISSING and bool(value == member.default)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return write_record(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(v) for key, v in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value
