"""Signals and Python slots: which signatures exist, and how many arguments a slot gets."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6 import QtCore

from . import conversion, members


@dataclass(frozen=True)
class _Connection:
    signature: str
    slot: Callable[..., Any]
    handle: QtCore.QMetaObject.Connection


_connections: dict[int, list[_Connection]] = {}


def connect(native: QtCore.QObject, signature: str, slot: Callable[..., Any]) -> bool:
    """Connect a signal to a Python function.

    Raises:
        ValueError: there is no such signal. Slicer only prints this, and the slot is never called.
        TypeError: what is to be connected cannot be called.
    """
    name = resolve(type(native), signature, QtCore.QMetaMethod.MethodType.Signal)
    if not callable(slot):
        raise TypeError(f"{signature} cannot be connected to {slot!r}, which is no function")

    def receive(*values: Any) -> None:
        slot(*map(conversion.wrap, values[: argument_count(slot)]))

    handle = QtCore.QObject.connect(native, QtCore.SIGNAL(name), receive)
    _connections_of(native).append(_Connection(name, slot, handle))
    return True


def disconnect(native: QtCore.QObject, signature: str, slot: Callable[..., Any] | None = None) -> bool:
    """Disconnect a function, or all, from a signal; False if it was not connected.

    Raises:
        ValueError: there is no such signal.
    """
    name = resolve(type(native), signature, QtCore.QMetaMethod.MethodType.Signal)
    known = _connections_of(native)
    found = [c for c in known if c.signature == name and (slot is None or c.slot == slot)]
    for connection in found if slot is None else found[:1]:
        QtCore.QObject.disconnect(connection.handle)
        known.remove(connection)
    return bool(found)


def argument_count(slot: Callable[..., Any]) -> int | None:
    """How many arguments of a signal a slot gets: as many as it declares; None for all."""
    bound = isinstance(slot, types.MethodType)
    function = slot.__func__ if isinstance(slot, types.MethodType) else slot
    if not isinstance(function, types.FunctionType) or function.__code__.co_flags & inspect.CO_VARARGS:
        return None
    return function.__code__.co_argcount - bound


def resolve(native_class: type, signature: str, kind: QtCore.QMetaMethod.MethodType) -> str:
    """PySide's signature of a signal or slot given by its C++ signature.

    Arguments that are VTK objects travel as Python objects: the stand-ins list such signatures
    in ``CPP_SIGNATURES``.

    Raises:
        ValueError: the class has no such signal or slot.
    """
    # PySide takes text here, whatever its stubs say.
    normalized: Any = QtCore.QMetaObject.normalizedSignature(signature)  # type: ignore[arg-type]
    wanted = bytes(normalized.data()).decode()
    listed = {text for base in native_class.__mro__ for text in getattr(base, "CPP_SIGNATURES", ())}
    name = re.sub(r"\b(vtk\w+|QTableView)\s*\*", "PyObject", wanted) if wanted in listed else wanted
    meta = members.meta_object(native_class)
    index = meta.indexOfMethod(name)
    if (
        index < 0
        or ("PyObject" in name and wanted not in listed)
        or meta.method(index).methodType() != kind
    ):
        what = "signal" if kind == QtCore.QMetaMethod.MethodType.Signal else "slot"
        raise ValueError(f"{what} '{signature}' does not exist on {meta.className()}")
    return name


def _connections_of(native: QtCore.QObject) -> list[_Connection]:
    address = shiboken6.getCppPointer(native)[0]
    if address not in _connections:
        _connections[address] = []
        native.destroyed.connect(lambda: _connections.pop(address, None))
    return _connections[address]
