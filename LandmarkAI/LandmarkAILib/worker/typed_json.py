"""JSON values read into dataclasses, each value compared with the type of its field."""

from __future__ import annotations

from dataclasses import MISSING, fields
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


class MismatchError(ValueError):
    """A value is not of the type of its field; the message names the field."""


def read_dataclass(kind: type[_T], values: dict[str, Any]) -> _T:
    """Make a dataclass of the members of a JSON object.

    Args:
        kind: its fields are of str, bool, int, float, None, Any, literals, tuples, and dicts with keys
            str or int (JSON's are text), or unions of these.
        values: by name of the field.

    Raises:
        MismatchError: a field is missing, unknown, or of a wrong type.
    """
    hints = get_type_hints(kind)
    members: Any = fields(kind)  # type: ignore[arg-type]
    required = [f.name for f in members if f.default is MISSING and f.default_factory is MISSING]
    if missing := [name for name in required if name not in values]:
        raise MismatchError(f"{', '.join(missing)} is missing")
    if unknown := [name for name in values if name not in hints]:
        raise MismatchError(f"{', '.join(unknown)} is not known")
    return kind(**{name: _read(value, hints[name], name) for name, value in values.items()})


def _read(value: Any, hint: Any, name: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:
        return value
    if origin in (Union, UnionType):
        return _read_union(value, arguments, name)
    if origin is Literal and isinstance(value, str) and value in arguments:
        return value
    if origin is tuple and isinstance(value, list):
        return _read_tuple(value, arguments, name)
    if origin is dict and isinstance(value, dict):
        key, content = arguments
        return {_read_key(k, key, name): _read(v, content, name) for k, v in value.items()}
    if _is_plain(value, hint):
        return float(value) if hint is float else value
    raise MismatchError(f"{name} cannot be {value!r:.60}")


def _read_union(value: Any, hints: tuple[Any, ...], name: str) -> Any:
    """The value as the first type that takes it; the last one's complaint if none does."""
    for hint in hints:
        if hint is not NoneType:
            try:
                return _read(value, hint, name)
            except MismatchError as error:
                complaint = error
        elif value is None:
            return None
    raise complaint


def _read_tuple(value: list[Any], hints: tuple[Any, ...], name: str) -> tuple[Any, ...]:
    if hints[-1] is Ellipsis:
        return tuple(_read(item, hints[0], name) for item in value)
    if len(value) != len(hints):
        raise MismatchError(f"{name} needs {len(hints)} values, not {len(value)}")
    return tuple(_read(item, hint, name) for item, hint in zip(value, hints, strict=True))


def _read_key(key: str, hint: type, name: str) -> str | int:
    if hint is str:
        return key
    try:
        return int(key)
    except ValueError:
        raise MismatchError(
            f"{name} cannot have the key {key!r:.60}, which is no whole number"
        ) from None


def _is_plain(value: Any, hint: Any) -> bool:
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return hint in (str, bool) and isinstance(value, hint)
