"""Values on their way between Python code and PySide."""

from __future__ import annotations

import enum
import inspect
import math
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import shiboken6
from PySide6 import QtCore
from shibokensupport.signature import get_signature

from . import learning, members, wrapper
from .enums import EnumValue


def wrap(value: Any) -> Any:
    """A value of PySide as Python code in Slicer sees it; sequences become tuples."""
    if isinstance(value, enum.Enum):
        return EnumValue(value)
    if isinstance(value, list | tuple):
        return tuple(wrap(item) for item in value)
    if isinstance(value, dict):
        return {key: wrap(item) for key, item in value.items()}
    if isinstance(value, shiboken6.Shiboken.Object):
        return wrapper.proxy_of(value)
    return value


def unwrap(value: Any) -> Any:
    """The value that PySide takes.

    Raises:
        ValueError: a Python function, which no method of C++ takes, or an object that was deleted.
    """
    if isinstance(value, EnumValue):
        return value.native
    if isinstance(value, wrapper.Wrapper):
        return wrapper.native_of(value)
    if isinstance(value, type) and issubclass(value, wrapper.Wrapper):
        return value.native_class  # type: ignore[attr-defined]
    if isinstance(value, list | tuple):
        return [unwrap(item) for item in value]
    if isinstance(value, dict):
        return {key: unwrap(item) for key, item in value.items()}
    if isinstance(value, types.FunctionType | types.MethodType):
        raise ValueError(f"a Python function ({value.__qualname__}) cannot be passed to a method of C++")
    return value


def arguments(function: Any, values: Iterable[Any]) -> list[Any]:
    """Arguments for a function of PySide, converted as loosely as PythonQt converts.

    An int becomes the enumerator that the function wants; anything becomes the string that it wants.
    """
    unwrapped = [unwrap(value) for value in values]
    for wanted in _annotations(function, len(unwrapped)):
        converted = [_loosely(value, kind) for value, kind in zip(unwrapped, wanted, strict=True)]
        if all(_fits(value, kind) for value, kind in zip(converted, wanted, strict=True)):
            return converted
    return unwrapped


def to_property(value: Any, type_name: str) -> Any:
    """A value for a property of a type.

    Raises:
        TypeError, ValueError: the property does not take it.
    """
    if type_name == "QString":
        return str(value)
    if type_name == "bool":
        return bool(value)
    if type_name in ("int", "uint"):
        return math.floor(_number(value))
    if type_name in ("double", "float"):
        return float(_number(value))
    if type_name == "QStringList":
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise TypeError("a sequence of strings is wanted")
        return [str(item) for item in value]
    return int(value) if isinstance(value, EnumValue) else unwrap(value)


def _number(value: Any) -> float:
    if not isinstance(value, int | float):
        raise TypeError("a number is wanted")
    return value


def _loosely(value: Any, wanted: Any) -> Any:
    if isinstance(wanted, type) and issubclass(wanted, enum.Enum) and type(value) is int:
        return wanted(value)
    if wanted is str and (value is None or isinstance(value, int | float)):
        return str(value)
    return value


def _fits(value: Any, wanted: Any) -> bool:
    if wanted is float:
        return isinstance(value, int | float)
    # Before Python 3.11 Any is no type; since then it is one that isinstance refuses.
    if wanted is Any or not isinstance(wanted, type):
        return True
    # PySide itself makes a QColor of a string, a QKeySequence of an int, and so on.
    implicit = members.is_qt(wanted) and not issubclass(wanted, enum.Enum | QtCore.QObject)
    return isinstance(value, wanted) or value is None or implicit


@cache
def _annotations(function: Callable[..., Any], count: int) -> list[tuple[Any, ...]]:
    """Types of the first ``count`` parameters, for each overload that takes so many."""
    with learning.clock.running():
        found = get_signature(function) or []
    overloads = found if isinstance(found, list) else [found]
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    wanted = []
    for overload in overloads:
        parameters = [p for p in overload.parameters.values() if p.kind in kinds and p.name != "self"]
        needed = sum(parameter.default is inspect.Parameter.empty for parameter in parameters)
        if needed <= count <= len(parameters):
            wanted.append(tuple(_plain(p.annotation) for p in parameters[:count]))
    return wanted


def _plain(annotation: Any) -> Any:
    """``X`` for ``X | None``."""
    options = [option for option in typing.get_args(annotation) if option is not types.NoneType]
    return options[0] if len(options) == 1 else annotation
