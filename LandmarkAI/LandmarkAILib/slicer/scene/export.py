"""A reviewed detection, or an image annotated by hand, as a case of a training dataset."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from slicer.i18n import tr as _

from ...core.detection import Segmentation
from ...core.image import Image
from ...core.landmarks import LandmarkSet
from ...errors import OutputError
from ...files.atomic import make_folder, output_error
from ...files.images import write_image
from ...files.markups import write_landmarks
from ...files.segmentations import write_segmentation
from .edits import landmarks_of, segmentation_of
from .nodes import DetectionNodes
from .transforms import Node
from .volumes import image_of


def export_case(volume: Node, nodes: DetectionNodes, folder: Path, case_name: str) -> Path:
    """Write volume, landmarks and segmentation as they are now, as a case folder of a dataset.

    All are in the volume's own frame, LPS mm: the parent transform is not applied. The folder appears
    whole or not at all.

    Args:
        volume: what was looked at.
        nodes: the detection.
        folder: of the dataset; created if need be.
        case_name: the case's own folder, which must not exist.

    Returns:
        The case's folder, with ``image.nrrd``, ``landmarks.mrk.json`` and, where the model segments,
        ``segmentation.seg.nrrd``.

    Raises:
        InputError: the volume cannot be used.
        OutputError: the case is there already, its name cannot be that of a folder, or the folder cannot
            be written.
    """
    contents = image_of(volume), landmarks_of(nodes), segmentation_of(nodes)
    return write_case(*contents, folder, case_name)


def write_case(
    image: Image,
    landmarks: LandmarkSet,
    segmentation: Segmentation | None,
    folder: Path,
    case_name: str,
) -> Path:
    """Write a case folder; see :func:`export_case`."""
    case = folder / case_name
    if case.parent != folder or not case_name.strip(". "):
        text = _("'{name}' cannot name a case: use letters, digits, - and _.")
        raise OutputError(text.format(name=case_name))
    if case.exists():
        text = _("{path} is there already: choose another name for the case.")
        raise OutputError(text.format(path=case))
    make_folder(folder)
    temporary = folder / f".{secrets.token_hex(4)}.{case_name}"
    try:
        temporary.mkdir()
        write_image(image, temporary / "image.nrrd")
        write_landmarks(landmarks, temporary / "landmarks.mrk.json", f"{case_name} landmarks")
        if segmentation is not None:
            write_segmentation(segmentation, temporary / "segmentation.seg.nrrd")
        temporary.rename(case)
    except OSError as error:
        raise output_error(case, error) from error
    except OutputError as error:
        raise OutputError(str(error).replace(str(temporary), str(case))) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return case
