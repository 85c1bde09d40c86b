"""How values of each type are written into, and read from, a vtkMRMLScriptedModuleNode."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import slicer

from .annotations import IsInstance, NotNone, Validator


@dataclass(frozen=True)
class Serializer:
    """How values of a type are kept.

    Attributes:
        default: makes the value of a parameter that was given none.
        to_text: a value as text.
        from_text: the value of a text.
        validators: what a value must fulfil.
        is_node: whether the values are nodes, kept as references.
    """

    default: Callable[[], Any]
    to_text: Callable[[Any], str]
    from_text: Callable[[str], Any]
    validators: tuple[Validator, ...]
    is_node: bool = False

    def write(self, node: Any, name: str, value: Any) -> None:
        """Keep a value.

        Raises:
            ValueError, TypeError: it is not allowed.
        """
        for validator in self.validators:
            validator.validate(value)
        # Slicer sets an empty parameter beside each reference, to tell None from never written.
        node.SetParameter(name, "" if self.is_node else self.to_text(value))
        if self.is_node:
            node.SetNodeReferenceID(name, value.GetID() if value is not None else None)

    def read(self, node: Any, name: str) -> Any:
        return node.GetNodeReference(name) if self.is_node else self.from_text(node.GetParameter(name))


def serializer_for(kind: Any, validators: tuple[Validator, ...]) -> Serializer:
    """The serializer of a type.

    Args:
        kind: the type, without annotations.
        validators: those that stand beside the type.

    Raises:
        NotImplementedError: Slicer has a serializer for the type perhaps, the harness has not.
    """
    if is_node(kind):
        return Serializer(lambda: None, str, str, (IsInstance(kind), *validators), is_node=True)
    if kind in (int, float):
        allowed = (int, float) if kind is float else int
        return Serializer(lambda: 0, str, kind, (NotNone(), IsInstance(allowed), *validators))
    if kind is bool:
        return Serializer(
            bool, str, lambda text: text == "True", (NotNone(), IsInstance(bool), *validators)
        )
    if kind in (str, Path):
        return Serializer(kind, str, kind, (NotNone(), IsInstance(kind), *validators))
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        first = next(iter(kind))
        return Serializer(lambda: first, _name, kind.__getitem__, (IsInstance(kind), *validators))
    raise NotImplementedError(f"The harness keeps no parameters of type {kind}: teach it in {__name__}.")


def _name(value: enum.Enum) -> str:
    return value.name


def is_node(kind: Any) -> bool:
    """Whether a type is a class of nodes; None is a value of each. Unions are not supported here."""
    return isinstance(kind, type) and issubclass(kind, slicer.vtkMRMLNode)
