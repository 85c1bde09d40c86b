"""A small extension that passes every gate, for the tests to break."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from PIL import Image

from .gates.catalog import SCHEMA
from .gates.checkout import Checkout
from .gates.file_lists import BEGIN, END, cmake_files, updated

RAW = "https://raw.githubusercontent.com/Someone/SlicerHeartPoints/main"

TOP_CMAKE = f"""\
cmake_minimum_required(VERSION 3.20)

project(HeartPoints)

set(EXTENSION_HOMEPAGE "https://github.com/Someone/SlicerHeartPoints")
set(EXTENSION_CONTRIBUTORS "Jane Roe (Somewhere)")
set(EXTENSION_DESCRIPTION "Finds points in hearts.")
set(EXTENSION_ICONURL "{RAW}/HeartPoints.png")
set(EXTENSION_SCREENSHOTURLS "{RAW}/Resources/Screenshots/points.png")
set(EXTENSION_DEPENDS "PyTorch")

find_package(Slicer REQUIRED)
include(${{Slicer_USE_FILE}})

{BEGIN}
{END}
set(place ${{CMAKE_BINARY_DIR}}/${{Slicer_QTSCRIPTEDMODULES_LIB_DIR}})
foreach(file IN LISTS SHARED_RESOURCES)
  configure_file(${{file}} ${{place}}/${{file}} COPYONLY)
endforeach()

add_subdirectory(HeartPoints)

include(${{Slicer_EXTENSION_GENERATE_CONFIG}})
include(${{Slicer_EXTENSION_CPACK}})
"""

MODULE_CMAKE = f"""\
set(MODULE_NAME HeartPoints)

{BEGIN}
{END}

slicerMacroBuildScriptedModule(
  NAME ${{MODULE_NAME}}
  SCRIPTS ${{MODULE_PYTHON_SCRIPTS}}
  RESOURCES ${{MODULE_PYTHON_RESOURCES}}
  WITH_GENERIC_TESTS
  )

if(BUILD_TESTING)
  slicer_add_python_unittest(SCRIPT ${{MODULE_NAME}}.py)
endif()
"""

ENTRY = {
    "$schema": SCHEMA,
    "build_dependencies": ["PyTorch"],
    "category": "Cardiac",
    "scm_revision": "main",
    "scm_url": "https://github.com/Someone/SlicerHeartPoints.git",
    "tier": 1,
}

README = """\
# HeartPoints

It finds points in hearts.

![The points](Resources/Screenshots/points.png)

## Modules

| module | does |
|---|---|
| `HeartPoints` | finds the points |

## Tutorial

1. Open the module Sample Data and click the heart.
2. Open HeartPoints.
3. Click the button. ![The points](Resources/Screenshots/points.png)

## Models

| model | terms |
|---|---|
| `hearts` | research use only |

## Data

Hearts of <https://example.org>.

## License and citation

[Apache License 2.0](LICENSE.txt). Cite <https://doi.org/10.1000/1>.
"""

MODULE = """\
\"\"\"Slicer's entry.\"\"\"

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import vtk
from HeartPointsLib import finding
from slicer.ScriptedLoadableModule import *

if TYPE_CHECKING:
    import torch

LOGGER = logging.getLogger(__name__)


class HeartPoints(ScriptedLoadableModule):
    def find(self) -> torch.Tensor:
        import torch

        return finding.find(torch.zeros(1), vtk.VTK_FLOAT)
"""

FINDING = """\
from .points import find

__all__ = ["find"]
"""

POINTS = """\
import numpy as np

ORIGIN = np.array([0.0, 0.0, 0.0])


def find(*_):
    return ORIGIN
"""

PROGRAM = """\
import sys

sys.exit(0)
"""

FILES = {
    "CMakeLists.txt": TOP_CMAKE,
    "HeartPoints.json": json.dumps(ENTRY, indent=2) + "\n",
    "LICENSE.txt": "Apache License\nVersion 2.0, January 2004\n",
    "README.md": README,
    "HeartPoints/CMakeLists.txt": MODULE_CMAKE,
    "HeartPoints/HeartPoints.py": MODULE,
    "HeartPoints/HeartPointsLib/__init__.py": "",
    "HeartPoints/HeartPointsLib/__main__.py": PROGRAM,
    "HeartPoints/HeartPointsLib/finding.py": FINDING,
    "HeartPoints/HeartPointsLib/points.py": POINTS,
    "HeartPoints/HeartPointsLib/points.json": "{}\n",
    "HeartPoints/HeartPointsLib/deep/__init__.py": "",
    "HeartPoints/HeartPointsLib/deep/networks.py": "from torch import nn\n",
    "Resources/Models/hearts/model.json": '{"name": "hearts", "license": "research use only"}\n',
    "Resources/README.md": "Not installed.\n",
    "Testing/check.py": "import pytest\n\nprint(pytest)\n",
}
PICTURES = {
    "HeartPoints.png": (128, 128),
    "HeartPoints/Resources/Icons/HeartPoints.png": (128, 128),
    "Resources/Screenshots/points.png": (640, 480),
}


def write_extension(root: Path) -> Path:
    """Write the extension into an empty folder, put it under git, and return the folder."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    for name, size in PICTURES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size).save(root / name)
    subprocess.run(["git", "init", "--quiet", "--template=", str(root)], check=True, timeout=600)
    write_lists(root)
    return root


def write_lists(root: Path) -> None:
    """Bring the lists of files up to date."""
    checkout = Checkout(root)
    for path in cmake_files(checkout):
        (root / path).write_text(updated(checkout, path), encoding="utf-8", newline="\n")


def replace(root: Path, path: str, old: str, new: str) -> None:
    """Replace what must be there."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")
