"""Names, colours and terminology of landmarks and segments: those of ``anatomy.json``, and models' own.

Adding a landmark is an entry in that file; nothing else lists them. A model may bring definitions of
its own (:class:`Anatomy`): they come first, and the file speaks for what it does not define.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ANTERIOR_RV_INSERTION = "Anterior RV insertion"
INFERIOR_RV_INSERTION = "Inferior RV insertion"
LV_CENTER = "LV center"
LV_APEX = "LV apex"
MITRAL_ANNULUS_CENTER = "Mitral annulus center"
AORTIC_ANNULUS_CENTER = "Aortic annulus center"
RV_APEX = "RV apex"
TRICUSPID_ANNULUS_CENTER = "Tricuspid annulus center"
LEFT_VENTRICLE = "Left ventricle"
MYOCARDIUM = "Myocardium"
RIGHT_VENTRICLE = "Right ventricle"


@dataclass(frozen=True)
class Code:
    """A coded term: scheme (SCT = SNOMED CT), value and its meaning in English."""

    scheme: str
    code: str
    meaning: str


TISSUE = Code("SCT", "85756007", "Tissue")
"""Slicer's own choice for a segment of which no more is known."""


@dataclass(frozen=True)
class LandmarkType:
    """A kind of landmark.

    Args:
        name: label of its control points.
        abbreviation: shown beside the points.
        color: red, green and blue, 0 to 1.
        description: where it lies, in words.
        typical: where it lies in hearts to others of its kind, mm. In slices: from the LV center towards
            the middle of the two RV insertions, and at a right angle to that, anterior (medians of
            annotated short-axis MR). In volumes: from the mitral annulus center, LPS (medians of
            simulated CT).
        inside: the segment that it lies in, if it must lie in one.
        partner: the landmark on the other side of the body, with which a mirror exchanges it.
        touches: segments at whose edge it lies.
    """

    name: str
    abbreviation: str
    color: tuple[float, float, float]
    description: str = ""
    typical: tuple[float, ...] = ()
    inside: str = ""
    partner: str = ""
    touches: tuple[str, ...] = ()


@dataclass(frozen=True)
class SegmentType:
    """A kind of segment; without codes it is some tissue.

    Args:
        name: as in segmentations.
        color: red, green and blue, 0 to 1.
        description: what it is, in words.
        category, type: coded terms (``scheme``, ``code``, ``meaning``).
        label: value in label maps that name none; 0 for none.
        synonyms: what other tools and readers call it.
        enclosed_by: the segment that surrounds it in a slice, if one does.
        partner: that on the other side of the body, with which a mirror exchanges it.
    """

    name: str
    color: tuple[float, float, float]
    description: str = ""
    category: Code | None = None
    type: Code | None = None
    label: int = 0
    synonyms: tuple[str, ...] = ()
    enclosed_by: str = ""
    partner: str = ""

    @property
    def terminology(self) -> str:
        """Slicer's terminology entry, as stored in the tag ``TerminologyEntry``."""
        category, kind = (
            f"{code.scheme}^{code.code}^{code.meaning}"
            for code in (self.category or TISSUE, self.type or TISSUE)
        )
        return (
            f"Segmentation category and type - 3D Slicer General Anatomy list~{category}~{kind}~^^~"
            "Anatomic codes - DICOM master list~^^~^^"
        )


_ENDS = 2  # of a distance


@dataclass(frozen=True)
class MeasureType:
    """A distance or an angle between landmarks.

    Args:
        name: such as ``Annulus diameter``.
        points: landmarks: two of a distance; three of the angle at the second; four of the angle, up to
            180°, between the way from the first to the second and that from the third to the fourth.
        description: what it is, in words.
    """

    name: str
    points: tuple[str, ...]
    description: str = ""

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a measure has no name: give it one")
        if len(self.points) not in (2, 3, 4):
            count = len(self.points)
            raise ValueError(
                f"'{self.name}' is of {count} points: a distance is of 2, an angle of 3 or 4"
            )
        if any(first == second for first, second in (self.points[:2], self.points[-2:])):
            raise ValueError(f"'{self.name}' goes from a point to itself: name two different ones")

    @property
    def is_angle(self) -> bool:
        """Whether it is in degrees."""
        return len(self.points) > _ENDS


@dataclass(frozen=True)
class Anatomy:
    """Landmarks and segments that a model defines itself, and what it measures between landmarks."""

    landmarks: tuple[LandmarkType, ...] = ()
    segments: tuple[SegmentType, ...] = ()
    measures: tuple[MeasureType, ...] = ()

    def landmark(self, name: str) -> LandmarkType | None:
        """What is known of a landmark, by the model before ``anatomy.json``; None if nothing is."""
        return next((k for k in self.landmarks if k.name == name), None) or landmark_types().get(name)

    def segment(self, name: str) -> SegmentType | None:
        """The same of a segment."""
        return next((k for k in self.segments if k.name == name), None) or segment_types().get(name)


@cache
def landmark_types() -> dict[str, LandmarkType]:
    """All known landmarks by name, in the order of the file."""
    entries = _anatomy()["landmarks"]
    return {
        name: LandmarkType(
            name,
            e["abbreviation"],
            _rgb(e["color"]),
            e["description"],
            tuple(e["typical"]),
            e.get("inside", ""),
            touches=tuple(e.get("touches", ())),
        )
        for name, e in entries.items()
    }


@cache
def segment_types() -> dict[str, SegmentType]:
    """All known segments by name, in the order of their label values."""
    entries = _anatomy()["segments"]
    return {
        name: SegmentType(
            name=name,
            color=_rgb(e["color"]),
            category=Code(**e["category"]),
            type=Code(**e["type"]),
            label=e["label"],
            synonyms=tuple(e["synonyms"]),
            enclosed_by=e.get("enclosed_by", ""),
        )
        for name, e in entries.items()
    }


def segment_called(text: str) -> str | None:
    """The segment that is meant by a name, whatever its case, blanks and hyphens; None if none is."""
    for kind in segment_types().values():
        if _plain(text) in map(_plain, (kind.name, *kind.synonyms)):
            return kind.name
    return None


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _rgb(values: list[float]) -> tuple[float, float, float]:
    red, green, blue = values
    return red, green, blue


@cache
def _anatomy() -> dict[str, dict[str, dict]]:  # type: ignore[type-arg]
    path = Path(__file__).with_name("anatomy.json")
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
