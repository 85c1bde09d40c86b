"""What a class shows to Python: Q_PROPERTY first, then methods and signals, then enums."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6 import QtCore


class Kind(enum.Enum):
    """What a member is."""

    PROPERTY = enum.auto()
    METHOD = enum.auto()
    SIGNAL = enum.auto()
    ENUM_VALUE = enum.auto()
    ENUM_TYPE = enum.auto()


@dataclass(frozen=True)
class Member:
    """A member of a class.

    Attributes:
        kind: what it is.
        name: how PySide calls it.
    """

    kind: Kind
    name: str


@cache
def find(native_class: type, name: str) -> Member | None:
    """Look a name up as PythonQt does; None where Python code in Slicer would not see it.

    Args:
        native_class: PySide's class, or a stand-in derived from one.
        name: the attribute.
    """
    if name.startswith("_"):
        return None
    if _is_property(native_class, name):
        return Member(Kind.PROPERTY, "objectName" if name == "name" else name)
    kind = _declared(native_class).get(name) or _of_qt(qt_class(native_class), name)
    if kind is not None:
        return Member(kind, name)
    # Python keywords of old: exec_ finds exec.
    return find(native_class, name[:-1]) if name.endswith("_") and name[:-1] else None


@cache
def qt_class(native_class: type) -> type:
    """The nearest class that is Qt's own."""
    return next(base for base in native_class.__mro__ if is_qt(base))


def is_qt(native_class: type) -> bool:
    """Whether a class is Qt's own and not a stand-in."""
    return native_class.__module__.partition(".")[0] in ("PySide6", "Shiboken")


def meta_object(native_class: Any) -> QtCore.QMetaObject:
    """What Qt knows of a class.

    Not an object's ``metaObject()``: PySide invalidates that with the object, for all its class.
    """
    meta: QtCore.QMetaObject = native_class.staticMetaObject
    return meta


def signals(native_class: type, name: str) -> list[str]:
    """Signatures of the signals of a name, in the order of their declaration."""
    return [
        _text(method.methodSignature())
        for method in _methods(native_class)
        if method.methodType() == QtCore.QMetaMethod.MethodType.Signal and _text(method.name()) == name
    ]


def _is_property(native_class: type, name: str) -> bool:
    if not issubclass(native_class, QtCore.QObject):
        return False
    if name == "singleShot" and issubclass(native_class, QtCore.QTimer):
        return False
    return name == "name" or meta_object(native_class).indexOfProperty(name) >= 0


@cache
def _declared(native_class: type) -> dict[str, Kind]:
    """Public slots, invokable methods and signals of a stand-in; its other methods are hidden."""
    if is_qt(native_class):
        return {}
    first = meta_object(qt_class(native_class)).methodCount()
    signal = QtCore.QMetaMethod.MethodType.Signal
    return {
        _text(method.name()): Kind.SIGNAL if method.methodType() == signal else Kind.METHOD
        for method in _methods(native_class, first)
    }


def _methods(native_class: type, first: int = 0) -> Iterator[QtCore.QMetaMethod]:
    meta = meta_object(native_class)
    return (meta.method(index) for index in range(first, meta.methodCount()))


def _of_qt(native_class: type, name: str) -> Kind | None:
    attribute = getattr(native_class, name, None)
    if isinstance(attribute, enum.Enum):
        return Kind.ENUM_VALUE
    if isinstance(attribute, type):
        return Kind.ENUM_TYPE if issubclass(attribute, enum.Enum) else None
    if isinstance(attribute, QtCore.Signal):
        return Kind.SIGNAL
    return Kind.METHOD if callable(attribute) else None


def _text(data: QtCore.QByteArray) -> str:
    return bytes(data.data()).decode()
