"""How a stand-in is declared."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from PySide6 import QtCore

_counter = count()
CTK: dict[str, type] = {}
SLICER: dict[str, type] = {}


def stand_in(cls: type) -> type:
    """Make a class known to ``ctk``, or to ``slicer``, and to the loader of .ui files."""
    cls.STAND_IN = True  # type: ignore[attr-defined]
    (CTK if cls.__name__.startswith("ctk") else SLICER)[cls.__name__] = cls
    return cls


def by_name(name: str) -> type | None:
    """The stand-in of a name."""
    return CTK.get(name) or SLICER.get(name)


def stored(type_name: Any, default: Any, changed: Callable[[Any], None] | None = None) -> Any:
    """A property that is just kept.

    Args:
        type_name: its type in C++.
        default: value of a new object.
        changed: called with the object after each write.
    """
    key = f"_stored_{next(_counter)}"

    def read(owner: Any) -> Any:
        return vars(owner).get(key, default)

    def write(owner: Any, value: Any) -> None:
        vars(owner)[key] = value
        if changed is not None:
            changed(owner)

    return QtCore.Property(type_name, read, write)


def constant(type_name: Any, value: Any) -> Any:
    """A property that cannot be written."""
    return QtCore.Property(type_name, lambda _owner: value, constant=True)


def forwarded(type_name: Any, part: str, name: str, *, writable: bool = True) -> Any:
    """A property of a part: ``forwarded("int", "_box", "decimals")`` is ``decimals`` of ``self._box``.

    Args:
        type_name: its type in C++.
        part: the attribute that holds the part, a QObject.
        name: the part's property.
        writable: whether it can be set.
    """

    def read(owner: Any) -> Any:
        return getattr(owner, part).property(name)

    def write(owner: Any, value: Any) -> None:
        getattr(owner, part).setProperty(name, value)

    return QtCore.Property(type_name, read, write if writable else None)
