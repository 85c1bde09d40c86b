"""The DICOM images that a volume was loaded from, by what Slicer's DICOM module keeps of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import slicer
from slicer.i18n import tr as _

from ...errors import InputError
from ...files.dicom.body import Body, StudyFacts, StudyHeader, read_study_header
from ...files.dicom.series import find_images, series_of
from ...files.dicom.stack import Frame
from ...files.dicom.volume import frames_of
from .sequences import current_frame, frame_count
from .transforms import Node

INSTANCES = "DICOM.instanceUIDs"
"""Attribute of Slicer's volumes: the SOP Instance UIDs of their images, with blanks between them."""


def why_not_dicom(volume: Node | None) -> str:
    """Why nothing can refer to a volume's images in DICOM, in a sentence; empty if it can."""
    if volume is None:
        return str(_("Choose a volume."))
    if not volume.GetAttribute(INSTANCES):
        text = _("{name} was not loaded from DICOM: load its series with Slicer's module DICOM.")
        return str(text.format(name=volume.GetName()))
    if _database() is None:
        return str(_("Slicer's DICOM database is closed: open the module DICOM."))
    return ""


def frame_of_volume(volume: Node) -> Frame:
    """The images of a volume, of the frame that it shows, in the order of its slices.

    Raises:
        InputError: they are not in Slicer's database any more, or nothing says which of several frames
            the volume is.
    """
    if reason := why_not_dicom(volume):
        raise InputError(reason)
    images, broken = find_images(_files(volume))
    if not images or broken:
        raise InputError(_lost(volume))
    frames = frames_of(series_of(images))
    if len(frames) > 1 and frame_count(volume) != len(frames):
        text = _("{name} is one of {count} frames of its series, and nothing says which.")
        raise InputError(text.format(name=volume.GetName(), count=len(frames)))
    return frames[current_frame(volume) if len(frames) > 1 else 0]


def body_of(volume: Node | None) -> Body:
    """Height, weight and sex by the headers of a volume's images; nothing where it has none at hand."""
    return StudyHeader().body if volume is None else _header_of(volume).body


def facts_of(volume: Node) -> StudyFacts:
    """Date, sex and age by the headers of a volume's images; nothing where it has none at hand."""
    return _header_of(volume).facts


def _header_of(volume: Node) -> StudyHeader:
    if why_not_dicom(volume):
        return StudyHeader()
    try:
        return read_study_header(_files(volume)[0])
    except InputError:  # the files are gone, and may be without harm until something needs them
        return StudyHeader()


def _files(volume: Node) -> list[Path]:
    database = _database()
    uids = dict.fromkeys((volume.GetAttribute(INSTANCES) or "").split())
    files = [Path(database.fileForInstance(uid)) for uid in uids]
    if not files or not all(file.is_file() for file in files):
        raise InputError(_lost(volume))
    return files


def _lost(volume: Node) -> str:
    text = _("The DICOM files of {name} are gone or damaged: import its series again.")
    return str(text.format(name=volume.GetName()))


def _database() -> Any:
    """Slicer's, while it is open."""
    database = getattr(slicer, "dicomDatabase", None)
    return database if database is not None and database.isOpen else None
