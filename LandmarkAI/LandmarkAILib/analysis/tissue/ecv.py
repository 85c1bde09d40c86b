"""Extracellular volume from T1 before and after contrast, pixel by pixel.

ECV = (1 − haematocrit) · (1/T1post − 1/T1native of the pixel) / (the same of blood); Kellman et al.
2012, doi:10.1186/1532-429X-14-63, and Messroghli et al. 2017, doi:10.1186/s12968-017-0389-8.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ...core.anatomy import LEFT_VENTRICLE, LV_CENTER
from ...core.detection import Segmentation
from ...core.geometry import FloatArray
from ...core.image import Image, values_at
from ...core.landmarks import LandmarkSet
from ...core.short_axis import slices_last, with_slices
from ...errors import InputError
from ..alignment import Alignment, align

HEMATOCRIT = (0.15, 0.65)
"""What a haematocrit can be, as a share."""
_PLAUSIBLE = (50.0, 4000.0)  # ms, T1 of blood and myocardium at any field, before or after contrast
_BLOOD_NATIVE, _BLOOD_POST = (1200.0, 2400.0), (100.0, 900.0)
"""T1 of blood at 1.5 and 3 T, ms, with room: beyond it is said that the images may be no T1 maps
(compare Kawel-Boehm et al. 2020, doi:10.1186/s12968-020-00683-3)."""
_LEAST_BLOOD = 20  # pixels


@dataclass(frozen=True, eq=False)
class ExtracellularVolume:
    """An ECV map and what it was computed with.

    Args:
        map: per cent, on the native image's grid; NaN where the post-contrast image does not reach or T1
            cannot be.
        aligned: the post-contrast image on the native grid.
        unaligned: the same as it lay.
        alignments: by slice, post-contrast onto native, as found from the points.
        blood_native, blood_post: median T1 of the blood, ms.
        notes: what a reader should know, without full stops.
    """

    map: Image
    aligned: Image
    unaligned: Image
    alignments: dict[int, Alignment]
    blood_native: float
    blood_post: float
    notes: tuple[str, ...] = ()


def extracellular_volume(
    native: Image,
    post: Image,
    segmentation: Segmentation,
    native_points: LandmarkSet,
    post_points: LandmarkSet,
    hematocrit: float,
    erosion: float = 3.0,
) -> ExtracellularVolume:
    """ECV map of a short-axis stack, the post-contrast image aligned slice by slice by its points.

    Args:
        native: T1 before contrast, ms.
        post: T1 after contrast, ms; of the same slices, on any grid.
        segmentation: with the left ventricle, on the native grid.
        native_points, post_points: insertions and LV centers found in each.
        hematocrit: a share, such as 0.42.
        erosion: mm of the cavity's edge that are not taken for blood, as muscle is mixed in.

    Raises:
        InputError: a haematocrit or an erosion that cannot be, no blood, T1 that is not in
            milliseconds, or images that do not overlap.
    """
    if not HEMATOCRIT[0] <= hematocrit <= HEMATOCRIT[1]:
        raise InputError(
            f"A haematocrit of {hematocrit:g} cannot be: give a share, such as 0.42, not per cent."
        )
    if not (np.isfinite(erosion) and erosion >= 0):
        raise InputError(f"An erosion of {erosion:g} mm cannot be: give 0 or more, such as 3.")
    cavity = _slices_with_cavity(segmentation)
    alignments, notes = _alignments(native, post, native_points, post_points, cavity)
    aligned = replace(native, array=_on_grid(native, post, alignments), name=post.name)
    unaligned = replace(native, array=_on_grid(native, post, {}), name=post.name)
    blood = _eroded_cavity(segmentation, erosion)
    before, after = (_blood_t1(image, blood) for image in (native, aligned))
    if after >= before:
        raise InputError(
            f"Blood has a T1 of {before:.0f} ms in {native.name} and {after:.0f} ms in {post.name}: "
            "contrast medium shortens it; were the two exchanged?"
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        change = 1 / aligned.array.astype(float) - 1 / native.array.astype(float)
        ecv = 100 * (1 - hematocrit) * change / (1 / after - 1 / before)
    for image in (native, aligned):
        inside = (image.array >= _PLAUSIBLE[0]) & (image.array <= _PLAUSIBLE[1])
        ecv = np.where(inside, ecv, np.nan)
    mapped = Image(ecv.astype(np.float32), native.grid, "ecv")
    notes += _not_t1(before, after)
    return ExtracellularVolume(mapped, aligned, unaligned, alignments, before, after, notes)


def _not_t1(before: float, after: float) -> tuple[str, ...]:
    """A note where blood is not as T1 maps have it."""
    if all(low <= t1 <= high for t1, (low, high) in ((before, _BLOOD_NATIVE), (after, _BLOOD_POST))):
        return ()
    return (
        f"blood of {before:.0f} and {after:.0f} is not what T1 maps in ms show (native "
        f"{_BLOOD_NATIVE[0]:.0f} to {_BLOOD_NATIVE[1]:.0f}, after contrast {_BLOOD_POST[0]:.0f} to "
        f"{_BLOOD_POST[1]:.0f}): of images that are not T1 maps this is no ECV",
    )


def _eroded_cavity(segmentation: Segmentation, erosion: float) -> npt.NDArray[np.bool_]:
    """Blood: the left ventricular cavity without ``erosion`` mm of its edge in the plane, (k, j, i).

    Raises:
        InputError: hardly anything is left.
    """
    import SimpleITK as sitk

    order = slices_last(segmentation.grid)
    cavity = segmentation.labels == segmentation.names.index(LEFT_VENTRICLE) + 1
    radius = [round(erosion / s) for s in segmentation.grid.spacing]
    radius[order[2]] = 0
    image = sitk.GetImageFromArray(cavity.astype(np.uint8))
    eroded = sitk.BinaryErode(image, radius, sitk.sitkBall, 0.0, 1.0)
    blood = np.asarray(sitk.GetArrayFromImage(eroded).astype(bool))
    if np.count_nonzero(blood) < _LEAST_BLOOD:
        raise InputError(
            f"The left ventricular cavity has {np.count_nonzero(blood)} pixels more than {erosion:g} mm "
            "from its edge, too few to tell the T1 of blood: segment it, or erode less."
        )
    return blood


def _blood_t1(image: Image, blood: npt.NDArray[np.bool_]) -> float:
    values = image.array[blood]
    values = values[np.isfinite(values)]
    t1 = float(np.median(values)) if len(values) else float("nan")
    if not _PLAUSIBLE[0] <= t1 <= _PLAUSIBLE[1]:
        raise InputError(
            f"Blood has a value of {t1:.4g} in {image.name}, which is not a T1 in milliseconds: give T1 "
            "maps in ms."
        )
    return t1


def _slices_with_cavity(segmentation: Segmentation) -> list[int]:
    if LEFT_VENTRICLE not in segmentation.names:
        raise InputError(f"ECV needs the blood of a segment named '{LEFT_VENTRICLE}': add it.")
    cavity = segmentation.labels == segmentation.names.index(LEFT_VENTRICLE) + 1
    axis = 2 - slices_last(segmentation.grid)[2]
    return np.flatnonzero(np.moveaxis(cavity, axis, 0).any(axis=(1, 2))).tolist()


def _alignments(
    native: Image,
    post: Image,
    native_points: LandmarkSet,
    post_points: LandmarkSet,
    cavity: list[int],
) -> tuple[dict[int, Alignment], tuple[str, ...]]:
    """The in-plane rigid motion of each native slice with a cavity whose points were found in both."""
    native_points = with_slices(native_points, native.grid)
    post_points = with_slices(post_points, post.grid)
    found: dict[int, Alignment] = {}
    normal = _normal(native)
    slices, heights = _heights(native, normal), _heights(post, normal)
    notes = []
    for k in cavity:
        partner = int(np.argmin(np.abs(heights - slices[k])))
        here, there = native_points.in_slice(k), post_points.in_slice(partner)
        common = [
            name
            for name in here
            if name in there and here[name].position is not None and there[name].position is not None
        ]
        if LV_CENTER not in common or len(common) < 2:
            notes.append(f"slice {k} is not aligned: too few points in both images")
            continue
        moving = tuple(
            replace(there[n], position=_into_plane(there[n].position, slices[k], normal)) for n in common
        )
        found[k] = align(LandmarkSet(moving), LandmarkSet(tuple(here[n] for n in common)))
    return found, tuple(notes)


def _into_plane(position: FloatArray | None, height: float, normal: FloatArray) -> FloatArray:
    """A point moved along the normal into a slice: the motion that is sought lies in the plane."""
    assert position is not None
    return np.asarray(position + (height - position @ normal) * normal)


def _on_grid(native: Image, post: Image, alignments: dict[int, Alignment]) -> npt.NDArray[np.float32]:
    """(k, j, i) the post-contrast image at the native voxels, each slice carried by its alignment."""
    axis = 2 - slices_last(native.grid)[2]
    out = np.full(native.array.shape, np.nan, np.float32)
    for k in range(native.array.shape[axis]):
        mask = np.zeros(native.array.shape, bool)
        np.moveaxis(mask, axis, 0)[k] = True
        z, y, x = np.nonzero(mask)
        points = native.grid.to_lps(np.stack([x, y, z], axis=1))
        if k in alignments:
            inverse = np.linalg.inv(alignments[k].matrix)
            points = points @ inverse[:3, :3].T + inverse[:3, 3]
        out[mask] = values_at(post, points)
    if not np.isfinite(out).any():
        raise InputError(f"{post.name} and {native.name} do not overlap: give maps of the same slices.")
    return out


def _normal(image: Image) -> FloatArray:
    first, second, _ = slices_last(image.grid)
    normal = np.cross(image.grid.axes[:, first], image.grid.axes[:, second])
    return np.asarray(normal / np.linalg.norm(normal))


def _heights(image: Image, normal: FloatArray) -> FloatArray:
    """(slices,) mm of the middle of each slice along a normal."""
    order = slices_last(image.grid)
    stack = image.grid.permuted(order)
    centers = np.array([stack.slice(k).center for k in range(stack.size[2])])
    return np.asarray(centers @ normal)
