"""Classes that Python code derives from Qt's: their virtual methods are called by Qt."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from . import conversion, members, wrapper


@cache
def shell_class(cls: type) -> type:
    """PySide's class behind a class that Python code derived from a proxy's.

    Its virtual methods call those that the Python code overrides.
    """
    native_class = cls.native_class  # type: ignore[attr-defined]
    names = {
        name
        for base in cls.__mro__
        if issubclass(base, wrapper.Wrapper) and wrapper.is_derived(base)
        for name, value in vars(base).items()
        if callable(value) and not name.startswith("_")
    }
    qt_class = members.qt_class(native_class)
    overrides = {name: _override(native_class, name) for name in names if hasattr(qt_class, name)}
    return type(cls.__name__, (native_class,), {"proxy": None, **overrides})


def _override(native_class: type, name: str) -> Callable[..., Any]:
    def forward(native: Any, *values: Any) -> Any:
        # While Qt constructs the object there is no proxy yet.
        if native.proxy is None:
            return getattr(native_class, name)(native, *values)
        return conversion.unwrap(getattr(native.proxy, name)(*map(conversion.wrap, values)))

    return forward
