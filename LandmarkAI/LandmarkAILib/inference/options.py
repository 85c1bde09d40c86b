"""How to detect: one record from the command line to the worker, and every default in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..analysis.aha.settings import AhaSettings
from .device import EngineName, Request

Frames = int | Literal["all"]


@dataclass(frozen=True)
class DetectionOptions:
    """What one chooses for a detection, or for a run over many images.

    Args:
        model: name, or path of a model's folder; None chooses by each image.
        device: where to compute.
        threads: CPU threads; None leaves torch's choice.
        overwrite: of a run over files: detect complete cases again, and replace files that LandmarkAI
            did not write.
        frames: which one, from 0, or ``all``. None refuses files with several, and takes the current
            one of a sequence in the scene.
        aha: choices of the AHA table.
        pictures: of a run over files: also write a picture of all slices of each case.
        mirror: stacks are known to be stored as mirror images against their headers.
        engine: what runs the networks; the points are the same.
    """

    model: str | None = None
    device: Request = "auto"
    threads: int | None = None
    overwrite: bool = False
    frames: Frames | None = None
    aha: AhaSettings = field(default_factory=AhaSettings)
    pictures: bool = False
    mirror: bool = False
    engine: EngineName = "torch"
