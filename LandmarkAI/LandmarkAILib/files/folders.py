"""Folders appear whole or not at all: filled under a temporary name, renamed when complete."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .atomic import make_folder, output_error


@contextmanager
def new_folder(parent: Path) -> Iterator[Path]:
    """An empty temporary folder within ``parent``, for :func:`place_folder`; gone after the block.

    Raises:
        OutputError: no space or no permission.
    """
    make_folder(parent)
    try:
        with tempfile.TemporaryDirectory(prefix=".new-", dir=parent) as workspace:
            fresh = Path(workspace) / "model"
            fresh.mkdir()
            yield fresh
    except OSError as error:
        raise output_error(parent, error) from error


def place_folder(fresh: Path, folder: Path) -> None:
    """Give the content of :func:`new_folder` its name; a folder that has the name is replaced."""
    if folder.exists():
        folder.rename(fresh.with_name("replaced"))  # removed with the rest of the workspace
    fresh.rename(folder)
