"""What a dataset holds, as far as a preset must know: names, dimension, sizes, spread of points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.hounsfield import hounsfield_offset
from LandmarkAILib.core.image import PIXELS, UNITS
from LandmarkAILib.core.short_axis import slices_last
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.projections import PROJECTIONS

from .dataset import CaseRecord, LoadedCase, load_case

_THICK = 1.5  # slice distance in pixels from which a stack is one of slices, not a volume
_FEW = 0.25  # share of the cases below which a name is not taken for one to be learnt


@dataclass(frozen=True, eq=False)
class CaseSurvey:
    """One case.

    Args:
        grid: of its image.
        points: landmark → (N, 3) LPS mm, one a slice where it has several.
        box: (8, 3) LPS mm, corners of what is segmented; (0, 3) where nothing is.
        segments: names of those that have voxels.
        contrast: what the table says.
        modality: what the file says, else CT where the values are Hounsfield units, else empty.
        in_pixels: whether the file does not say how large its pixels are.
    """

    grid: Grid
    points: dict[str, FloatArray]
    box: FloatArray
    segments: frozenset[str]
    contrast: str
    modality: str
    in_pixels: bool = False

    @property
    def marked(self) -> FloatArray:
        """(N, 3) all points and the corners of what is segmented."""
        return np.concatenate([*self.points.values(), self.box, np.zeros((0, 3))])

    @property
    def in_slices(self) -> bool:
        """Whether it is looked at slice by slice: a single slice, or points in several of thick ones."""
        across = slices_last(self.grid)[2]
        if self.grid.size[across] == 1:
            return True
        in_plane = float(np.delete(self.grid.spacing, across).max())
        thick = self.grid.spacing[across] > _THICK * in_plane
        several = any(len(found) > 1 for found in self.points.values())
        return bool(thick and (several or not self.points))


@dataclass(frozen=True, eq=False)
class Survey:
    """A dataset, without its test cases.

    Args:
        cases: its cases.
        landmarks: names that enough cases have, in the order of the files.
        segments: the same of segments.
        rare: names that too few cases have.
        given: modality that the user names; empty to go by the files.
    """

    cases: tuple[CaseSurvey, ...]
    landmarks: tuple[str, ...]
    segments: tuple[str, ...]
    rare: tuple[str, ...]
    given: str = ""

    def __post_init__(self) -> None:
        others = sorted({case.modality for case in self.cases} - {"", self.given})
        if self.given and others:
            raise InputError(
                f"The modality is to be {self.given}, but images say or show that they are "
                f"{' and '.join(others)}: leave --modality out, or these images."
            )

    @property
    def dimension(self) -> Literal[2, 3]:
        """2 where most cases are slices, 3 where they are volumes."""
        return 2 if 2 * sum(case.in_slices for case in self.cases) > len(self.cases) else 3

    @property
    def modality(self) -> str:
        """What the user names, else that of most cases; ``OT`` (other) where no file says."""
        if self.given:
            return self.given
        told = Counter(case.modality for case in self.cases if case.modality)
        return told.most_common(1)[0][0] if told else "OT"

    @property
    def modalities(self) -> tuple[str, ...]:
        """That of most cases, and of pictures all that the files tell of: X-rays are CR, DX or PX."""
        told = Counter(case.modality for case in self.cases if case.modality in PROJECTIONS)
        return tuple(dict.fromkeys([self.modality, *sorted(told)]))

    @property
    def units(self) -> Literal["mm", "px"]:
        """``px`` where no image says how large its pixels are.

        Raises:
            InputError: some do.
        """
        unknown = sum(case.in_pixels for case in self.cases)
        if unknown not in (0, len(self.cases)):
            raise InputError(
                f"{unknown} of {len(self.cases)} images do not say how large their pixels are, the "
                "others do: give all a spacing (save them from Slicer as .nrrd), or leave some out."
            )
        return "px" if unknown else "mm"

    @property
    def contrasts(self) -> int:
        """How many kinds of image there are."""
        return len({case.contrast for case in self.cases})

    def spacing(self, dimension: int) -> float:
        """Median mm per pixel in the plane of slices; of volumes, of the geometric mean of the axes."""
        if dimension == 3:
            return float(np.median([case.grid.spacing.prod() ** (1 / 3) for case in self.cases]))
        planes = [np.delete(case.grid.spacing, slices_last(case.grid)[2]) for case in self.cases]
        return float(np.median(planes))


def survey(records: Sequence[CaseRecord]) -> Survey:
    """Read all cases but those to test on.

    Raises:
        InputError: a case that cannot be read; or no point and no segment in any of them.
    """
    cases = tuple(_survey_case(load_case(r)) for r in records if r.split != "test")
    landmarks = Counter(name for case in cases for name in case.points)
    segments = Counter(name for case in cases for name in sorted(case.segments))
    least = max(2, _FEW * len(cases))
    kept = [tuple(n for n, count in found.items() if count >= least) for found in (landmarks, segments)]
    rare = tuple(n for found in (landmarks, segments) for n, count in found.items() if count < least)
    if not kept[0] and not kept[1]:
        told = f" (too rare: {', '.join(rare)})" if rare else ""
        raise InputError(
            f"No landmark and no segment is marked in enough of the {len(cases)} cases{told}: save "
            "landmarks.mrk.json or segmentation.seg.nrrd beside each image."
        )
    return Survey(cases, kept[0], kept[1], rare)


def _survey_case(case: LoadedCase) -> CaseSurvey:
    points: dict[str, list[FloatArray]] = {}
    for point in case.landmarks:
        if point.position is not None:
            points.setdefault(point.name, []).append(point.position)
    box, segments = np.zeros((0, 3)), frozenset[str]()
    if case.segmentation is not None and case.segmentation.labels.any():
        labels = case.segmentation.labels
        values = set(np.unique(labels).tolist())
        segments = frozenset(n for i, n in enumerate(case.segmentation.names, 1) if i in values)
        filled = np.argwhere(labels > 0)
        low, high = filled.min(axis=0)[::-1], filled.max(axis=0)[::-1]
        box = case.segmentation.grid.part(low, high - low + 1).corners()
    return CaseSurvey(
        grid=case.image.grid,
        points={name: np.array(found) for name, found in points.items()},
        box=box,
        segments=segments,
        contrast=case.record.contrast,
        modality=_modality(case),
        in_pixels=case.image.metadata.get(UNITS) == PIXELS,
    )


def _modality(case: LoadedCase) -> str:
    told = str(case.image.metadata.get("modality", "")).upper()
    if told:
        return told
    try:
        hounsfield_offset(case.image)
    except InputError:
        return ""
    return "CT" if float(case.image.array.min()) < -_AIR else ""


_AIR = 500  # −HU; MR has no such values unless it is phase-sensitive
