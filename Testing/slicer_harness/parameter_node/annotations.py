"""What can stand beside a parameter's type: its default, its limits, how its widget looks."""

from __future__ import annotations

import typing
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any


@dataclass
class Decimals:
    """Decimals that the widget shows."""

    value: int


@dataclass
class SingleStep:
    """Step of the widget."""

    value: float


class Default:
    """The value of a new parameter node; with a generator, made for each."""

    def __init__(self, value: Any = None, *, generator: Callable[[], Any] | None = None) -> None:
        self._value = value
        self._generator = generator

    @property
    def value(self) -> Any:
        return self._generator() if self._generator else self._value


class Validator(ABC):
    """A condition on the value."""

    @abstractmethod
    def validate(self, value: Any) -> None:
        """Raise ValueError or TypeError for a value that breaks it."""


class NotNone(Validator):
    """Anything but None."""

    def validate(self, value: Any) -> None:
        if value is None:
            raise ValueError("Value must not be None")


@dataclass
class IsInstance(Validator):
    """None, or of a type."""

    classtype: Any

    def validate(self, value: Any) -> None:
        if value is not None and not isinstance(value, self.classtype):
            raise TypeError(
                f"Value must be of type '{self.classtype}', is type '{type(value)}' value '{value}'"
            )


@dataclass
class WithinRange(Validator):
    """Between two numbers, which are allowed themselves."""

    minimum: float
    maximum: float

    def validate(self, value: Any) -> None:
        if not self.minimum <= value <= self.maximum:
            raise ValueError(f"Value must be within range [{self.minimum}, {self.maximum}], is {value}")


@dataclass
class Minimum(Validator):
    """Not under a number."""

    minimum: float

    def validate(self, value: Any) -> None:
        if value < self.minimum:
            raise ValueError(f"Value must be greater than {self.minimum}, is {value}")


@dataclass
class Maximum(Validator):
    """Not over a number."""

    maximum: float

    def validate(self, value: Any) -> None:
        if value > self.maximum:
            raise ValueError(f"Value must be less than {self.maximum}, is {value}")


@dataclass
class Choice(Validator):
    """One of some values."""

    choices: Collection[Any]

    def validate(self, value: Any) -> None:
        if value not in self.choices:
            raise ValueError(f"Value is {value}, but must be in one of the following: {self.choices}")


@dataclass
class Exclude(Validator):
    """None of some values."""

    excludedValues: Collection[Any]  # noqa: N815  (Slicer's name)

    def validate(self, value: Any) -> None:
        if value in self.excludedValues:
            raise ValueError(
                f"Value is {value}, but must not be an excluded value: {self.excludedValues}"
            )


def split(annotated: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type and what stands beside it."""
    arguments = typing.get_args(typing.Annotated[annotated, None])
    return arguments[0], arguments[1:-1]


def first(annotations: Collection[Any], kind: type) -> Any:
    """The first annotation of a kind; None where there is none."""
    return next((annotation for annotation in annotations if isinstance(annotation, kind)), None)
