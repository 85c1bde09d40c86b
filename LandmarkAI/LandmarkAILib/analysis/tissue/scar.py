"""Scar in late gadolinium enhancement by threshold, per AHA segment. Thresholds, not a diagnosis.

Two thresholds: so many standard deviations above remote myocardium (Bondarenko et al. 2005,
doi:10.1081/JCMR-200053623), and half of the maximum of the enhanced myocardium (Amado et al. 2004,
doi:10.1016/j.jacc.2004.09.020). A dark core that scar and cavity enclose is counted in: microvascular
obstruction does not enhance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...core.anatomy import LEFT_VENTRICLE, MYOCARDIUM
from ...core.detection import Segmentation
from ...core.geometry import FloatArray
from ...core.image import Image
from ...core.short_axis import array_axes, slices_last
from ...errors import InputError
from ..aha.settings import AhaResult
from ..measures import MYOCARDIAL_DENSITY
from ..wall import filled

Method = Literal["nsd", "fwhm"]
REMOTE = "Remote myocardium"
"""A segment of that name, drawn by a reader, is the remote myocardium."""
SCAR, CORE = "Scar", "Dark core"

_LEAST_REMOTE = 20  # pixels that tell a mean and an SD
_LEAST_SCAR = 3  # connected pixels in a slice; fewer are noise
_BRIGHTEST = 0.99  # quantile of the wall that is taken for its maximum, so that one pixel is not
_SPOKES = 90  # directions about the center in which the transmural extent is taken


@dataclass(frozen=True)
class SegmentScar:
    """Scar in an AHA segment.

    Args:
        segment: its number.
        name: of the segment.
        percent: of its area that is scar, dark core included; NaN for an empty segment.
        transmurality: per cent of the wall's depth that is scar, mean over the directions of the segment
            in which there is any; 0 without scar.
    """

    segment: int
    name: str
    percent: float
    transmurality: float


@dataclass(frozen=True, eq=False)
class Scar:
    """Scar of a left ventricle.

    Args:
        segmentation: ``Scar`` and ``Dark core`` on the image's grid.
        threshold: value of the image above which myocardium is scar.
        rule: how the threshold was found, in words.
        mass: g of scar, dark core included.
        percent: of the myocardium.
        segments: per AHA segment.
    """

    segmentation: Segmentation
    threshold: float
    rule: str
    mass: float
    percent: float
    segments: tuple[SegmentScar, ...]


def find_scar(
    image: Image, segmentation: Segmentation, aha: AhaResult, method: Method = "nsd", n: float = 5.0
) -> Scar:
    """Scar of the left ventricular myocardium.

    Args:
        image: late gadolinium enhancement; for ``fwhm`` magnitude, which has no negative values.
        segmentation: with left ventricle and myocardium, on the image's grid; a segment ``Remote
            myocardium`` is taken as such, else the AHA segment with the lowest mean is.
        aha: segments of the same image.
        method: ``nsd`` or ``fwhm``.
        n: standard deviations above remote myocardium, of ``nsd``.

    Raises:
        InputError: too little remote myocardium, or negative values with ``fwhm``.
    """
    axes = array_axes(slices_last(image.grid))
    values = image.array.transpose(axes).astype(np.float64)
    labels, segments = segmentation.labels.transpose(axes), aha.segmentation.labels.transpose(axes)
    cavity, wall = (
        labels == segmentation.names.index(name) + 1 for name in (LEFT_VENTRICLE, MYOCARDIUM)
    )
    if method == "nsd":
        threshold, rule = _above_remote(values, _remote(labels, segmentation, aha, segments), aha, n)
    else:
        threshold, rule = _half_maximum(image.name, values[wall])
    scar = wall & (values > threshold)
    core = np.zeros_like(scar)
    for k in range(len(scar)):
        scar[k] = _connected(scar[k])
        core[k] = filled(scar[k] | cavity[k]) & wall[k] & ~scar[k]
    found = np.where(scar, 1, np.where(core, 2, 0)).astype(np.uint8)
    restored = np.ascontiguousarray(found.transpose(np.argsort(axes)))
    voxel = abs(float(np.linalg.det(image.grid.affine[:3, :3]))) / 1000
    affected = scar | core
    return Scar(
        segmentation=Segmentation(restored, image.grid, (SCAR, CORE)),
        threshold=threshold,
        rule=rule,
        mass=float(np.count_nonzero(affected)) * voxel * MYOCARDIAL_DENSITY,
        percent=100 * float(np.count_nonzero(affected)) / float(np.count_nonzero(wall)),
        segments=_by_segment(affected, segments, aha, image),
    )


def _remote(
    labels: npt.NDArray[np.uint8],
    segmentation: Segmentation,
    aha: AhaResult,
    segments: npt.NDArray[np.uint8],
) -> tuple[npt.NDArray[np.bool_], str]:
    """Remote myocardium, and what it is: drawn, or the AHA segment with the lowest mean."""
    if REMOTE in segmentation.names:
        drawn = labels == segmentation.names.index(REMOTE) + 1
        if drawn.any():
            return drawn, "the remote myocardium that was drawn"
    known = [s for s in aha.segments if s.pixels >= _LEAST_REMOTE and np.isfinite(s.mean)]
    if not known:
        raise InputError(
            "There is no AHA segment large enough to be remote myocardium: draw a segment named "
            f"'{REMOTE}', or use --method fwhm."
        )
    darkest = min(known, key=lambda s: s.mean)
    return segments == darkest.segment, f"remote myocardium, segment {darkest.segment} ({darkest.name})"


def _above_remote(
    values: FloatArray, remote: tuple[npt.NDArray[np.bool_], str], aha: AhaResult, n: float
) -> tuple[float, str]:
    mask, what = remote
    own = values[mask]
    if len(own) < _LEAST_REMOTE:
        raise InputError(
            f"Remote myocardium of {len(own)} pixels tells no standard deviation: draw more of it, at "
            f"least {_LEAST_REMOTE}."
        )
    return float(own.mean() + n * own.std()), f"mean + {n:g} SD of {what}"


def _half_maximum(name: str, wall: FloatArray) -> tuple[float, str]:
    if wall.min() < 0:
        raise InputError(
            f"{name} has negative values in the myocardium: half of the maximum means something in "
            "magnitude images only; use --method nsd for phase-sensitive ones."
        )
    return float(np.quantile(wall, _BRIGHTEST)) / 2, "half of the maximum of the myocardium"


def _connected(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Without parts of fewer pixels than scar has."""
    import SimpleITK as sitk

    parts = sitk.ConnectedComponent(sitk.GetImageFromArray(mask.astype(np.uint8)))
    kept = sitk.RelabelComponent(parts, minimumObjectSize=_LEAST_SCAR)
    return np.asarray(sitk.GetArrayFromImage(kept) > 0)


