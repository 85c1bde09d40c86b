"""A model at work: a chain of stages from an image to a detection.

A stage is a view, a network and its heads. The points of a stage place the views of the next; the last
stage's points and labels are the result.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from .. import __version__
from ..core.detection import Detection, Segmentation
from ..core.geometry import Grid
from ..core.image import PIXELS, UNITS, Image
from ..core.landmarks import LandmarkSet
from ..core.records import RecordError
from ..errors import ModelError
from ..models.bundle import Bundle
from ..models.plans import ContrastPlan, MirrorPlan, ShiftPlan, StackPlan
from .calibration import Calibration
from .cavity_tip import at_the_end_of_the_blood
from .checks import contrast_notice, with_doubts
from .contrasts import ContrastReader
from .decoding import Anchor, Decoder, Source, label_map, placing_points
from .device import Device
from .intensity import HounsfieldWindow, Intensity, make_intensity
from .levels import StackLevels
from .mirror import MirrorAlarm, alarm_notice, mirrored_image
from .prompts import completed, nearest_points
from .sampling import Volume
from .shift import ShiftScore, shift_notice
from .stage import Stage
from .stage_output import StageOutput
from .views import Points

if TYPE_CHECKING:
    from torch import Tensor

Progress = Callable[[float, str], None]
"""Called with the share that is done, 0 to 1, and what is being done, in plain words."""

Plan = TypeVar("Plan", StackPlan, MirrorPlan, ContrastPlan, ShiftPlan)
Part = TypeVar("Part", StackLevels, MirrorAlarm, ContrastReader, ShiftScore)

_COARSE: tuple[Source, ...] = ("prompt", "stage", "neighbours")
"""After a coarse stage what a reader dropped goes first: it is why the stage ran at all."""

_FINE: tuple[Source, ...] = ("stage", "neighbours", "prompt")
"""The last stage refines what a reader dropped, from pass to pass."""


@dataclass(frozen=True, eq=False)
class StageOutputs:
    """What the stages gave on an image.

    Args:
        final: of the last pass of the last stage; empty where nothing was recognised.
        coarse: of the first stage's first pass; None where it was the last stage, or nothing was
            recognised.
        recognised: whether the image shows anything that the model knows.
        away: how unlike the model's training the image is; None of a model that does not tell.
    """

    final: StageOutput
    coarse: StageOutput | None
    recognised: bool
    away: float | None = None


class Pipeline:
    """A model in memory, ready to detect; thread-safe as long as one image is detected at a time.

    Args:
        bundle: what the model is.
        stages: its stages, networks on the device.
        device: where they run.
    """

    def __init__(self, bundle: Bundle, stages: Sequence[Stage], device: Device) -> None:
        self.bundle, self.stages, self.device = bundle, list(stages), device
        self.names = bundle.landmarks
        description = bundle.description
        calibration = Calibration(description.calibration)
        self.decoder = Decoder(self.names, calibration, slicewise=description.dimension == 2)
        self.intensity = _intensity(bundle)
        self.levels = _part(bundle, description.stack, StackLevels.load)
        self.mirror = _part(bundle, description.mirror, MirrorAlarm.load)
        self.contrasts = _part(bundle, description.contrasts, ContrastReader.load)
        self.shift = _part(bundle, description.shift, ShiftScore.load)

    @classmethod
    def load(cls, bundle: Bundle, device: Device) -> Pipeline:
        """Build the networks of a bundle, with its weights, on a device.

        Raises:
            ModelError: it needs what is not here, or lacks weights.
        """
        stages = [Stage.load(bundle, n, device) for n in range(len(bundle.stages))]
        if device.engine == "openvino":
            stages, device = _in_openvino(bundle, stages, device)
        return cls(bundle, stages, device)

    def detect(
        self,
        image: Image,
        progress: Progress | None = None,
        rough: Mapping[int, Points] | None = None,
    ) -> Detection:
        """Find the model's landmarks and segments in an image.

        Args:
            image: any orientation, spacing and unit of intensity.
            progress: told how far it is.
            rough: points that a reader dropped, LPS mm, by slice and name; one is enough. They take the
                place of the coarse stages: on slices without any, those of the nearest slice do.

        Returns:
            Points in LPS mm, one per landmark and, for 2D models, per slice; labels on the image's own
            grid.

        Raises:
            InputError: the image's values are not of the kind that the model knows.
        """
        started = time.perf_counter()
        report = progress or (lambda share, words: None)
        outputs = self.run_stages(image, report, rough)
        report(0.9, "reading the answer")
        found = self.decode(image, outputs)
        seconds = time.perf_counter() - started
        return replace(found, provenance=self._provenance(image, outputs, found, seconds))

    def run_stages(
        self, image: Image, report: Progress, rough: Mapping[int, Points] | None = None
    ) -> StageOutputs:
        """Every pass of every stage, in order; see :meth:`detect`."""
        import torch

        volume = Volume(image, self.device, self.intensity.of(image))
        last = self.stages[-1]
        fields = last.view.fields(image.grid)
        prompts: list[Points] = [{} for _ in fields]
        with torch.inference_mode():
            if rough:
                given = nearest_points(rough, len(fields))
                prompts = completed(last, volume, fields, given, rough)
            suffice = prompts[0].keys() >= set(last.view.needs)
            stages = [last] if suffice else self.stages
            # What a reader pointed at is taken to be there.
            least = 0.0 if rough else self.bundle.description.seen
            outputs = self._run(stages, volume, fields, prompts, least, report)
        return replace(outputs, away=None if self.shift is None else self.shift.distance(image))

    def _run(
        self,
        stages: Sequence[Stage],
        volume: Volume,
        fields: Sequence[Grid],
        prompts: Sequence[Points],
        least: float,
        report: Progress,
    ) -> StageOutputs:
        """Run stages, the first one placed by the prompts; ``least`` evidence must be in its output."""
        prompted = [[Anchor(name, p, "prompt") for name, p in on.items()] for on in prompts]
        passes = [(stage, number) for stage in stages for number in range(stage.passes)]
        points, outputs = list(prompts), []
        for n, (stage, number) in enumerate(passes):
            report(0.9 * n / len(passes), f"looking at the image, {n + 1} of {len(passes)}")
            outputs.append(stage.run(volume, fields, points, number == stage.passes - 1))
            if outputs[0].evidence < least:
                return StageOutputs(StageOutput.empty(), None, False)
            order = _FINE if stage is self.stages[-1] else _COARSE
            seen = self.decoder.anchors(outputs[-1], fields)
            points = [placing_points([*a, *b], order) for a, b in zip(prompted, seen, strict=True)]
        return StageOutputs(outputs[-1], outputs[0] if len(stages) > 1 else None, True)

    def decode(self, image: Image, outputs: StageOutputs) -> Detection:
        """What the stages' outputs on an image amount to; without provenance."""
        import torch

        fields = self.stages[-1].view.fields(image.grid)
        beyond = None
        if self.levels is not None and outputs.coarse is not None:
            beyond = self.levels.beyond(outputs.coarse, fields)
        shares = self._contrast_shares(outputs)
        decoder = replace(self.decoder, contrasts=shares, widening=self._widening(outputs.away))
        landmarks = decoder.landmarks(outputs.final, fields, beyond)
        segmentation = None
        if self.bundle.segments:
            within = self._fields_within(landmarks, len(fields))
            with torch.inference_mode():
                labels = label_map(outputs.final, image.grid, len(fields), within)
            segmentation = Segmentation(labels, image.grid, tuple(self.bundle.segments))
        coarse = None
        if outputs.coarse is not None:
            coarse = self.decoder.uncalibrated(outputs.coarse, len(fields))
        if not self.decoder.slicewise:
            in_hu = image if isinstance(self.intensity, HounsfieldWindow) else None
            landmarks, segmentation = at_the_end_of_the_blood(landmarks, segmentation, in_hu)
            landmarks = with_doubts(landmarks, image.grid, coarse, self.stages[0].window)
        own = self.bundle.description.anatomy
        return Detection(landmarks, segmentation, coarse=coarse, anatomy=own)

    def _fields_within(self, landmarks: LandmarkSet, fields: int) -> list[int]:
        """The fields that have contours: one without any landmark is beyond the heart."""
        count = len(self.names)
        if not count:
            return list(range(fields))
        points = [landmarks.landmarks[n * count : (n + 1) * count] for n in range(fields)]
        return [n for n, found in enumerate(points) if any(p.position is not None for p in found)]

    def _provenance(
        self, image: Image, outputs: StageOutputs, found: Detection, seconds: float
    ) -> dict[str, Any]:
        facts = provenance(self.bundle, self.device, seconds)
        if self._in_pixels:
            facts[UNITS] = PIXELS
        notices = [facts["notice"], *self._notices(image, outputs, found)]
        standing = list(self._standing(image))
        if self.mirror is not None and (likely := self._likely_mirrored(image, outputs)) is not None:
            notices.append(said := alarm_notice(likely, self.mirror.threshold))
            facts["mirror"] = {"probability": round(likely, 3), "alarm": bool(said)}
        if shown := self._contrast_shares(outputs):
            facts["contrasts"] = {name: round(share, 3) for name, share in shown.items()}
        if self.shift is not None and (away := outputs.away) is not None:
            wider = self._widening(away)
            notices.append(said := shift_notice(away, self.shift.plan, wider))
            factors = {name: round(factor, 3) for name, factor in wider.items()}
            facts["shift"] = {"distance": round(away, 3), "far": bool(said), "widening": factors}
        facts["remarks"] = notices = [notice for notice in notices if notice]
        notices = [*notices, *standing]
        facts["notice"] = "; ".join([*(n.removesuffix(".") for n in notices[:-1]), *notices[-1:]])
        return facts

    def _notices(self, image: Image, outputs: StageOutputs, found: Detection) -> Iterator[str]:
        """What is to be said of a result; empty where there is nothing to say."""
        yield self.stages[-1].view.doubt(image.grid)
        if self._in_pixels and not _of_pixels(image):
            yield "the model knows pixels and takes a millimetre of the image for one: check the points"
        if not outputs.final.fields:
            yield "nothing was seen in the image that the model knows"
        elif found.segmentation is not None and isinstance(self.intensity, HounsfieldWindow):
            yield contrast_notice(image, found.segmentation)

    def _contrast_shares(self, outputs: StageOutputs) -> dict[str, float]:
        """Probability of each contrast; empty where nothing tells."""
        return {} if self.contrasts is None else self.contrasts.shares(outputs.coarse)

    def _widening(self, away: float | None) -> dict[str, float]:
        """By what each landmark's radius is wider than calibrated at that distance."""
        return {} if self.shift is None or away is None else self.shift.widening(away)

    def _likely_mirrored(self, image: Image, outputs: StageOutputs) -> float | None:
        """Probability that the stack is a mirror image; None where nothing tells."""
        # The alarm reads the first stage, which did not run where a reader's points sufficed.
        if self.mirror is None or outputs.coarse is None:
            return None
        return self.mirror.probability(outputs.coarse, lambda: self._twin(image))

    def _twin(self, image: Image) -> StageOutput:
        """What the first stage says of an image's mirror image."""
        import torch

        other, stage = mirrored_image(image), self.stages[0]
        fields = stage.view.fields(other.grid)
        with torch.inference_mode():
            volume = Volume(other, self.device, self.intensity.of(other))
            return stage.run(volume, fields, [{} for _ in fields])

    def _standing(self, image: Image) -> Iterator[str]:
        """What holds of every image that suits the model, and casts no doubt on this one."""
        if self._in_pixels and _of_pixels(image):
            yield "distances are in pixels, which files and views call mm"
        if uncalibrated := self.bundle.description.uncalibrated:
            yield (
                "probabilities and distances are not calibrated, so they may be far too sure: "
                + ", ".join(uncalibrated)
            )

    @property
    def _in_pixels(self) -> bool:
        """Whether the model knows pixels of no known size."""
        return self.bundle.description.units == PIXELS


