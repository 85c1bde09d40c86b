"""Which widget can show a parameter of which type, and how."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .annotations import Choice, Decimals, Maximum, Minimum, SingleStep, WithinRange, first, split
from .serializers import is_node

SPIN_BOXES = ("QDoubleSpinBox", "ctkDoubleSpinBox", "qMRMLSpinBox")
SLIDERS = ("ctkSliderWidget", "qMRMLSliderWidget")


@dataclass(frozen=True)
class Connector:
    """The link of a parameter and a widget.

    Attributes:
        signal: the widget's signal that it has changed.
        read: the widget's value.
        write: shows a value.
    """

    signal: Any
    read: Callable[[], Any]
    write: Callable[[Any], None]


def connect(widget: Any, annotated: Any) -> Connector:
    """Prepare a widget for a parameter: its range, its entries, its node types.

    Args:
        widget: the proxy of a widget.
        annotated: the parameter's type, with annotations.

    Raises:
        RuntimeError: Slicer cannot connect the two.
    """
    kind, annotations = split(annotated)
    name = type(widget).__name__
    if kind is bool and name in ("QCheckBox", "ctkCheckBox", "QPushButton"):
        return _check_box(widget, name)
    if kind is int and name in ("QSlider", "QSpinBox"):
        return _whole_number(widget, annotations)
    if kind in (int, float) and name in SPIN_BOXES + SLIDERS:
        return _number(widget, kind, annotations)
    if name in ("QComboBox", "ctkComboBox"):
        return _combo_box(widget, kind, annotations)
    if is_node(kind) and name == "qMRMLNodeComboBox":
        widget.nodeTypes = [kind.__name__]
        return Connector(widget.currentNodeChanged, widget.currentNode, widget.setCurrentNode)
    attribute = TEXTS.get((kind, name))
    if attribute is None:
        raise RuntimeError(
            f"Unable to create GUI connector from datatype '{annotated}' to widget type '{name}'."
        )
    return _text(widget, kind, *attribute)


# Property and signal of widgets that show a text or a path.
TEXTS = {
    (str, "QLineEdit"): ("text", "textChanged"),
    (str, "QLabel"): ("text", None),
    (Path, "ctkPathLineEdit"): ("currentPath", "currentPathChanged"),
    (Path, "ctkDirectoryButton"): ("directory", "directoryChanged"),
}


def _property(
    widget: Any, name: str, signal: Any, kind: Callable[[Any], Any], to_widget: Any = None
) -> Connector:
    def write(value: Any) -> None:
        setattr(widget, name, to_widget(value) if to_widget else value)

    return Connector(signal, lambda: kind(getattr(widget, name)), write)


def _check_box(widget: Any, name: str) -> Connector:
    if name == "QPushButton":
        widget.checkable = True
    return _property(widget, "checked", widget.toggled, bool)


def _whole_number(widget: Any, annotations: tuple[Any, ...]) -> Connector:
    low, high = _limits(annotations)
    if type(widget).__name__ == "QSlider" and (low is None or high is None):
        raise RuntimeError("Cannot have a connection to QSlider where the int type is unbounded.")
    widget.setRange(low if low is not None else -(2**31), high if high is not None else 2**31 - 1)
    _set(widget, "singleStep", first(annotations, SingleStep))
    return _property(widget, "value", widget.valueChanged, int)


def _number(widget: Any, kind: Callable[[Any], Any], annotations: tuple[Any, ...]) -> Connector:
    low, high = _limits(annotations)
    if type(widget).__name__ in SLIDERS and (low is None or high is None):
        raise RuntimeError(
            "Cannot have a connection to ctkSliderWidget where the float types is unbounded."
        )
    _set(widget, "decimals", Decimals(0) if kind is int else first(annotations, Decimals))
    _set(widget, "singleStep", first(annotations, SingleStep))
    widget.minimum = low if low is not None else float("-inf")
    widget.maximum = high if high is not None else float("inf")
    return _property(widget, "value", widget.valueChanged, kind)


def _combo_box(widget: Any, kind: Any, annotations: tuple[Any, ...]) -> Connector:
    choice = first(annotations, Choice)
    is_enum = isinstance(kind, type) and issubclass(kind, enum.Enum)
    if not is_enum and kind not in (int, float, str, bool):
        raise RuntimeError(
            f"Unable to create GUI connector from datatype '{kind}' to widget type 'QComboBox'."
        )
    if not is_enum and choice is None:
        raise RuntimeError("ComboBoxToStringableConnector requires the Choice annotation to be used.")
    values = list(kind) if is_enum else list(choice.choices)
    label = getattr(kind, "label", lambda value: value.name) if is_enum else str
    widget.clear()
    for value in values:
        widget.addItem(label(value))
    return _property(
        widget, "currentIndex", widget.currentIndexChanged, values.__getitem__, values.index
    )


def _text(widget: Any, kind: Callable[[Any], Any], name: str, signal: str | None) -> Connector:
    def write(value: Any) -> None:
        if str(value) != getattr(widget, name):
            setattr(widget, name, str(value))

    return Connector(
        getattr(widget, signal) if signal else None, lambda: kind(getattr(widget, name)), write
    )


def _limits(annotations: tuple[Any, ...]) -> tuple[Any, Any]:
    both = first(annotations, WithinRange)
    if both is not None:
        return both.minimum, both.maximum
    low, high = first(annotations, Minimum), first(annotations, Maximum)
    return low.minimum if low else None, high.maximum if high else None


def _set(widget: Any, name: str, annotation: Any) -> None:
    if annotation is not None:
        setattr(widget, name, annotation.value)
