"""The decorator that makes a class a typed view of a parameter node."""
# ruff: noqa: N802, N803  (Slicer's names)

from __future__ import annotations

import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import slicer

from . import connectors
from .annotations import Default, Validator, first, split
from .serializers import Serializer, serializer_for

SlicerParameterNamePropertyName = "SlicerParameterName"


@dataclass(frozen=True)
class _Parameter:
    annotated: Any
    serializer: Serializer
    default: Default


class _Wrapper:
    """What the decorated class is given."""

    allParameters: dict[str, _Parameter]  # noqa: N815
    _is_parameter_node_wrapper = True
    # As in Slicer 5.10.0: connectGui returns nothing, and the observer of a connection stays for ever.
    is_of_5_10 = False

    def __init__(self, parameterNode: Any, prefix: str | None = None) -> None:
        self.parameterNode = parameterNode
        self._prefix = prefix or ""
        self._connected: dict[int, dict[str, connectors.Connector]] = {}
        self._disconnectors: dict[int, list[Callable[[], None]]] = {}
        self._updating = False
        for name in self.allParameters:
            self.getValue(name)

    def getValue(self, name: str) -> Any:
        parameter = self._parameter(name)
        # Closing the scene empties a parameter node that is a singleton.
        if not self.parameterNode.HasParameter(self._prefix + name):
            self.setValue(name, parameter.default.value)
        return parameter.serializer.read(self.parameterNode, self._prefix + name)

    def setValue(self, name: str, value: Any) -> None:
        self._parameter(name).serializer.write(self.parameterNode, self._prefix + name, value)

    def default(self, name: str) -> Default:
        return self._parameter(name).default

    @classmethod
    def dataType(cls, name: str) -> Any:
        return cls._parameter(name).annotated

    def isCached(self, name: str) -> bool:
        self._parameter(name)
        return False

    def connectGui(self, gui: Any) -> int | None:
        """Connect the widgets that have the dynamic property SlicerParameterName.

        Args:
            gui: a widget, or the result of ``slicer.util.childWidgetVariables``.

        Returns:
            A tag for ``disconnectGui``.
        """
        import qt

        is_widget = getattr(gui, "isWidgetType", lambda: False)()
        widgets = gui.findChildren(qt.QWidget) if is_widget else vars(gui).values()
        named = {widget.property(SlicerParameterNamePropertyName): widget for widget in widgets}
        tag = self.connectParametersToGui({name: widget for name, widget in named.items() if name})
        return None if self.is_of_5_10 else tag

    def connectParametersToGui(self, mapping: dict[str, Any]) -> int:
        """Connect parameters to widgets given by the parameters' names."""
        kinds = {name: self._parameter(name).annotated for name in mapping}
        connected = {name: connectors.connect(widget, kinds[name]) for name, widget in mapping.items()}
        tag = max(self._connected, default=-1) + 1
        self._connected[tag] = connected
        self._disconnectors[tag] = []
        for name, connector in connected.items():
            connector.write(self.getValue(name))
            self._follow(tag, name, connector)
        observer = self.AddObserver("ModifiedEvent", lambda *_: self._update_gui())
        if not self.is_of_5_10:
            self._disconnectors[tag].append(lambda: self.RemoveObserver(observer))
        return tag

    def disconnectGui(self, tag: int | None) -> None:
        if tag is None:
            return
        self._connected.pop(tag, None)
        for disconnect in self._disconnectors.pop(tag, []):
            disconnect()

    def StartModify(self) -> Any:
        return self.parameterNode.StartModify()

    def EndModify(self, wasModified: Any) -> Any:
        return self.parameterNode.EndModify(wasModified)

    def AddObserver(self, event: Any, callback: Callable[..., None], priority: float = 0.0) -> int:
        return int(self.parameterNode.AddObserver(event, callback, priority))

    def RemoveObserver(self, tag: int) -> None:
        self.parameterNode.RemoveObserver(tag)

    def Modified(self) -> None:
        self.parameterNode.Modified()

    @classmethod
    def _parameter(cls, name: str) -> _Parameter:
        if name not in cls.allParameters:
            raise ValueError(
                f"Cannot find a param with the given name: {name}; there are {list(cls.allParameters)}"
            )
        return cls.allParameters[name]

    def _follow(self, tag: int, name: str, connector: connectors.Connector) -> None:
        """Let the parameter follow the widget."""

        def changed() -> None:
            if not self._updating:
                with slicer.util.NodeModify(self):
                    self.setValue(name, connector.read())

        if connector.signal is not None:
            connector.signal.connect(changed)
            self._disconnectors[tag].append(lambda: connector.signal.disconnect(changed))

    def _update_gui(self) -> None:
        if self._updating:
            return
        self._updating = True
        try:
            with slicer.util.NodeModify(self):
                for connected in self._connected.values():
                    for name, connector in connected.items():
                        connector.write(self.getValue(name))
        finally:
            self._updating = False


def parameterNodeWrapper(classtype: type | None = None) -> Any:
    """Make a class, whose annotations name the parameters, a typed view of a parameter node.

    Raises:
        ValueError: a parameter is named like a method of the wrapper.
    """
    return _wrapped if classtype is None else _wrapped(classtype)


def _wrapped(cls: type) -> type:
    parameters = {}
    for name, annotated in typing.get_type_hints(cls, include_extras=True).items():
        if hasattr(_Wrapper, name):
            raise ValueError(f"Cannot use reserved name '{name}' in a parameterNodeWrapper")
        kind, annotations = split(annotated)
        validators = tuple(a for a in annotations if isinstance(a, Validator))
        serializer = serializer_for(kind, validators)
        default = Default(vars(cls)[name]) if name in vars(cls) else first(annotations, Default)
        parameters[name] = _Parameter(annotated, serializer, default or Default(serializer.default()))
    content = {name: _accessor(name) for name in parameters}
    kept = {
        key: value
        for key, value in vars(cls).items()
        if key not in ("__dict__", "__weakref__", *content)
    }
    return type(cls.__name__, (_Wrapper,), {**kept, **content, "allParameters": parameters})


def _accessor(name: str) -> property:
    return property(lambda self: self.getValue(name), lambda self, value: self.setValue(name, value))


def isParameterNodeWrapper(classOrObj: Any) -> bool:
    """Whether the decorator made it."""
    return getattr(classOrObj, "_is_parameter_node_wrapper", False)


def findChildWidgetForParameter(widget: Any, parameter: str) -> Any:
    """The widget inside another that shows a parameter; None where none does."""
    import qt

    children = widget.findChildren(qt.QWidget)
    return next((w for w in children if w.property(SlicerParameterNamePropertyName) == parameter), None)