def _of_pixels(image: Image) -> bool:
    """Whether a millimetre of an image is a pixel."""
    return image.metadata.get(UNITS) == PIXELS or np.allclose(image.grid.spacing[:2], 1.0)


def _in_openvino(bundle: Bundle, stages: list[Stage], device: Device) -> tuple[list[Stage], Device]:
    """The stages with their networks in OpenVINO, or as they are and a device that says why."""
    from .openvino_engine import load_graphs

    try:
        graphs = load_graphs(bundle, [stage.network for stage in stages], device.threads)
    except (ModelError, OSError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[0][:200].rstrip(".:")
        notice = f"OpenVINO was not used for {bundle.name} ({reason}); torch was used instead."
        return stages, replace(device, engine="torch", notice=notice)
    return [replace(s, graph=graph) for s, graph in zip(stages, graphs, strict=True)], device


def _intensity(bundle: Bundle) -> Intensity:
    try:
        return make_intensity(bundle.description.intensity)
    except RecordError as error:
        raise ModelError(f"{bundle.path} does not fit this LandmarkAI ({error}): update it.") from error


def _part(
    bundle: Bundle, plan: Plan | None, load: Callable[[Plan, Mapping[str, Tensor]], Part]
) -> Part | None:
    """A part that reads the first stage along the stack; None of a model that has none."""
    return None if plan is None else load(plan, bundle.tensors(plan.weights))


def provenance(bundle: Bundle, device: Device, seconds: float) -> dict[str, Any]:
    """Where a detection comes from: JSON-ready facts on model, device and software.

    Args:
        bundle: the model.
        device: where it ran.
        seconds: wall time from image to points.
    """
    return {
        "model": {
            "name": bundle.name,
            "version": bundle.version,
            "sha256": bundle.sha256,
            "license": bundle.license,
            "intended_use": bundle.description.intended_use,
        },
        "device": device.name,
        "precision": device.precision,
        "engine": {"name": device.engine, "version": _version(device.engine)},
        "notice": device.notice,
        "seconds": round(seconds, 3),
        "software": dict(_software()),
    }


_version = cache(metadata.version)
"""Packages' own descriptions are read for it, which takes longer than a small network."""


@cache
def _software() -> dict[str, str]:
    return {
        "LandmarkAI": __version__,
        "python": platform.python_version(),
        **{name: _version(name) for name in ("torch", "numpy", "SimpleITK")},
    }
