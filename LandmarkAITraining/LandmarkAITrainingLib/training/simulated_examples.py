"""Volumes simulated while training: a new subject, phase and scan for every example."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from LandmarkAILib.inference.intensity import (
    HounsfieldWindow,
    Intensity,
    Normalise,
    normalise,
    scale_window,
)
from LandmarkAILib.inference.sampling import inside
from LandmarkAILib.inference.views import View

from ..augment.affine import perturbed
from ..presets.preset import Simulation
from ..simulation.ct.fields_of_view import draw_grid
from ..simulation.ct.geometric_heart import geometric_heart
from ..simulation.ct.rendering import render
from ..simulation.ct.subject import draw_subject
from ..simulation.ct.whole_heart import WholeHeart, read_whole_heart
from .labelled_volumes import Seen
from .slice_examples import ExampleOptions


@dataclass(frozen=True, eq=False)
class CTSimulator:
    """Renders simulated subjects on the grid of a view directly, without a volume on disk.

    Args:
        heart: the whole heart that subjects are varied from.
        normalise: brings HU to the range of the network.
    """

    heart: WholeHeart
    normalise: Normalise

    def look(self, view: View, options: ExampleOptions, rng: np.random.Generator) -> Seen:
        """What a view, perturbed as ``options`` say, shows of a new subject."""
        subject = draw_subject(rng, self.heart)
        field = draw_grid(rng, subject)
        points = {
            p.name: p.position
            for p in subject.landmarks
            if p.position is not None and field.contains(p.position)
        }
        grid = view.place(view.fields(field)[0], points)
        assert grid is not None
        if options.affine is not None:
            grid = perturbed(grid, options.affine, rng)
        values, labels = render(subject, grid, rng)
        return Seen(
            grid=grid,
            values=torch.as_tensor(values),
            inside=inside(field, [grid])[0, 0],
            labels=torch.as_tensor(labels.astype(np.int64)),
            points=points,
            annotated=True,
            normalise=self.normalise,
        )


def make_simulator(options: Simulation, intensity: Intensity) -> CTSimulator:
    """Read the heart that subjects are varied from.

    Raises:
        InputError: the label map cannot be read.
    """
    heart = read_whole_heart(Path(options.base)) if options.base else geometric_heart()
    return CTSimulator(heart, of_hounsfield(intensity))


def of_hounsfield(intensity: Intensity) -> Normalise:
    """How values that are known to be HU are treated, whatever part of a chest they show."""
    if not isinstance(intensity, HounsfieldWindow):
        return normalise
    low, high = intensity.window
    return lambda views, within: scale_window(views, within, low, high)
