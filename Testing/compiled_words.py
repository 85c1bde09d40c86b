"""Translations as Slicer loads them: compiled by Qt's ``lrelease``, in a ``QTranslator``."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
import translations


def translator(language: str, folder: Path) -> Any:
    """A loaded ``QTranslator`` of a language; skips the test where there is no Qt or no ``lrelease``.

    Args:
        language: such as ``de-DE``.
        folder: where to compile.
    """
    core = pytest.importorskip("PySide6.QtCore")
    lrelease = next(Path(core.__file__).parent.glob("lrelease*"), None)
    if lrelease is None:
        pytest.skip("this PySide6 brings no lrelease")
    compiled = folder / f"LandmarkAI_{language}.qm"
    command = [lrelease, "-silent", translations.file_of(language), "-qm", compiled]
    subprocess.run(command, check=True, timeout=60)
    loaded = core.QTranslator()
    assert loaded.load(str(compiled))
    return loaded
