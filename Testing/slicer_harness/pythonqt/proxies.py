"""Proxies of objects and classes: attributes are found, set and refused as PythonQt does it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6 import QtCore

from . import callables, connections, conversion, members, properties, shell, wrapper
from .enums import EnumValue, enum_type
from .members import Kind
from .wrapper import is_derived, native_of


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


@wrapper.of_all_objects
class InstanceWrapper(wrapper.Wrapper, metaclass=ClassWrapper):
    """What all proxies of objects derive from; ``PythonQtInstanceWrapper`` in Slicer."""

    __slots__ = ()

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
        wrapper.adopt(self, native)
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


def _slot(receiver: Any, slot: str | None = None) -> Callable[..., Any]:
    """The function to be called: itself, or a slot of an object given by its signature."""
    if slot is None:
        return receiver  # type: ignore[no-any-return]
    native = native_of(receiver)
    name = connections.resolve(type(native), slot, QtCore.QMetaMethod.MethodType.Slot)
    method = callables.SlotFunction(type(receiver).native_class, name.partition("(")[0], receiver)
    count = 0 if name.endswith("()") else name.count(",") + 1
    return lambda *values: method(*values[:count])
