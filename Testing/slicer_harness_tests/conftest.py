"""The harness's fixtures, and the sample module."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from slicer_harness.fixtures import Panel

SAMPLE_MODULE = Path(__file__).parent / "sample_module" / "CenterPoint.py"


@pytest.fixture
def panel(module_widget: Callable[[Path], Panel]) -> Panel:
    """The sample module's panel, open."""
    return module_widget(SAMPLE_MODULE)


@pytest.fixture
def volume(scene: Any) -> Any:
    """A bright box in a dark volume of 60 × 60 × 30 voxels of 2 × 2 × 4 mm, shown in the slice views."""
    import slicer

    array = np.zeros((30, 60, 60), np.int16)
    array[10:20, 20:40, 20:40] = 100
    node = slicer.util.addVolumeFromArray(array, name="Box")
    node.SetSpacing(2, 2, 4)
    node.CreateDefaultDisplayNodes()
    slicer.util.setSliceViewerLayers(background=node, fit=True)
    return node
