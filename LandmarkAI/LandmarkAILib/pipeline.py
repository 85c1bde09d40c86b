"""A model at work: a chain of stages from an image to a detection.

A stage is a view, a network and its heads. The points of a stage place the views of the next; the last
stage's points and labels are the result.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .answer import Reader, read_labels
from .calibration import Calibration
from .detection import Detection, Segmentation
from .device import Device
from .doubts import contrast_notice, with_doubts
from .errors import ModelError
from .image import Image
from .intensity import HounsfieldWindow, Intensity, make_intensity
from .levels import StackLevels
from .models.bundle import Bundle
from .provenance import provenance
from .rough import completed, nearest_points
from .stage import Look, Stage
from .views import Points
from .volume import Volume

Progress = Callable[[float, str], None]
"""Called with the share that is done, 0 to 1, and what is being done, in plain words."""


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
        # Evidence that the first look must find on one field; else the image shows nothing it knows.
        self.seen = float(bundle.description.get("seen", 0.0))
        slicewise = bundle.description["dimension"] == 2
        calibration = Calibration.from_description(bundle.description)
        self.reader = Reader(self.names, calibration, slicewise)
        self.intensity = _intensity(bundle)
        self.levels = _levels(bundle)

    @classmethod
    def load(cls, bundle: Bundle, device: Device) -> Pipeline:
        """Build the networks of a bundle, with its weights, on a device.

        Raises:
            ModelError: it needs what is not here, or lacks weights.
        """
        stages = [Stage.load(bundle, n, device) for n in range(len(bundle.stages))]
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
        looks = self.looks(image, report, rough)
        report(0.9, "reading the answer")
        found = self.interpret(image, looks)
        seconds = time.perf_counter() - started
        return replace(found, provenance=self._provenance(image, looks, found, seconds))

    def looks(
        self, image: Image, report: Progress, rough: Mapping[int, Points] | None = None
    ) -> list[Look]:
        """Every pass of every stage, in order; see :meth:`detect`."""
        import torch

        volume = Volume(image, self.device, self.intensity.of(image))
        fields = self.stages[-1].view.fields(image.grid)
        given = nearest_points(rough or {}, len(fields))
        stages = self.stages
        looks: list[Look] = []
        with torch.inference_mode():
            start = points = completed(stages[-1], volume, fields, given, rough or {})
            if start[0].keys() >= set(stages[-1].view.needs):
                stages = stages[-1:]
            total = sum(stage.passes for stage in stages)
            for stage in stages:
                fields = stage.view.fields(image.grid)
                for number in range(stage.passes):
                    words = f"looking at the image, {len(looks) + 1} of {total}"
                    report(0.9 * len(looks) / total, words)
                    look = stage.look(volume, fields, points, number == stage.passes - 1)
                    looks.append(look)
                    if len(looks) == 1 and not rough and _evidence(look) < self.seen:
                        return [look, Look([], [], [], [])]
                    seen = self.reader.anchors(look, fields)
                    if stage is self.stages[-1]:
                        points = [{**a, **b} for a, b in zip(start, seen, strict=True)]
                    else:
                        points = [{**a, **b} for a, b in zip(seen, start, strict=True)]
        return looks

    def interpret(self, image: Image, looks: Sequence[Look]) -> Detection:
        """What the looks at an image amount to; without provenance."""
        import torch

        fields = self.stages[-1].view.fields(image.grid)
        first = looks[0] if len(self.stages) > 1 and len(looks) > self.stages[-1].passes else None
        beyond = self.levels.beyond(first, fields) if self.levels and first else None
        landmarks = self.reader.landmarks(looks[-1], fields, beyond)
        segmentation = None
        if self.bundle.segments:
            # A field without any landmark is beyond the heart: it has no contours either.
            count = len(self.names)
            points = [landmarks.landmarks[n * count : (n + 1) * count] for n in range(len(fields))]
            within = [n for n, found in enumerate(points) if any(p.position is not None for p in found)]
            with torch.inference_mode():
                labels = read_labels(looks[-1], image.grid, len(fields), within)
            segmentation = Segmentation(labels, image.grid, tuple(self.bundle.segments))
        coarse = self.reader.plain(first, len(fields)) if first else None
        if not self.reader.slicewise:
            landmarks = with_doubts(landmarks, image.grid, coarse, self.stages[0].window)
        return Detection(landmarks=landmarks, segmentation=segmentation, coarse=coarse)

    def _provenance(
        self, image: Image, looks: Sequence[Look], found: Detection, seconds: float
    ) -> dict[str, Any]:
        facts = provenance(self.bundle, self.device, seconds)
        notices = [facts["notice"]]
        if not looks[-1].fields:
            notices.append("nothing was seen in the image that the model knows")
        elif found.segmentation is not None and isinstance(self.intensity, HounsfieldWindow):
            notices.append(contrast_notice(image, found.segmentation))
        facts["notice"] = "; ".join(filter(None, notices))
        return facts


def _intensity(bundle: Bundle) -> Intensity:
    try:
        return make_intensity(bundle.description.get("intensity", {"type": "percentiles"}))
    except (ValueError, TypeError) as error:
        raise ModelError(f"{bundle.path} does not fit this LandmarkAI ({error}): update it.") from error


def _levels(bundle: Bundle) -> StackLevels | None:
    """What tells slices beyond the heart; None of a model that has no such part."""
    described = bundle.description.get("stack")
    return StackLevels.load(described, bundle.tensors(described["weights"])) if described else None


def _evidence(look: Look) -> float:
    """How surely the first look saw anything that the model knows."""
    return max((p.presence * p.mass for peaks in look.peaks for p in peaks), default=0.0)
