"""A case in the table of a cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from ..analysis.measures import MYOCARDIAL_DENSITY
from ..core.anatomy import Anatomy, landmark_types
from ..core.detection import Detection
from ..core.frame_names import case_and_frame
from ..core.image import PIXELS, UNITS
from ..core.landmarks import LandmarkSet
from ..core.records import RecordError, read_record
from .flags import NOTHING, REMARK, WORDS, flags_of
from .signs import SIGNS, Signs, signs_of_points

_NONE = Anatomy()

Status = Literal["done", "failed", "damaged", "unfinished"]

_FAR = 10.0  # mm, of a point's radius of 90 %


@dataclass(frozen=True)
class Function:
    """Figures of a cardiac cycle, where there are.

    Args:
        edv, esv: mL of the left ventricle's cavity at end diastole and end systole.
        ef: per cent.
        mass: g of the left ventricle's wall at end diastole.
    """

    edv: float | None = None
    esv: float | None = None
    ef: float | None = None
    mass: float | None = None


@dataclass(frozen=True)
class CaseRow:
    """A case.

    Args:
        case: path of its outputs within the output folder, without suffix, ``/`` between folders.
        status: ``done`` also where an earlier run did it; ``damaged`` where its record cannot be read;
            ``unfinished`` where a run began it and did not end.
        message: what the run said.
        seconds: wall time; None where no run told.
        model: name and version.
        found: points that were found.
        points: that the model can give on this image.
        uncertain: found points whose radius of 90 % exceeds 10 mm.
        signs: of quality.
        flags: names, see :mod:`.flags`.
        function: figures of a cycle.
        decision: of a reader: ``accept``, ``reject`` or nothing.
        simulated: whether the image says that it is simulated.
        sectors: mean of the image in the 16 AHA segments; empty where there are none.
        picture: whether there is a small picture of it beside its results.
        in_pixels: whether its distances are pixels of an unknown size, not mm.
    """

    case: str
    status: Status
    message: str = ""
    seconds: float | None = None
    model: str = ""
    found: int = 0
    points: int = 0
    uncertain: int = 0
    signs: Signs = field(default_factory=Signs)
    flags: tuple[str, ...] = ()
    function: Function = field(default_factory=Function)
    decision: str = ""
    simulated: bool = False
    sectors: tuple[float | None, ...] = ()
    picture: bool = False
    in_pixels: bool = False


def row_of(
    case: str, landmarks: LandmarkSet, provenance: Mapping[str, Any], anatomy: Anatomy = _NONE
) -> CaseRow:
    """The row of a case that has a result.

    Args:
        case: its name.
        landmarks: of its record.
        provenance: likewise; the signs that need the image are in it.
        anatomy: likewise; what the model defines itself is not of the heart.
    """
    signs, in_pixels = _signs(landmarks, provenance), provenance.get(UNITS) == PIXELS
    if in_pixels:
        signs = replace(signs, risk=None)  # that a point lies so many mm off
    of_heart = set(landmarks.names()) <= set(landmark_types()) and not anatomy.segments
    found = [point for point in landmarks if point.position is not None]
    model = provenance.get("model", {})
    doubts = [str(text) for text in provenance.get("doubts", ())]
    notices = list(filter(None, [str(provenance.get("notice") or "")]))
    # Records of earlier versions do not tell apart what holds of every image.
    remarks = [*doubts, *(str(text) for text in provenance.get("remarks", notices))]
    return CaseRow(
        case=case,
        status="done",
        message="; ".join([*doubts, *notices]),
        model=" ".join(str(model[key]) for key in ("name", "version") if key in model),
        found=len(found),
        points=len(landmarks),
        uncertain=0 if in_pixels else count_uncertain(landmarks),
        signs=signs,
        flags=flags_of(
            signs,
            len(found),
            remarks,
            of_heart=of_heart,
            in_pixels=in_pixels,
            points=len(landmarks),
        ),
        simulated=bool(provenance.get("simulated")),
        in_pixels=in_pixels,
    )


def worth_a_look(detection: Detection) -> tuple[str, ...]:
    """What asks for a look at a result, in the words of the table of a cohort; see :func:`row_of`.

    Without what the count of points and the remarks say already.
    """
    flags = row_of("", detection.landmarks, detection.provenance, detection.anatomy).flags
    return tuple(WORDS[flag] for flag in flags if flag not in (NOTHING, REMARK))


def count_uncertain(landmarks: LandmarkSet) -> int:
    """How many points were found that may lie over 10 mm off: their radius of 90 % exceeds that."""
    found = [point for point in landmarks if point.position is not None]
    return sum(point.radius is not None and point.radius > _FAR for point in found)


def _signs(landmarks: LandmarkSet, provenance: Mapping[str, Any]) -> Signs:
    """Those of the record; of a record without them, what the points tell."""
    try:
        return read_record(Signs, provenance[SIGNS], unknown="ignore")
    except (KeyError, RecordError):
        return signs_of_points(landmarks)


def with_cycles(rows: Sequence[CaseRow]) -> list[CaseRow]:
    """Rows of the frames of one file with the figures of their cycle: largest and smallest cavity.

    Frames are known by their names, ``…_frame000`` and so on. Where a frame lacks its volume, a figure
    of the others could be that of the wrong phase: there is none then.
    """
    files: dict[str, list[CaseRow]] = {}
    for row in rows:
        file, frame = case_and_frame(row.case)
        if frame is not None:
            files.setdefault(file, []).append(row)
    figures: dict[str, Function] = {}
    for frames in files.values():
        if len(frames) > 1:
            figures |= dict.fromkeys((row.case for row in frames), _cycle(frames))
    return [replace(row, function=figures.get(row.case, row.function)) for row in rows]


def _cycle(frames: Sequence[CaseRow]) -> Function:
    volumes = [row.signs.cavity for row in frames]
    known = [volume for volume in volumes if volume is not None]
    if len(known) < len(volumes):
        return Function()
    edv, esv = max(known), min(known)
    muscle = frames[volumes.index(edv)].signs.muscle
    mass = None if muscle is None else round(muscle * MYOCARDIAL_DENSITY, 1)
    return Function(edv, esv, round(100 * (edv - esv) / edv, 1), mass)


def cells(row: CaseRow, with_pixels: bool = False) -> dict[str, str | int | float | None]:
    """The row of the table, by name of the column; numbers that are not known are None.

    Args:
        row: a case.
        with_pixels: whether the table has columns of distances in pixels beside those in mm.
    """
    names = [f.name for f in fields(Signs) if f.name != "risk"]
    signs = {_WITH_UNIT.get(name, name): getattr(row.signs, name) for name in names}
    pixels = {column: signs[f"{name}_mm"] for name, column in IN_PIXELS.items()}
    if row.in_pixels:
        signs |= dict.fromkeys([f"{name}_mm" for name in _DISTANCES])
    else:
        pixels = dict.fromkeys(pixels)
    function = row.function
    return {
        "case": row.case,
        "status": row.status,
        "decision": row.decision,
        "risk": row.signs.risk,
        "flags": " ".join(row.flags),
        "found": row.found,
        "points": row.points,
        "uncertain": None if row.in_pixels else row.uncertain,
        **signs,
        **(pixels if with_pixels else {}),
        "edv_ml": function.edv,
        "esv_ml": function.esv,
        "ef_percent": function.ef,
        "mass_g": function.mass,
        "model": row.model,
        "seconds": row.seconds,
        "message": row.message,
    }


_DISTANCES = ("radius", "stages", "neighbours", "edge", "width")
IN_PIXELS = {name: f"{name}_px" for name in ("radius", "stages", "edge")}
"""Columns of distances in pictures whose pixels have no known size, by the sign."""

_WITH_UNIT = {
    **{name: f"{name}_mm" for name in _DISTANCES},
    **{name: f"{name}_ml" for name in ("cavity", "muscle")},
}
