"""Build what an entry of a ``model.json`` describes: its ``type`` and that type's options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Built = TypeVar("Built")


def build(kinds: Mapping[str, Callable[..., Built]], description: Mapping[str, Any], what: str) -> Built:
    """Call the kind that ``description["type"]`` names with the description's other entries.

    Args:
        kinds: by the name of their type.
        description: from JSON; lists become tuples.
        what: the kinds' common name, for the message.

    Raises:
        ValueError: the type is not known.
        TypeError: it has no such option, or lacks one.
    """
    if description["type"] not in kinds:
        raise ValueError(f"unknown {what} {description['type']!r}; known: {', '.join(kinds)}")
    options = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in description.items()
        if key != "type"
    }
    return kinds[description["type"]](**options)
