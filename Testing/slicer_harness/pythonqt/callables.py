"""Methods and signals of a proxy."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from typing import Any

from PySide6 import QtCore, QtWidgets

from . import connections, conversion, members, wrapper

_FILE_NAMES = ("getOpenFileName", "getOpenFileNames", "getSaveFileName")


class SlotFunction:
    """A method: bound to an object, or of a class (static, or with the object as first argument)."""

    def __init__(self, native_class: type, name: str, owner: Any = None) -> None:
        self._native_class = native_class
        self._name = name
        self._owner = owner

    def __repr__(self) -> str:
        return f"<qt slot {self._name} of {self._native_class.__name__}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SlotFunction) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __call__(self, *values: Any, **keywords: Any) -> Any:
        if keywords:
            raise ValueError(
                f"Called {self!r} with keyword arguments, but called slot does not support kwargs."
            )
        if self._name == "singleShot" and issubclass(self._native_class, QtCore.QTimer):
            return _single_shot(*values)
        if self._owner is not None:
            function = getattr(wrapper.native_of(self._owner), self._name)
            return call(function, values, repr(self))
        # A call by the class is not virtual: it reaches the class's own method.
        result = call(getattr(self._native_class, self._name), values, repr(self))
        if self._name in _FILE_NAMES and issubclass(self._native_class, QtWidgets.QFileDialog):
            return result[0]  # PySide gives the chosen filter with it
        return result

    def _key(self) -> tuple[object, ...]:
        return (self._native_class, self._name, self._owner)


class SignalFunction:
    """A signal of an object."""

    def __init__(self, native: QtCore.QObject, name: str) -> None:
        self._native = native
        self._name = name
        # Of overloads, the one declared first.
        self._signature = members.signals(type(native), name)[0]

    def __repr__(self) -> str:
        return f"<qt signal {self._name} of {type(self._native).__name__}>"

    def connect(self, slot: Callable[..., Any]) -> bool:
        return connections.connect(self._native, self._cpp_signature(), slot)

    def disconnect(self, slot: Callable[..., Any] | None = None) -> bool:
        return connections.disconnect(self._native, self._cpp_signature(), slot)

    def emit(self, *values: Any) -> None:
        call(getattr(self._native, self._name).emit, values, repr(self))

    def __call__(self, *values: Any) -> None:
        self.emit(*values)

    def _cpp_signature(self) -> str:
        """As the class declares it in C++."""
        listed = [
            text for base in type(self._native).__mro__ for text in getattr(base, "CPP_SIGNATURES", ())
        ]
        same = [text for text in listed if text.startswith(f"{self._name}(")]
        return same[0] if same and "PyObject" in self._signature else self._signature


def call(function: Callable[..., Any], values: tuple[Any, ...], description: str) -> Any:
    """Call a method of PySide, or of a stand-in, with values that Python code gave.

    Raises:
        ValueError: they do not fit.
    """
    wrong = f"Called {description} with wrong arguments: {values!r}"
    if isinstance(function, types.MethodType):
        try:
            inspect.signature(function).bind(*values)
        except TypeError as error:
            raise ValueError(f"{wrong}: {error}") from error
        return conversion.wrap(function(*map(conversion.unwrap, values)))
    converted = conversion.arguments(function, values)
    try:
        result = function(*converted)
    except TypeError as error:
        raise ValueError(f"{wrong}: {error}") from error
    return conversion.wrap(result)


def _single_shot(milliseconds: int, slot: Callable[..., Any]) -> None:
    """The one method that takes a Python function."""
    if not callable(slot):
        raise ValueError(f"QTimer.singleShot cannot call {slot!r}")
    QtCore.QTimer.singleShot(int(milliseconds), lambda: slot())
