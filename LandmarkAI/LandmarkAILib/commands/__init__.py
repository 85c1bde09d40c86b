"""Subcommands of ``landmarkai``; a command's module may be imported when it is asked for only."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Any


class CommandParser(argparse.ArgumentParser):
    """The parser of one command, whose arguments are added when its own are to be read.

    Args:
        module: has ``add_arguments(parser)``; None where the arguments are there already.
        options: of :class:`argparse.ArgumentParser`.
    """

    def __init__(self, *, module: str | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._module = module

    def parse_known_args(  # type: ignore[override]  # typeshed has overloads of the same
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        if self._module is not None:
            module, self._module = self._module, None
            import_module(module).add_arguments(self)
        return super().parse_known_args(args, namespace)
