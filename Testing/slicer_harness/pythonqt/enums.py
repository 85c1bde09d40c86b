"""Enumerators are ints that lie on the class: ``qt.QSizePolicy.Expanding``."""

from __future__ import annotations

import enum
import operator
from collections.abc import Callable
from functools import cache
from typing import Any


class EnumValue(int):
    """An int that remembers the enumerator of PySide for which it stands.

    Attributes:
        native: that enumerator; PySide's functions take nothing else.
    """

    native: enum.Enum

    def __new__(cls, native: enum.Enum) -> EnumValue:
        self = super().__new__(cls, native.value)
        self.native = native
        return self

    def __or__(self, other: int) -> int:
        return _combined(operator.or_, self, other)

    def __and__(self, other: int) -> int:
        return _combined(operator.and_, self, other)

    def __xor__(self, other: int) -> int:
        return _combined(operator.xor, self, other)


def _combined(combine: Callable[[Any, Any], Any], left: EnumValue, right: int) -> int:
    kind = type(left.native)
    if isinstance(right, EnumValue) and type(right.native) is kind and issubclass(kind, enum.Flag):
        return EnumValue(combine(left.native, right.native))
    return int(combine(int(left), int(right)))


@cache
def enum_type(native_type: type[enum.Enum]) -> type:
    """The type of an enumeration: it can be called with an int, it holds no enumerators."""

    def construct(_cls: type, value: int) -> EnumValue:
        return EnumValue(native_type(int(value)))

    return type(native_type.__name__, (int,), {"__new__": construct, "__slots__": ()})
