"""A proxy holds an object of PySide, and is found again by it.

What a proxy does with names is in ``proxies``. Reading an attribute makes further proxies, so what
converts values must be able to make one without knowing what it does: ``proxies`` registers its class
here.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from weakref import WeakValueDictionary

import shiboken6
from PySide6 import QtCore

from . import members


class Wrapper:
    """Holds an object of PySide."""

    __slots__ = ("__weakref__", "_native")


_proxies: WeakValueDictionary[int, Wrapper] = WeakValueDictionary()
_base: type[Wrapper] = Wrapper


def of_all_objects(base: type[Wrapper]) -> type[Wrapper]:
    """Decorate the class from which the proxies of all objects derive."""
    global _base
    _base = base
    return base


def is_derived(cls: type) -> bool:
    """Whether Python code derived the class from a proxy's."""
    return "native_class" not in vars(cls)


@cache
def class_of(native_class: type) -> type[Wrapper]:
    """The proxy's class for a class of PySide or a stand-in."""
    content = {"native_class": native_class, "__slots__": (), "__module__": "PythonQt"}
    # Its metaclass is the base's: that of the classes which PythonQt shows.
    cls: type[Wrapper] = type(_base)(native_class.__name__, (_base,), content)
    return cls


def proxy_of(native: Any) -> Wrapper:
    """The proxy of an object, the same one as long as somebody holds it."""
    known = _proxies.get(_address(native))
    if known is not None and shiboken6.isValid(known._native) and type(known._native) is type(native):
        return known
    proxy = Wrapper.__new__(class_of(_public_class(type(native))))
    adopt(proxy, native)
    return proxy


def native_of(proxy: Wrapper, name: str = "") -> Any:
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


def adopt(proxy: Wrapper, native: Any) -> None:
    """Let a proxy hold an object."""
    object.__setattr__(proxy, "_native", native)
    if isinstance(native, QtCore.QObject):
        _proxies[_address(native)] = proxy


def _address(native: Any) -> int:
    return int(shiboken6.getCppPointer(native)[0])


def _public_class(native_class: type) -> type:
    """The class that Slicer knows: Qt's, or the stand-in's."""
    public = (base for base in native_class.__mro__ if members.is_qt(base) or "STAND_IN" in vars(base))
    return next(public)