def _by_segment(
    affected: npt.NDArray[np.bool_], segments: npt.NDArray[np.uint8], aha: AhaResult, image: Image
) -> tuple[SegmentScar, ...]:
    grid = image.grid.permuted(slices_last(image.grid))
    extents: dict[int, list[float]] = {}
    for part in aha.slices:
        j, i = np.nonzero(segments[part.slice])
        rays = grid.to_lps(np.stack([i, j, np.full_like(i, part.slice)], axis=1)) - part.center
        x, y = rays @ grid.axes[:, 0], rays @ grid.axes[:, 1]
        spoke = ((np.arctan2(y, x) / (2 * np.pi) % 1) * _SPOKES).astype(int) % _SPOKES
        own, scarred = segments[part.slice][j, i], affected[part.slice][j, i]
        for n in np.unique(own):
            total = np.bincount(spoke[own == n], minlength=_SPOKES)
            hit = np.bincount(spoke[(own == n) & scarred], minlength=_SPOKES)
            extents.setdefault(int(n), []).extend((100 * hit[hit > 0] / total[hit > 0]).tolist())
    found = []
    for n, name in enumerate(aha.segmentation.names, start=1):
        inside = segments == n
        count = np.count_nonzero(inside)
        percent = 100 * float(np.count_nonzero(affected & inside)) / count if count else float("nan")
        depth = extents.get(n, [])
        found.append(SegmentScar(n, name, percent, float(np.mean(depth)) if depth else 0.0))
    return tuple(found)
