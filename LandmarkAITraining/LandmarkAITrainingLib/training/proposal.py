"""A preset for the landmarks and segments of a dataset: what is chosen, and why, in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from LandmarkAILib.core.anatomy import landmark_types
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.core.slice_frame import SliceFrame, common_normal, plane_normal
from LandmarkAILib.errors import InputError
from LandmarkAILib.models.description import ModelDescription, StagePlan, TrainingRecord

from ..augment.affine import AffineRange
from ..data.survey import Survey
from ..presets.definitions import defined, with_partners
from ..presets.preset import NOT_TRAINED, Preset, StageTraining, Training, weights_file

GENERIC = {"landmarks-2d": 2, "landmarks-3d": 3}
"""Presets that are made of the dataset they train on, by the number of their dimensions."""

Pace = Callable[[Preset, int], float]
"""Seconds that a training step of a stage takes on this machine."""

_SIZES = {2: (192, 160, 128, 96, 64), 3: (96, 80, 64, 48)}  # pixels a side, multiples of 32 or 16
_SINGLE_SIZES = {2: (320, 256, *_SIZES[2]), 3: _SIZES[3]}  # of a view that no finer one follows
_FEWEST_STEPS = {2: (1000, 1000), 3: (350, 350)}  # of each stage, before smaller views are taken
_STEP = {2: 32, 3: 16}
# Of steps a side. On CPUs torch's bfloat16 gradients of small volumes are now and then no numbers (seen
# where they shrink to 2³ and 3³), so volumes are trained in float32 there.
_LEAST = {2: 2, 3: 3}
_BATCH, _RATE, _WIDTH = {2: 8, 3: 2}, {2: 1e-3, 3: 2e-3}, {2: 32, 3: 16}
_SHARES = (0.4, 0.6)  # of the time, for the two stages
_USED = 0.8  # of the time is steps; the rest reads, validates, calibrates
_FEWEST = 20  # steps of a stage; fewer are no training
_SURE = 0.5  # of SliceFrame.margin
_SINGLE = 0.75  # of the field; a crop as large as that shows hardly more of as many pixels


@dataclass
class Proposal:
    """Builds a preset step by step; ``notes`` says why.

    Args:
        survey: of the dataset.
        name: of the preset and its model.
        dimension: 2 or 3.
    """

    survey: Survey
    name: str
    dimension: Literal[2, 3]
    notes: dict[str, str] = field(default_factory=dict)

    def preset(self, pace: Pace, minutes: float) -> Preset:
        """The preset whose training takes about so long on this machine.

        Args:
            pace: measures a stage.
            minutes: for all stages together.

        Raises:
            InputError: too few minutes for any training, or no number of them.
        """
        if not math.isfinite(minutes):
            raise InputError(f"--minutes {minutes} is no time to train for: give a number, such as 30.")
        frame = self._frame() if self.dimension == 2 else None
        extent, reach = self._extent(frame), self._reach(frame)
        middle = _SIZES[self.dimension][2]
        trial = self._build(frame, extent, reach, [middle, middle])
        cost = [pace(trial, n) / self._pixels(trial, n) for n in range(len(trial.model.stages))]
        seconds = [60 * minutes * _USED * share for share in self._shares(len(cost))]
        among = _SIZES[self.dimension] if len(cost) == 2 else _SINGLE_SIZES[self.dimension]
        sizes = [self._affordable(n, cost[n], seconds[n], among) for n in range(len(cost))]
        chosen = self._build(frame, extent, reach, [*sizes, sizes[-1]][:2])
        stages = range(len(chosen.model.stages))
        per_step = [cost[n] * self._pixels(chosen, n) for n in stages]
        steps = [round(seconds[n] / per_step[n]) for n in stages]
        self._check_minutes(minutes, steps, per_step)
        self.notes["steps"] = (
            f"{' and '.join(map(str, steps))} steps of {_BATCH[self.dimension]} examples: at "
            f"{' and '.join(f'{s:.2f}' for s in per_step)} s a step, measured on this machine, that "
            f"takes about {minutes:g} minutes together with reading and validating."
        )
        timed = chosen.with_steps(steps).with_training(epoch=max(10, min(500, min(steps) // 6)))
        return replace(timed, notes=dict(self.notes))

    def _check_minutes(self, minutes: float, steps: Sequence[int], per_step: Sequence[float]) -> None:
        """See that each stage gets a few steps at least."""
        if min(steps) >= _FEWEST:
            return
        shares = self._shares(len(steps))
        needed = [_FEWEST * cost / share for cost, share in zip(per_step, shares, strict=True)]
        least = max(needed) / _USED / 60
        least = float(f"{least * 1.05:.2g}")  # a round number, and not one that is rounded to too little
        raise InputError(
            f"--minutes {minutes:g} leaves {min(steps)} steps for a stage, at {max(per_step):.2g} s a "
            f"step on this machine: give at least {least:g}, which only shows that everything runs; "
            "for a model to be used give 10 or more."
        )

    def _shares(self, stages: int) -> Sequence[float]:
        return _SHARES if stages == 2 else (1.0,)

    def _pixels(self, preset: Preset, stage: int) -> float:
        size = preset.model.stages[stage].view.options["size"]
        return float(np.prod(size)) if isinstance(size, (list, tuple)) else float(size) ** 2

    def _affordable(self, stage: int, cost: float, seconds: float, among: Sequence[int]) -> int:
        """The largest side of a view with which enough steps fit into the time."""
        dimension = self.dimension
        for side in among:
            if seconds / (cost * side**dimension) >= _FEWEST_STEPS[dimension][stage]:
                return side
        return among[-1]

    def _frame(self) -> SliceFrame:
        """How slices are placed."""
        grids = [case.grid for case in self.survey.cases]
        short = SliceFrame()
        cardiac = set(self.survey.landmarks) <= set(landmark_types()) and self.survey.landmarks
        if cardiac and min(short.margin(grid) for grid in grids) > _SURE:
            self.notes["frame"] = "short-axis: the landmarks are those of short-axis slices."
            return short
        frame = SliceFrame("patient", common_normal([plane_normal(grid) for grid in grids]))
        margin = min(frame.margin(grid) for grid in grids)
        if margin > _SURE:
            normal = ", ".join(f"{part:.2f}" for part in frame.normal)
            self.notes["frame"] = (
                f"patient: every slice is seen from the side of ({normal}) in the patient (left, "
                "posterior, superior), however its pixels are stored, so none is mirrored. The "
                f"furthest slice is at a cosine of {margin:.2f} to it; below 0.25 the model says that "
                "it may see a slice mirrored."
            )
            return frame
        self.notes["frame"] = (
            "as-acquired: the slices lie in all directions, so no side of the patient tells which way "
            f"round they are seen (the surest rule has a margin of {margin:.2f}). Images must all be "
            "stored the same way round: a mirrored one gives mirrored points, and no warning."
        )
        return SliceFrame("as-acquired")

    def _extent(self, frame: SliceFrame | None) -> FloatArray:
        """Sides in mm of the field that shows nearly all images whole: (2,) of slices, (3,)."""
        sides = []
        for case in self.survey.cases:
            fields = [case.grid] if frame is None else frame.slices(case.grid)[:1]
            axes = np.eye(3) if frame is None else fields[0].axes[:, :2]
            along = fields[0].corners() @ axes
            sides.append(np.ptp(along, axis=0) + float(fields[0].spacing[:2].min()))
        return np.asarray(np.quantile(sides, 0.95, axis=0))

    def _reach(self, frame: SliceFrame | None) -> float:
        """How far, in mm along an axis, what is marked lies from the mean of the landmarks, at most."""
        reach = [0.0]
        for case in self.survey.cases:
            axes = np.eye(3) if frame is None else frame.axes(case.grid)[:, :2]
            points = [found for name, found in case.points.items() if name in self.survey.landmarks]
            if points:
                middle = np.concatenate(points).mean(axis=0)
                reach.append(float(np.abs((case.marked - middle) @ axes).max()))
        return max(reach)

    def _build(
        self, frame: SliceFrame | None, extent: FloatArray, reach: float, sides: Sequence[int]
    ) -> Preset:
        """The preset with views of so many pixels a side at most."""
        native = self.survey.spacing(self.dimension)
        first, coarse = self._whole(frame, extent, sides[0], native)
        views, spacings = [first], [coarse]
        unit = self.survey.units
        context = max(0.3 * reach, 0.04 * float(extent.max()), 4 * coarse)
        side = 2 * (reach + context)
        self.notes["stage 1"] = (
            f"The whole image, {' × '.join(f'{e:.0f}' for e in extent)} {unit}, at {coarse:.2f} {unit} "
            f"a pixel of the view (stored: {native:.2f} {unit})."
        )
        if not self.survey.landmarks:
            self.notes["stage 2"] = "None: landmarks would place a second view, and there are none."
        elif side > _SINGLE * float(extent.max()):
            self.notes["stage 2"] = (
                f"None: what is marked lies up to {reach:.0f} {unit} from the mean of the landmarks, so "
                "a second view would be about as wide as the first. All the time goes into one view."
            )
        else:
            view, fine = self._crop(frame, side, sides[1], native)
            views, spacings = [*views, view], [*spacings, fine]
            self.notes["stage 2"] = (
                f"{side:.0f} {unit} around the mean of the landmarks, at {fine:.2f} {unit} a pixel: "
                f"what is marked lies up to {reach:.0f} {unit} from it, and the first stage may be off "
                "by some."
            )
        return self._assembled(frame, views, spacings, extent)

    def _whole(
        self, frame: SliceFrame | None, extent: FloatArray, side: int, native: float
    ) -> tuple[Tagged, float]:
        spacing = max(float(extent.max()) / side, native if side * native > extent.max() else 0.0)
        spacing = round(spacing, 3)
        step = _STEP[self.dimension]
        size = [
            int(step * max(_LEAST[self.dimension], np.ceil(e / spacing / step - 1e-3))) for e in extent
        ]
        if frame is None:
            return Tagged("volume", {"size": size, "spacing": spacing}), spacing
        options = {"size": max(size), "spacing": spacing, **_placed(frame)}
        return Tagged("field", options), spacing

    def _crop(
        self, frame: SliceFrame | None, side: float, most: int, native: float
    ) -> tuple[Tagged, float]:
        step, center = _STEP[self.dimension], list(self.survey.landmarks)
        size = int(min(most, step * max(_LEAST[self.dimension], np.ceil(side / (0.75 * native) / step))))
        spacing = round(side / size, 3)
        if frame is None:
            options: dict[str, Any] = {"size": [size] * 3, "spacing": spacing, "center": center}
            return Tagged("box", options), spacing
        return Tagged(
            "frame", {"size": size, "spacing": spacing, "center": center, **_placed(frame)}
        ), spacing

    def _assembled(
        self,
        frame: SliceFrame | None,
        views: Sequence[Tagged],
        spacings: Sequence[float],
        extent: FloatArray,
    ) -> Preset:
        found, dimension = self.survey, self.dimension
        rotation = self._rotation(frame)
        network = Tagged(
            "resnet18-unet" if dimension == 2 else "unet3d",
            {
                "heatmaps": len(found.landmarks),
                "segments": len(found.segments) + 1 if found.segments else 0,
                "width": _WIDTH[dimension],
            },
        )
        sigmas = [round(2.0 * spacing, 2) for spacing in spacings]
        plans = [
            StagePlan(view, network, weights_file(n), window=round(3.5 * sigmas[n], 1), passes=n + 1)
            for n, view in enumerate(views)
        ]
        shifts = [0.06 * float(extent.max()), 1.5 * spacings[0]]
        stages = [
            StageTraining(20, sigma, AffineRange(round(shifts[n], 1), rotation, 0.1))
            for n, sigma in enumerate(sigmas)
        ]
        if found.modality == "OT":
            self.notes["modality"] = (
                "OT, which is any: the files do not say how they were taken, so the model takes images "
                "of every modality. 'landmarkai preset --modality MR' makes it refuse others."
            )
        self.notes["sigma"] = "Two pixels of the view: the width of the peaks that the network learns."
        described = defined(
            ModelDescription(
                name=self.name,
                title=", ".join((*found.landmarks, *found.segments)),
                modality=found.modalities,
                units=found.units,
                dimension=dimension,
                landmarks=found.landmarks,
                segments=found.segments,
                stages=tuple(plans),
                training=TrainingRecord(),
                intensity=Tagged("percentiles", {}),
                **NOT_TRAINED,
            )
        )
        model = with_partners(described)
        preset = Preset(model, self._training(tuple(stages)))
        return preset.with_training(mirror=self._mirror(preset, frame))

    def _mirror(self, preset: Preset, frame: SliceFrame | None) -> float:
        """Share of the examples that are mirrored."""
        short_axis = frame is not None and frame.kind == "short-axis"
        if not preset.partners or short_axis:
            return 0.0
        names = (*self.survey.landmarks, *self.survey.segments)
        pairs = [name for name in names if name in preset.partners]
        self.notes["mirror"] = (
            f"Half of the examples are mirrored, and {', '.join(pairs)} change their names with their "
            "partners. Set it to 0 where what lies around them is not the same on both sides."
        )
        return 0.5

    def _training(self, stages: tuple[StageTraining, ...]) -> Training:
        found, dimension = self.survey, self.dimension
        look: Literal["mr", "ct", "one"] = "mr" if found.contrasts > 1 else "one"
        why = {
            "mr": f"mr: the table names {found.contrasts} kinds of image, so tissues change places.",
            "one": "one: all images are of one kind, so what is bright stays bright.",
            "ct": "ct: other tube voltages, kernels and doses.",
        }
        look = "ct" if found.modality == "CT" and dimension == 3 else look
        self.notes["look"] = why[look]
        return Training(
            stages=stages,
            batch=_BATCH[dimension],
            learning_rate=_RATE[dimension],
            average=0.995,
            synthetic=0.0,
            look=look,
            precision={"cpu": "float32"} if dimension == 3 else {},
        )

    def _rotation(self, frame: SliceFrame | None) -> float:
        """Degrees by which views are turned: as the two landmarks farthest apart are, and some more."""
        if frame is None or len(self.survey.landmarks) < 2:
            return 12.0
        first, second = self.survey.landmarks[0], self.survey.landmarks[-1]
        angles = []
        for case in self.survey.cases:
            if first in case.points and second in case.points:
                u, v = frame.axes(case.grid)[:, :2].T
                way = case.points[second].mean(axis=0) - case.points[first].mean(axis=0)
                angles.append(np.arctan2(way @ v, way @ u))
        length = abs(np.exp(1j * np.array(angles)).mean()) if angles else 1.0
        spread = float(np.rad2deg(np.sqrt(max(0.0, -2 * np.log(max(length, 1e-6))))))
        rotation = 180.0 if spread > 60 else round(max(12.0, spread), 0)
        self.notes["rotation"] = (
            f"The line from {first} to {second} turns by {spread:.0f}° from case to case; views are "
            f"turned by {'the full circle' if rotation == 180 else f'{rotation:.0f}°'} in training."
        )
        return rotation


def _placed(frame: SliceFrame) -> dict[str, Any]:
    """Options of a view of slices that place them."""
    if frame.kind == "short-axis":
        return {}
    normal = {"normal": list(frame.normal)} if frame.kind == "patient" else {}
    return {"frame": frame.kind, **normal}
