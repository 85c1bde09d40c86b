"""The function of a heart: end diastole, end systole, and all that follows from both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...core.anatomy import LEFT_VENTRICLE
from ...core.detection import Segmentation
from ...core.image import Image
from ...core.landmarks import LandmarkSet
from ...errors import InputError
from ..aha.segments import aha_segments
from ..aha.settings import AhaResult
from .phases import Phases, find_phases
from .place import place_notes
from .thickness import SegmentThickness, segment_thickness
from .volumes import (
    ChamberVolumes,
    Ventricle,
    chamber_volumes,
    curve,
    myocardial_mass,
    pieces_beside,
    ventricle,
)

Sex = Literal["female", "male"]

FORMAT, VERSION, NAME = "LandmarkAI function", 1, "function"
"""Of the file that holds it, ``function.json``."""

RULES = (
    "Volumes are sums of slices: every slice in which a segment is drawn counts with its whole area "
    "times the distance to the next slice, gaps included; nothing is added beyond the last slices, no "
    "slice is cut by a valve plane, and papillary muscles count as blood."
)


@dataclass(frozen=True)
class NormalRange:
    """Mean ± 2 SD of healthy adults, by sex."""

    female: tuple[float, float]
    male: tuple[float, float]

    def of(self, sex: Sex | None) -> tuple[float, float] | None:
        """The range of a sex; None where that is not known."""
        return None if sex is None else (self.female if sex == "female" else self.male)


NORMAL_SOURCE = (
    "mean ± 2 SD of healthy Caucasian adults of 45 to 74 years, Petersen et al. 2017, "
    "doi:10.1186/s12968-017-0327-9"
)
EJECTION_FRACTION_NORMAL = NormalRange(female=(51.0, 71.0), male=(48.0, 68.0))  # %, 61 ± 5 and 58 ± 5
MASS_INDEX_NORMAL = NormalRange(female=(28.0, 56.0), male=(35.0, 71.0))  # g/m², 42 ± 7 and 53 ± 9


@dataclass(frozen=True)
class FunctionChoices:
    """What the user says of a study; all of it may be left open.

    Args:
        ed, es: frames, from 0; found by the cavity's volume otherwise.
        body_surface: m², for indexed values.
        sex: for the normal ranges.
    """

    ed: int | None = None
    es: int | None = None
    body_surface: float | None = None
    sex: Sex | None = None


LEFT_OPEN = FunctionChoices()


@dataclass(frozen=True, eq=False)
class Frame:
    """What is known of a frame of a cardiac cycle.

    Args:
        segmentation: None where it has none.
        aha: its AHA segments, for wall thickness; None where they cannot be told.
        lacking: why not; empty where they can, or nobody asked.
    """

    segmentation: Segmentation | None
    aha: AhaResult | None = None
    lacking: str = ""

    @classmethod
    def of(cls, image: Image, landmarks: LandmarkSet, segmentation: Segmentation) -> Frame:
        """A frame with its AHA segments, where the points tell them."""
        try:
            return cls(segmentation, aha_segments(image, landmarks, segmentation))
        except InputError as error:  # an apical slice alone shows no insertion
            return cls(segmentation, None, str(error))


@dataclass(frozen=True)
class WallChange:
    """Wall thickness of an AHA segment at both phases.

    Args:
        segment: 1–16.
        name: of the segment.
        ed: mm at end diastole; NaN where there is no wall.
        es: mm at end systole.
    """

    segment: int
    name: str
    ed: float
    es: float

    @property
    def thickening(self) -> float:
        """Per cent of the end-diastolic thickness; NaN where one of them is not known."""
        return 100 * (self.es - self.ed) / self.ed


@dataclass(frozen=True, eq=False)
class VentricularFunction:
    """What a cardiac cycle measures.

    Args:
        phases: which frames are end diastole and end systole.
        volumes: of every frame.
        lv, rv: None where the ventricle is not segmented in one of the phases.
        mass: of the left ventricular myocardium at end diastole, g.
        walls: by AHA segment; empty where the segments are not known in both phases.
        body_surface: m²; None where height and weight are not known.
        sex: for the normal ranges.
        notes: what a reader should know, without full stops.
    """

    phases: Phases
    volumes: tuple[ChamberVolumes, ...]
    lv: Ventricle | None
    rv: Ventricle | None
    mass: float | None
    walls: tuple[WallChange, ...] = ()
    body_surface: float | None = None
    sex: Sex | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quantity:
    """A row of the result.

    Args:
        name: such as "LV end-diastolic volume".
        value: None where it is not known.
        unit: of the value.
        indexed: the value by body surface area; None where that is not known or makes no sense.
        normal: range of the value, or of the indexed one where ``normal_of_index`` says so.
        normal_of_index: which of the two the range is of.
    """

    name: str
    value: float | None
    unit: str
    indexed: float | None = None
    normal: tuple[float, float] | None = None
    normal_of_index: bool = False


def ventricular_function(
    frames: Sequence[Frame], choices: FunctionChoices = LEFT_OPEN
) -> VentricularFunction:
    """Function from the frames of a cardiac cycle.

    Args:
        frames: in order.
        choices: what the user says.

    Raises:
        InputError: fewer than two frames with a left ventricular cavity, a named frame without, or a
            cavity that is larger at end systole.
    """
    segmentations = [frame.segmentation for frame in frames]
    nothing = ChamberVolumes(None, None, None)
    volumes = tuple(nothing if s is None else chamber_volumes(s) for s in segmentations)
    phases = find_phases(curve(volumes, "lv"), choices.ed, choices.es)
    diastole, systole = volumes[phases.ed], volumes[phases.es]
    lv, rv = ventricle(diastole.lv, systole.lv), ventricle(diastole.rv, systole.rv)
    notes = [
        phases.note,
        "" if rv else "no right ventricle in both phases: its volumes are missing",
        *_places(segmentations, phases),
        *_odd_pieces(segmentations, phases),
    ]
    return VentricularFunction(
        phases=phases,
        volumes=volumes,
        lv=lv,
        rv=rv,
        mass=myocardial_mass(diastole.myocardium),
        walls=_walls(frames, phases),
        body_surface=choices.body_surface,
        sex=choices.sex,
        notes=tuple(note for note in notes if note),
    )


def _odd_pieces(segmentations: Sequence[Segmentation | None], phases: Phases) -> list[str]:
    """What to say of slices whose cavity lies beside that of all others."""
    notes = []
    for words, frame in (("end diastole", phases.ed), ("end systole", phases.es)):
        segmentation = segmentations[frame]
        slices = [] if segmentation is None else pieces_beside(segmentation, LEFT_VENTRICLE)
        if slices:
            listed = ", ".join(map(str, slices))
            notes.append(
                f"at {words} the cavity of slice {listed} lies beside that of all other slices and is "
                "counted: look whether it is the heart's"
            )
    return notes


def _places(segmentations: Sequence[Segmentation | None], phases: Phases) -> tuple[str, ...]:
    diastole, systole = segmentations[phases.ed], segmentations[phases.es]
    return () if diastole is None or systole is None else place_notes(diastole, systole)


def quantities(found: VentricularFunction) -> list[Quantity]:
    """The rows of the table, left ventricle first."""
    rows = []
    for name, chamber in (("LV", found.lv), ("RV", found.rv)):
        fraction = None if chamber is None else chamber.ejection_fraction
        normal = EJECTION_FRACTION_NORMAL.of(found.sex) if name == "LV" else None
        for label, value in (
            ("end-diastolic volume", None if chamber is None else chamber.edv),
            ("end-systolic volume", None if chamber is None else chamber.esv),
            ("stroke volume", None if chamber is None else chamber.stroke_volume),
        ):
            rows.append(Quantity(f"{name} {label}", value, "ml", _indexed(value, found)))
        rows.append(Quantity(f"{name} ejection fraction", fraction, "%", normal=normal))
    mass = Quantity(
        "LV mass",
        found.mass,
        "g",
        _indexed(found.mass, found),
        MASS_INDEX_NORMAL.of(found.sex),
        normal_of_index=True,
    )
    return [*rows[:4], mass, *rows[4:]]


def _indexed(value: float | None, found: VentricularFunction) -> float | None:
    return None if value is None or found.body_surface is None else value / found.body_surface


def _walls(frames: Sequence[Frame], phases: Phases) -> tuple[WallChange, ...]:
    """Thickness at both phases; none where one of them lacks its AHA segments."""
    both: list[tuple[SegmentThickness, ...]] = []
    for frame in (frames[phases.ed], frames[phases.es]):
        if frame.segmentation is None or frame.aha is None:
            return ()
        both.append(segment_thickness(frame.segmentation, frame.aha))
    return tuple(WallChange(a.segment, a.name, a.mean, b.mean) for a, b in zip(*both, strict=True))


def mean_thickening(walls: Sequence[WallChange]) -> float:
    """Mean over the segments that have a wall in both phases, %; NaN without any."""
    known = [wall.thickening for wall in walls if np.isfinite(wall.thickening)]
    return float(np.mean(known)) if known else float("nan")
