"""Function of a study: its frames read, detected where they are images, and measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ..analysis.function.result import (
    LEFT_OPEN,
    Frame,
    FunctionChoices,
    VentricularFunction,
    ventricular_function,
)
from ..analysis.plausibility import is_label_map, refuse_label_map, refuse_other_order
from ..core.anatomy import segment_types
from ..core.detection import Detection, Segmentation
from ..core.image import Image, voxel_digest
from ..errors import InputError
from ..files.case_walk import is_annotation, is_volume
from ..files.dicom.body import StudyFacts
from ..files.dicom.series import find_series
from ..files.images import count_frames, read_image
from ..files.segmentations import read_segmentation
from ..inference.device import Request, choose_device
from ..inference.engine import Engine
from ..models.installed import find_model
from ..pictures.drawing import Drawing
from ..pictures.phase_pictures import phase_drawing

Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class StudyFunction:
    """The function of a study, and what it was measured on.

    Args:
        function: the result.
        detections: of each frame; None where the frame was given as a segmentation.
        sources: the files of the study, by name.
        images: the voxel digest of each frame; empty where no images were read.
        facts: of the study.
        pictures: of end diastole and end systole; None where no images were read.
        maker: name and version of the model, where ``detections`` do not tell.
    """

    function: VentricularFunction
    detections: tuple[Detection | None, ...]
    sources: tuple[str, ...]
    images: tuple[str, ...] = ()
    facts: StudyFacts = field(default_factory=StudyFacts)
    pictures: Drawing | None = None
    maker: Mapping[str, Any] | None = None

    @property
    def model(self) -> Mapping[str, Any] | None:
        """The model that found points and contours; None of drawn ones."""
        first = next((found for found in self.detections if found is not None), None)
        return self.maker if first is None else first.provenance.get("model")


class _Measured(NamedTuple):
    frame: Frame
    detection: Detection | None


def measure_study(
    study: Sequence[Path],
    *,
    model: str = "cmr-sax",
    device: Request = "auto",
    choices: FunctionChoices = LEFT_OPEN,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> StudyFunction:
    """Measure ventricular function.

    Args:
        study: a file or DICOM series with several frames; or several files, a frame each: images, or
            segmentations of Slicer or label maps, of which points are not needed.
        model: that draws the contours of images.
        device: where it runs.
        choices: what the user says.
        progress: told what is being done.
        engine: an engine that is there already; takes the place of ``model`` and ``device``.

    Raises:
        InputError: a file that cannot be used, or fewer than two frames with a left ventricle.
        ModelError: the model is unknown or damaged.
    """
    say = progress or (lambda _words: None)
    paths = [Path(path) for path in study]
    plain = [path for path in paths if _is_plain_label_map(path)]
    drawn = [path for path in paths if is_annotation(path) or path in plain]
    note = ""
    if len(drawn) == len(paths):
        masks = [read_segmentation(path) for path in paths]
        named = [mask for path, mask in zip(paths, masks, strict=True) if path in plain]
        for path, mask in zip(plain, named, strict=True):
            refuse_other_order(mask, str(path))
        note = _how_read(named)
        frames = [_Measured(Frame(mask), None) for mask in masks]
    elif drawn:
        raise InputError(
            f"The study mixes images and segmentations ({', '.join(path.name for path in drawn)}): give "
            "all frames as the same."
        )
    else:
        engine = engine or Engine(find_model(model), choose_device(device))
        frames = [_detected(engine, image, say) for image in _images(paths, say)]
    function = ventricular_function([one.frame for one in frames], choices)
    if note:
        function = replace(function, notes=(note, *function.notes))
    sources = tuple(path.name for path in paths)
    detections = tuple(one.detection for one in frames)
    images = tuple(one.provenance["voxels"] for one in detections if one is not None)
    found = StudyFunction(function, detections, sources, images)
    return replace(found, pictures=_pictures(found, paths))


def _pictures(found: StudyFunction, paths: Sequence[Path]) -> Drawing | None:
    """The two phases, of which the images are read again; None where contours were given."""
    places = [(path, n) for path in paths for n in range(_count_frames(path))] if found.images else []
    phases, shown = found.function.phases, []
    for words, frame in (("End diastole", phases.ed), ("End systole", phases.es)):
        detection = found.detections[frame]
        if detection is None or not places:
            return None
        path, within = places[frame]
        image = read_image(path, within if count_frames(path) > 1 else None)
        shown.append((f"{words}, frame {frame}", image, detection))
    return phase_drawing(shown)


def _is_plain_label_map(path: Path) -> bool:
    """Whether a file without a segmentation's name holds one, by its values."""
    if not path.is_file() or not is_volume(path) or count_frames(path) != 1:
        return False
    return is_label_map(read_image(path))


def _how_read(masks: Sequence[Segmentation]) -> str:
    """What to say of label maps, whose values have no names of their own; empty without any."""
    present = {mask.names[n - 1] for mask in masks for n in np.unique(mask.labels) if n}
    known = [f"{kind.label} {kind.name}" for kind in segment_types().values() if kind.name in present]
    return f"label maps were read as {', '.join(sorted(known))}" if known else ""


def _images(paths: Sequence[Path], say: Progress) -> Iterator[Image]:
    """The frames, one in memory at a time."""
    for path in paths:
        count = _count_frames(path)
        if len(paths) == 1 and count == 1:
            raise InputError(
                f"{path} holds one frame: ventricular function needs a cine, or two files, one at end "
                "diastole and one at end systole."
            )
        for frame in range(count):
            say(f"{path}, frame {frame} (of {count}, from 0)" if count > 1 else str(path))
            image = read_image(path, frame if count > 1 else None)
            refuse_label_map(image, "give the images, or a file (.seg.nrrd or label map) for each phase")
            yield image


def _count_frames(path: Path) -> int:
    """As :func:`.images.count_frames`; says what a study is where a folder holds none."""
    if path.is_dir() and not find_series(path)[0]:
        raise InputError(
            f"{path} is a folder without a DICOM series: measure takes a 4D file, a folder of one DICOM "
            "series with all its frames, or files of one frame each, end diastole and end systole."
        )
    return count_frames(path)


def _detected(engine: Engine, image: Image, say: Progress) -> _Measured:
    detection = engine.detect(image)
    if detection.segmentation is None:
        raise InputError(
            f"{image.name}: the model {engine.bundle.name if engine.bundle else ''} draws no contours: "
            "choose one that segments the ventricles."
        )
    frame = Frame.of(image, detection.landmarks, detection.segmentation)
    if frame.lacking:
        say(f"no wall thickness of this frame: {frame.lacking}")
    known_by = {**detection.provenance, "voxels": voxel_digest(image)}
    return _Measured(frame, replace(detection, provenance=known_by))
