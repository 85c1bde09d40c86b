"""Scar in late gadolinium enhancement by threshold, per AHA segment. Thresholds, not a diagnosis.

Two thresholds: so many standard deviations above remote myocardium (Bondarenko et al. 2005,
doi:10.1081/JCMR-200053623), and half of the maximum of the enhanced myocardium (Amado et al. 2004,
doi:10.1016/j.jacc.2004.09.020). A dark core that scar and cavity enclose is counted in: microvascular
obstruction does not enhance. What goes all the way round the cavity is no core.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
        notes: what a reader should know, those of the AHA segments, without full stops.
    """

    segmentation: Segmentation
    threshold: float
    rule: str
    mass: float
    percent: float
    segments: tuple[SegmentScar, ...]
    notes: tuple[str, ...] = ()


def find_scar(
    image: Image, segmentation: Segmentation, aha: AhaResult, method: Method = "nsd", n: float = 5.0
) -> Scar:
    """Scar of the left ventricular myocardium.

    Args:
        image: late gadolinium enhancement; for ``fwhm`` magnitude, which has no negative values.
        segmentation: with left ventricle and myocardium, on the image's grid; a segment ``Remote
            myocardium`` is taken as such, else the AHA segment with the lowest mean is.
        aha: segments of the same image and :func:`whole_wall`.
        method: ``nsd`` or ``fwhm``.
        n: standard deviations above remote myocardium, of ``nsd``.

    Raises:
        InputError: too little remote myocardium, or for ``fwhm`` negative values or no enhancement.
    """
    axes = array_axes(slices_last(image.grid))
    values = image.array.transpose(axes).astype(np.float64)
    labels, segments = segmentation.labels.transpose(axes), aha.segmentation.labels.transpose(axes)
    whole = whole_wall(segmentation).labels.transpose(axes)
    cavity, wall = (whole == segmentation.names.index(name) + 1 for name in (LEFT_VENTRICLE, MYOCARDIUM))
    remote, what = _remote(labels, segmentation, aha, segments)
    if method == "nsd":
        threshold, rule = _above_remote(values[remote], what, n)
    else:
        threshold, rule = _half_maximum(image.name, values[wall], values[remote], what)
    scar = wall & (values > threshold)
    core = np.zeros_like(scar)
    for k in range(len(scar)):
        scar[k] = _connected(scar[k])
        core[k] = _without_rings(filled(scar[k] | cavity[k]) & wall[k] & ~scar[k], cavity[k])
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
        notes=aha.notes,
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
            f"'{REMOTE}'."
        )
    darkest = min(known, key=lambda s: s.mean)
    return segments == darkest.segment, f"remote myocardium, segment {darkest.segment} ({darkest.name})"


def _above_remote(remote: FloatArray, what: str, n: float) -> tuple[float, str]:
    if len(remote) < _LEAST_REMOTE:
        raise InputError(
            f"Remote myocardium of {len(remote)} pixels tells no standard deviation: draw more of it, "
            f"at least {_LEAST_REMOTE}."
        )
    return float(remote.mean() + n * remote.std()), f"mean + {n:g} SD of {what}"


def _half_maximum(name: str, wall: FloatArray, remote: FloatArray, what: str) -> tuple[float, str]:
    """Half of the maximum, if that tells scar from remote myocardium: of a healthy heart it does not."""
    if wall.min() < 0:
        raise InputError(
            f"{name} has negative values in the myocardium: half of the maximum means something in "
            "magnitude images only; use --method nsd for phase-sensitive ones."
        )
    half = float(np.quantile(wall, _BRIGHTEST)) / 2
    ordinary = float(remote.mean() + 2 * remote.std())
    if half <= ordinary:
        raise InputError(
            f"Half of the maximum of the myocardium of {name} is {half:.4g}, and {what} reaches "
            f"{ordinary:.4g} itself: nothing enhances, or the image does not null myocardium. Use "
            "--method nsd."
        )
    return half, "half of the maximum of the myocardium"


def whole_wall(segmentation: Segmentation) -> Segmentation:
    """The same with drawn remote myocardium as what it is a part of, for AHA segments and areas."""
    names = segmentation.names
    if REMOTE not in names or MYOCARDIUM not in names:
        return segmentation
    labels = segmentation.labels.copy()
    labels[labels == names.index(REMOTE) + 1] = names.index(MYOCARDIUM) + 1
    return replace(segmentation, labels=labels)


def _without_rings(core: npt.NDArray[np.bool_], cavity: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Without parts that go round the cavity: the inner wall within a ring of scar is no dark core."""
    import SimpleITK as sitk

    parts = sitk.GetArrayFromImage(
        sitk.ConnectedComponent(sitk.GetImageFromArray(core.astype(np.uint8)), True)
    )
    kept = np.zeros_like(core)
    for number in range(1, int(parts.max()) + 1):
        part = parts == number
        if not (filled(part) & cavity).any():
            kept |= part
    return kept


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
        # The farther out, the more pixels there are for a millimetre of depth.
        depth = 1 / np.maximum(np.hypot(x, y), 1e-6)
        spoke = ((np.arctan2(y, x) / (2 * np.pi) % 1) * _SPOKES).astype(int) % _SPOKES
        own, scarred = segments[part.slice][j, i], affected[part.slice][j, i]
        for n in np.unique(own):
            total, hit = (
                np.bincount(spoke[inside], depth[inside], minlength=_SPOKES)
                for inside in (own == n, (own == n) & scarred)
            )
            extents.setdefault(int(n), []).extend((100 * hit[hit > 0] / total[hit > 0]).tolist())
    found = []
    for n, name in enumerate(aha.segmentation.names, start=1):
        inside = segments == n
        count = np.count_nonzero(inside)
        percent = 100 * float(np.count_nonzero(affected & inside)) / count if count else float("nan")
        extent = extents.get(n, [])
        found.append(SegmentScar(n, name, percent, float(np.mean(extent)) if extent else 0.0))
    return tuple(found)
