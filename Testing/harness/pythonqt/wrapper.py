"""Proxies of objects and classes: attributes are found, set and refused as PythonQt does it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import cache
from typing import Any
from weakref import WeakValueDictionary

import shiboken6
from PySide6 import QtCore

from . import callables, connections, conversion, members, properties, shell
from .enums import EnumValue, enum_type
from .members import Kind

_proxies: WeakValueDictionary[int, InstanceWrapper] = WeakValueDictionary()


class ClassWrapper(type):
    """The type of a proxy's class. Such classes do not derive from one another."""

    native_class: type

    def __getattr__(cls, name: str) -> Any:
        member = members.find(cls.native_class, name) if name != "native_class" else None
        if member is not None and member.kind is Kind.ENUM_VALUE:
            return EnumValue(getattr(cls.native_class, member.name))
        if member is not None and member.kind is Kind.ENUM_TYPE:
            return enum_type(getattr(cls.native_class, member.name))
        if member is not None and member.kind is Kind.METHOD:
            return callables.SlotFunction(cls.native_class, member.name)
        raise AttributeError(f"{cls.__name__} has no attribute named '{name}'")


class InstanceWrapper(metaclass=ClassWrapper):
    """What all proxies of objects derive from; ``PythonQtInstanceWrapper`` in Slicer."""

    __slots__ = ("__weakref__", "_native")

    def __init__(self, *values: Any, **keywords: Any) -> None:
        cls = type(self)
        if keywords:
            raise ValueError(
                f"Called {cls.__name__}() with keyword arguments, but it does not support kwargs."
            )
        native_class = shell.shell_class(cls) if is_derived(cls) else cls.native_class
        converted = conversion.arguments(cls.native_class, values)
        try:
            native = native_class(*converted)
        except (TypeError, NotImplementedError) as error:
            raise ValueError(
                f"Called {cls.__name__}() with wrong arguments: {values!r}: {error}"
            ) from error
        _adopt(self, native)
        if is_derived(cls):
            native.proxy = self

    def className(self) -> str:  # noqa: N802  (PythonQt's name)
        return type(self).__name__

    def inherits(self, name: str) -> bool:
        return any(base.__name__ == name for base in type(self).native_class.__mro__)

    def delete(self) -> None:
        shiboken6.delete(native_of(self))

    def connect(self, signal: str, *target: Any) -> bool:
        """``connect(signal, function)`` or ``connect(signal, receiver, slot)``."""
        return connections.connect(native_of(self), signal, _slot(*target))

    def disconnect(self, signal: str, *target: Any) -> bool:
        slot = _slot(*target) if target else None
        return connections.disconnect(native_of(self), signal, slot)

    def __getattr__(self, name: str) -> Any:
        native = native_of(self, name)
        member = members.find(type(self).native_class, name)
        if member is None:
            return properties.read_dynamic_or_child(native, name)
        if member.kind is Kind.PROPERTY:
            return properties.read(native, member.name)
        if member.kind is Kind.SIGNAL:
            return callables.SignalFunction(native, member.name)
        if member.kind is Kind.METHOD:
            return callables.SlotFunction(type(self).native_class, member.name, self)
        return getattr(type(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        native = native_of(self, name)
        member = members.find(type(self).native_class, name)
        if member is not None and member.kind is Kind.PROPERTY:
            properties.write(native, member.name, value)
        elif member is not None:
            what = member.kind.name.replace("_", " ").capitalize()
            raise AttributeError(
                f"{what} '{name}' can not be overwritten on {type(self).__name__} object"
            )
        elif properties.is_dynamic(native, name):
            native.setProperty(name, conversion.unwrap(value))
        elif is_derived(type(self)):
            object.__setattr__(self, name, value)
        else:
            raise AttributeError(
                f"'{name}' does not exist on {type(self).__name__} and "
                "creating new attributes on C++ objects is not allowed"
            )

    def __repr__(self) -> str:
        return f"{type(self).__name__} ({type(self).__name__} at: {id(self._native):#x})"

    def __bool__(self) -> bool:
        return shiboken6.isValid(self._native)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, InstanceWrapper):
            return NotImplemented
        return bool(self._native == other._native)

    def __hash__(self) -> int:
        return hash(self._native)

    def __add__(self, other: Any) -> Any:
        return self._operate(operator.add, other)

    def __sub__(self, other: Any) -> Any:
        return self._operate(operator.sub, other)

    def __mul__(self, other: Any) -> Any:
        return self._operate(operator.mul, other)

    def __truediv__(self, other: Any) -> Any:
        return self._operate(operator.truediv, other)

    def _operate(self, operation: Callable[[Any, Any], Any], other: Any) -> Any:
        return conversion.wrap(operation(native_of(self), conversion.unwrap(other)))


def is_derived(cls: type) -> bool:
    """Whether Python code derived the class from a proxy's."""
    return "native_class" not in vars(cls)


@cache
def class_of(native_class: type) -> type[InstanceWrapper]:
    """The proxy's class for a class of PySide or a stand-in."""
    content = {"native_class": native_class, "__slots__": (), "__module__": "PythonQt"}
    cls: Any = ClassWrapper(native_class.__name__, (InstanceWrapper,), content)
    return cls  # type: ignore[no-any-return]


def proxy_of(native: Any) -> InstanceWrapper:
    """The proxy of an object, the same one as long as somebody holds it."""
    known = _proxies.get(_address(native))
    if known is not None and shiboken6.isValid(known._native) and type(known._native) is type(native):
        return known
    proxy = InstanceWrapper.__new__(class_of(_public_class(type(native))))
    _adopt(proxy, native)
    return proxy


def native_of(proxy: InstanceWrapper, name: str = "") -> Any:
    """PySide's object.

    Raises:
        ValueError: Qt has deleted it, or ``__init__`` of the base was not called.
    """
    try:
        native = object.__getattribute__(proxy, "_native")
    except AttributeError as error:
        raise AttributeError(
            f"'{name}' asked of a {type(proxy).__name__} without its C++ object"
        ) from error
    if not shiboken6.isValid(native):
        what = f"property or method '{name}' of " if name else ""
        raise ValueError(f"Trying to use {what}a destroyed {type(proxy).__name__} object")
    return native


def _adopt(proxy: InstanceWrapper, native: Any) -> None:
    object.__setattr__(proxy, "_native", native)
    if isinstance(native, QtCore.QObject):
        _proxies[_address(native)] = proxy


def _address(native: Any) -> int:
    return int(shiboken6.getCppPointer(native)[0])


def _public_class(native_class: type) -> type:
    """The class that Slicer knows: Qt's, or the stand-in's."""
    public = (base for base in native_class.__mro__ if members.is_qt(base) or "STAND_IN" in vars(base))
    return next(public)


def _slot(receiver: Any, slot: str | None = None) -> Callable[..., Any]:
    """The function to be called: itself, or a slot of an object given by its signature."""
    if slot is None:
        return receiver  # type: ignore[no-any-return]
    native = native_of(receiver)
    name = connections.resolve(type(native), slot, QtCore.QMetaMethod.MethodType.Slot)
    method = callables.SlotFunction(type(receiver).native_class, name.partition("(")[0], receiver)
    count = 0 if name.endswith("()") else name.count(",") + 1
    return lambda *values: method(*values[:count])
