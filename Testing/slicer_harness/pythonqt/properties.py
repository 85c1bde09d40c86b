"""Properties of an object: read as values, written with PythonQt's conversions."""

from __future__ import annotations

from typing import Any

from PySide6 import QtCore

from . import conversion, members


def read(native: QtCore.QObject, name: str) -> Any:
    """The value of a declared property."""
    return conversion.wrap(native.property(name))


def write(native: QtCore.QObject, name: str, value: Any) -> None:
    """Set a declared property.

    Raises:
        AttributeError: it cannot be written, or does not take the value.
    """
    meta = members.meta_object(type(native))
    declared: Any = meta.property(meta.indexOfProperty(name))
    if not declared.isWritable():
        raise AttributeError(f"Property '{name}' of {meta.className()} object is not writable")
    refusal = (
        f"Property '{name}' of type '{declared.typeName()}' does not accept "
        f"an object of type {type(value).__name__} ({value!r})"
    )
    try:
        converted = conversion.to_property(value, declared.typeName())
    except (TypeError, ValueError) as error:
        raise AttributeError(refusal) from error
    if not declared.write(native, converted):
        raise AttributeError(refusal)


def is_dynamic(native: Any, name: str) -> bool:
    """Whether an object was given a property that its class does not declare."""
    return isinstance(native, QtCore.QObject) and name.encode() in _dynamic_names(native)


def read_dynamic_or_child(native: Any, name: str) -> Any:
    """A dynamic property, or the child of that name.

    Raises:
        AttributeError: there is neither.
    """
    if is_dynamic(native, name):
        return read(native, name)
    for child in native.children() if isinstance(native, QtCore.QObject) else ():
        if child.objectName() == name:
            return conversion.wrap(child)
    raise AttributeError(f"{type(native).__name__} has no attribute named '{name}'")


def _dynamic_names(native: QtCore.QObject) -> list[bytes]:
    return [bytes(name.data()) for name in native.dynamicPropertyNames()]
