"""Hypothesis strategies for grids in patient space."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid


@st.composite
def rotations(draw: st.DrawFn) -> np.ndarray:
    """Random rotation matrices (columns are axes)."""
    seed = draw(st.integers(0, 2**31))
    matrix, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    return matrix * np.sign(np.linalg.det(matrix))


@st.composite
def grids(draw: st.DrawFn, sheared: bool = True) -> Grid:
    """Random grids: any orientation, mirrored or not, anisotropic, sheared on request."""
    axes = draw(rotations())
    axes = axes * np.array([draw(st.sampled_from([-1.0, 1.0])) for _ in range(3)])
    if sheared and draw(st.booleans()):
        axes = axes.copy()
        axes[:, 2] = axes[:, 2] + draw(st.floats(-0.3, 0.3)) * axes[:, 1]
    size = [draw(st.integers(1, 40)) for _ in range(3)]
    spacing = [draw(st.floats(0.3, 12.0)) for _ in range(3)]
    center = [draw(st.floats(-300, 300)) for _ in range(3)]
    return Grid.from_axes(size, axes, spacing, center)
