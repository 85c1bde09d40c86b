"""A whole heart built from a :class:`HeartShape`: ventricles, atria, rings and great vessels that fit.

The left ventricle is a loft from the mitral ring to the apex, with an outflow to the aortic ring; its
wall is a shell of the thickness that the shape says where it says it; the right ventricle lies around
the septum as a crescent. Situs is normal; LPS mm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid

from .heart_shape import HeartShape
from .whole_heart import LABELS, WholeHeart, heart_from_labels

NAME = "parametric heart"
Mask = npt.NDArray[np.bool_]
_SEPTUM = np.array([-0.8, -0.6, 0.0])  # roughly where the right ventricle lies, LPS
_OVERLAP = 1.5  # mm by which what is built later reaches through a valve, so that no gap is left
_LOFT = 0.42  # share of the length over which the cavity widens from the ring
_EXTENT = (190.0, 178.0, 212.0)  # mm, of any heart with its vessels


@dataclass(frozen=True, eq=False)
class Frame:
    """Axes and rings of a heart, LPS mm; the ventricle's base is the origin.

    Args:
        long, septal, upward: (3,) unit vectors: to the apex, to the septum, away from the diaphragm.
        mitral, mitral_down: center of the ring, and its normal into the ventricle.
        aortic, aortic_up: center of the ring, and its normal out of the ventricle.
        tricuspid, tricuspid_down: center of the ring, and its normal into the right ventricle.
        pulmonary: center of the pulmonary valve.
    """

    long: FloatArray
    septal: FloatArray
    upward: FloatArray
    mitral: FloatArray
    mitral_down: FloatArray
    aortic: FloatArray
    aortic_up: FloatArray
    tricuspid: FloatArray
    tricuspid_down: FloatArray
    pulmonary: FloatArray


def parametric_heart(shape: HeartShape, spacing: float = 1.8) -> WholeHeart:
    """The heart of a shape, ready to be varied; ``spacing`` in mm of the labels it is made from."""
    labels, grid = parametric_labels(shape, spacing)
    return heart_from_labels(labels, grid, NAME)


def frame_of(shape: HeartShape) -> Frame:
    """Where axes and rings of a shape lie."""
    from scipy.spatial.transform import Rotation

    azimuth, decline, outflow = np.deg2rad([shape.azimuth, shape.decline, shape.outflow])
    long = np.array([np.sin(azimuth), -np.cos(azimuth), 0.0]) * np.cos(decline)
    long[2] = -np.sin(decline)
    septal = _SEPTUM - (_SEPTUM @ long) * long
    septal /= np.linalg.norm(septal)
    # The septum goes down towards the front in hearts that stand; about the axis, hearts vary.
    septal = Rotation.from_rotvec(np.deg2rad(shape.turn) * long).apply(septal)
    upward = np.cross(long, septal)
    upward *= np.sign(upward[2])
    first, second = shape.tilt
    tilted = Rotation.from_rotvec(np.deg2rad(first) * upward + np.deg2rad(second) * septal)
    radius, ring = shape.radius, float(np.mean(shape.ring))
    mitral = -0.5 * max(radius - ring, 3.0) * septal - 2.0 * upward
    aortic_up = np.array([-np.sin(outflow), -0.1, np.cos(outflow)])
    aortic_up /= np.linalg.norm(aortic_up)
    between = ring + 0.8 * shape.aortic
    aortic = mitral + between * (0.72 * septal + 0.66 * upward) / np.hypot(0.72, 0.66) - 7.0 * long
    tricuspid = (
        mitral
        + (ring + 0.7 * shape.tricuspid + shape.wall + 0.3 * shape.right) * septal
        - 10.0 * upward
        + 7.0 * long
    )
    down = long - 0.35 * septal
    return Frame(
        long=long,
        septal=septal,
        upward=upward,
        mitral=mitral,
        mitral_down=np.asarray(tilted.apply(long)),
        aortic=aortic,
        aortic_up=aortic_up,
        tricuspid=tricuspid,
        tricuspid_down=down / np.linalg.norm(down),
        pulmonary=aortic
        + np.array([14.0, -15.0, 12.0])
        + (0.5 * shape.aorta + 8) * np.array([0.45, -0.85, 0.25]),
    )


def parametric_labels(shape: HeartShape, spacing: float = 1.8) -> tuple[npt.NDArray[np.uint8], Grid]:
    """The label map, (k, j, i) with the values of ``LABELS``, and its grid on LPS axes; mm."""
    frame = frame_of(shape)
    size = np.round(np.array(_EXTENT) / spacing).astype(int)
    middle = 0.3 * shape.length * frame.long + np.array([-22.0, -8.0, 22.0])
    grid = Grid.from_axes(size.tolist(), np.eye(3), [spacing] * 3, middle)
    points = _points(grid)
    cavity = _cavity(points, shape, frame)
    from_cavity = _outside_distance(cavity, spacing)
    muscle = _wall(points, from_cavity, shape, frame) & ~cavity
    left = cavity | muscle
    from_left = _outside_distance(left, spacing)
    labels = np.zeros(cavity.shape, np.uint8)
    labels[muscle], labels[cavity] = LABELS["myocardium"], LABELS["cavity"]
    parts = (
        ("aorta", _aorta(points, shape, frame)),
        ("pulmonary_artery", _pulmonary_artery(points, shape, frame)),
        ("right_ventricle", _right_ventricle(points, from_left, shape, frame)),
        ("left_atrium", _left_atrium(points, shape, frame)),
        ("right_atrium", _right_atrium(points, shape, frame)),
    )
    for name, distance in parts:
        labels[(distance < 0) & (labels == 0) & ~_kept_apart(labels, name, spacing)] = LABELS[name]
    return labels, grid


# What lies between a chamber and the ones built before it: walls of about 2 mm, but at valves.
_APART = {
    "aorta": (),
    "pulmonary_artery": ("aorta", "myocardium", "cavity"),
    "right_ventricle": ("aorta",),
    "left_atrium": ("aorta", "pulmonary_artery", "right_ventricle"),
    "right_atrium": ("aorta", "pulmonary_artery", "left_atrium", "myocardium", "cavity"),
}


def _kept_apart(labels: npt.NDArray[np.uint8], name: str, spacing: float) -> Mask:
    """Voxels nearer than a wall to what a chamber must not touch."""
    from scipy import ndimage

    others = np.isin(labels, [LABELS[other] for other in _APART[name]])
    return np.asarray(ndimage.binary_dilation(others, iterations=max(1, round(2.4 / spacing))))


def _points(grid: Grid) -> FloatArray:
    k, j, i = np.indices(grid.shape, dtype=np.float32)
    stacked = np.stack([i, j, k], axis=-1)
    return np.asarray(stacked * np.float32(grid.spacing[0]) + grid.origin.astype(np.float32))


def _outside_distance(mask: Mask, spacing: float) -> FloatArray:
    from scipy import ndimage

    # Single precision, as all that is computed on the grid.
    distance = ndimage.distance_transform_edt(~mask, sampling=spacing).astype(np.float32)
    return cast(FloatArray, distance - spacing / 2)


def _beyond(points: FloatArray, origin: FloatArray, normal: FloatArray) -> FloatArray:
    """How far points (..., 3) lie beyond a plane."""
    return np.asarray(points @ normal.astype(np.float32) - np.float32(origin @ normal))


def _around(points: FloatArray, frame: Frame) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Along the long axis, and the angle (rad) about it from the septum, and the distance from it."""
    along, a, b = (points @ v.astype(np.float32) for v in (frame.long, frame.septal, frame.upward))
    return along, np.arctan2(b, a), np.hypot(a, b)


def _cavity(points: FloatArray, shape: HeartShape, frame: Frame) -> Mask:
    """The left ventricle's cavity: the loft below the mitral plane, and the outflow tract."""
    along, angle, _ = _around(points, frame)
    height = _beyond(points, frame.mitral, frame.mitral_down)
    # The apex is ``length`` below the mitral ring's center.
    end = float(frame.mitral @ frame.long) + shape.length
    t = along / end
    widest = 0.38
    u = np.clip((t - widest) / (1 - widest), 0, 1)
    outline = (1 - u**shape.taper) ** (1 / 2.0)
    waist = 1 - 0.10 * np.clip((widest - t) / widest, 0, 1) ** 2
    radius = shape.radius * outline * waist * _swelling(angle, t, shape)
    loft = _step(height / (_LOFT * end))
    center_a, center_b = (float(frame.mitral @ v) for v in (frame.septal, frame.upward))
    a = points @ frame.septal.astype(np.float32) - (1 - loft) * center_a
    b = points @ frame.upward.astype(np.float32) - (1 - loft) * center_b
    short, wide = (np.maximum(loft * radius + (1 - loft) * r, 0.1) for r in shape.ring)
    body = np.hypot(a / short, b / wide) - 1
    inside = (body < 0) & (height > 0) & (t < 1)
    start = 0.3 * end * frame.long + 0.25 * shape.radius * (frame.septal + 0.5 * frame.upward)
    before = frame.aortic - 14 * frame.aortic_up + 4 * frame.long
    tract = _tube(
        points,
        [start, before, frame.aortic + 3 * frame.aortic_up],
        [0.5 * shape.radius, *[shape.aortic] * 2],
    )
    under = _beyond(points, frame.aortic, frame.aortic_up) < 0
    return np.asarray(_rounded(inside | ((tract < 0) & under & (t > -1))))


def _rounded(mask: Mask) -> Mask:
    """Without corners of a voxel or two."""
    from scipy import ndimage

    return np.asarray(ndimage.gaussian_filter(mask.astype(np.float32), 1.0) > 0.5)


def _swelling(angle: FloatArray, t: FloatArray, shape: HeartShape) -> FloatArray:
    """What the radius is multiplied with: a flat septum, an aneurysm."""
    flat = 1 - shape.flat * np.clip(np.cos(angle), 0, 1) ** 2 * _step((t + 0.1) / 0.4)
    return np.asarray(flat * (1 + shape.bulge * _at_scar(angle, t, shape)))


def _at_scar(angle: FloatArray, t: FloatArray, shape: HeartShape) -> FloatArray:
    """1 in the middle of the scar, 0 far from it."""
    where, along, _ = shape.scar
    off = np.angle(np.exp(1j * (angle - np.deg2rad(where))).astype(np.complex64))
    # At the apex all directions meet.
    around = np.where(t > 0.9, 0.4 * off, off) / 0.6
    return np.asarray(np.exp(-0.5 * (around**2 + ((t - along) / 0.16) ** 2)), np.float32)


def _wall(points: FloatArray, from_cavity: FloatArray, shape: HeartShape, frame: Frame) -> Mask:
    """The left ventricle's muscle: a shell that ends at the mitral and the aortic ring."""
    along, angle, across = _around(points, frame)
    end = float(frame.mitral @ frame.long) + shape.length
    t = along / end
    cosine, sine = shape.uneven
    # A lateral wall is a little thinner than the septum, an inferior one than the anterior one.
    thick = shape.wall + shape.septal * np.clip(np.cos(angle), 0, 1) ** 1.5
    thick = thick + cosine * np.cos(angle) + sine * np.sin(angle)
    thick = thick * (1 - 0.12 * _step((t - 0.45) / 0.4))
    # By the angle seen from the middle of the apical third the wall gets the apex's thickness.
    polar = np.arctan2(across, along - 0.62 * end)
    toward_apex = _step((np.deg2rad(75) - polar) / np.deg2rad(62))
    thick = thick + toward_apex * (shape.apical - thick)
    _, _, left = shape.scar
    thick = thick * (1 - (1 - left) * _at_scar(angle, t, shape))
    height = _beyond(points, frame.mitral, frame.mitral_down)
    thick = np.maximum(thick, 1.0) * (0.5 + 0.5 * _step((height + 2) / 16))
    below_aortic = _beyond(points, frame.aortic, frame.aortic_up) < -1
    toward = frame.mitral - frame.aortic
    from_mitral = _beyond(points, frame.aortic, toward) < 0
    return np.asarray((from_cavity < thick) & ((height > 0) | (below_aortic & from_mitral)))


def _aorta(points: FloatArray, shape: HeartShape, frame: Frame) -> FloatArray:
    """Root with its sinuses, then the ascending aorta, which straightens to the vertical."""
    up, ring = frame.aortic_up, shape.aortic
    sinus = frame.aortic + 13 * up
    junction = frame.aortic + 25 * up
    middle = junction + 22 * up + np.array([-1.0, -3.0, 10.0])
    end = middle + np.array([3.0, 4.0, 42.0])
    way = [frame.aortic, sinus, junction, middle, end]
    radii = [ring, 1.35 * ring, 0.95 * shape.aorta, shape.aorta, shape.aorta]
    inside = _tube(points, way, radii)
    beyond = _beyond(points, frame.aortic, up)
    return np.maximum(inside, -beyond - _OVERLAP)


def _pulmonary_artery(points: FloatArray, shape: HeartShape, frame: Frame) -> FloatArray:
    """The trunk, left of the aorta, and the beginning of the right branch, behind it."""
    radius = 0.85 * shape.aorta
    start = frame.pulmonary
    fork = start + np.array([4.0, 32.0, 30.0])
    right = fork + np.array([-42.0, 8.0 + shape.aorta, -2.0])
    trunk = _tube(points, [start, start + np.array([4.0, 9.0, 17.0]), fork], [radius] * 3)
    branch = _tube(points, [fork, fork + np.array([-16.0, 12.0, 0.0]), right], [0.75 * radius] * 3)
    return _melted(trunk, branch, 5.0)


def _right_ventricle(
    points: FloatArray, from_left: FloatArray, shape: HeartShape, frame: Frame
) -> FloatArray:
    """A crescent around the septum, with its inflow below the tricuspid ring and its outflow above."""
    along, angle, _ = _around(points, frame)
    end = float(frame.mitral @ frame.long) + shape.length
    t = (along - 5) / end
    # Wider towards the base and towards the diaphragm; its tip mostly stops short of the left one.
    sideways = np.clip(np.cos((angle + 0.1) * np.deg2rad(90) / np.deg2rad(82)), 0, 1)
    sideways = np.where(np.abs(angle + 0.1) < np.deg2rad(82), sideways, 0) ** 0.6
    lengthwise = np.sqrt(
        np.clip(1 - (np.clip(t - 0.15, 0, 2) / (shape.reach - 0.15)) ** shape.blunt, 0, 1)
    )
    width = shape.right * sideways * lengthwise
    crescent = from_left - np.where(width > 1.5, width, -3.0)
    # Above the ring only the outflow goes on.
    crescent = np.maximum(crescent, -_beyond(points, frame.mitral, frame.mitral_down))
    ring = frame.tricuspid
    inflow = _tube(
        points,
        [ring, ring + 14 * frame.tricuspid_down, ring + 34 * frame.long + 4 * frame.upward],
        [shape.tricuspid, shape.tricuspid, 0.7 * shape.tricuspid],
    )
    radius = 0.9 * shape.aorta
    low = frame.pulmonary + 0.3 * shape.length * frame.long - 8 * frame.upward + 6 * frame.septal
    outflow = _tube(points, [low, frame.pulmonary], [1.15 * radius, radius])
    whole = _melted(_melted(crescent, inflow, 8.0), outflow, 10.0)
    below = _beyond(points, ring, frame.tricuspid_down)
    # The tricuspid plane bounds it, but not the outflow, which passes in front of it.
    return np.minimum(np.maximum(whole, -below), outflow)


def _left_atrium(points: FloatArray, shape: HeartShape, frame: Frame) -> FloatArray:
    """Body behind the ring, a neck to it, and the appendage towards the pulmonary trunk."""
    depth = shape.left_atrium[1]
    center = frame.mitral - 0.8 * depth * frame.mitral_down + np.array([-6.0, 6.0, 2.0])
    body = _ellipsoid(points, center, shape.left_atrium)
    height = _beyond(points, frame.mitral, frame.mitral_down)
    a = _beyond(points, frame.mitral, frame.septal)
    b = _beyond(points, frame.mitral, frame.upward)
    short, wide = shape.ring
    neck = np.maximum((np.hypot(a / short, b / wide) - 1) * short, -height - 8)
    start = center + np.array([0.8 * shape.left_atrium[0], -0.5 * depth, 4.0])
    appendage = _tube(points, [center, start, start + np.array([8.0, -24.0, 8.0])], [12, 8.5, 6])
    whole = _melted(_melted(body, neck, 8.0), appendage, 6.0)
    return np.maximum(whole, height - _OVERLAP)


def _right_atrium(points: FloatArray, shape: HeartShape, frame: Frame) -> FloatArray:
    """Body beyond the tricuspid ring, up to where the caval veins enter."""
    x, y, z = shape.right_atrium
    center = frame.tricuspid - 0.68 * y * frame.tricuspid_down + np.array([-4.0, 3.0, 3.0])
    body = _ellipsoid(points, center, (x, y, z))
    neck = _tube(
        points, [frame.tricuspid, frame.tricuspid - 8 * frame.tricuspid_down], [shape.tricuspid] * 2
    )
    below = _beyond(points, frame.tricuspid, frame.tricuspid_down)
    return np.maximum(_melted(body, neck, 6.0), below - _OVERLAP)


def _ellipsoid(points: FloatArray, center: FloatArray, semi_axes: Sequence[float]) -> FloatArray:
    """About the distance of points (..., 3) to an ellipsoid on the patient's axes."""
    offset = points - np.asarray(center, np.float32)
    radii = np.asarray(semi_axes, np.float32)
    first = np.linalg.norm(offset / radii, axis=-1)
    second = np.linalg.norm(offset / radii**2, axis=-1)
    return np.asarray(first * (first - 1) / np.maximum(second, 1e-6))


def _tube(points: FloatArray, way: Sequence[FloatArray], radii: Sequence[float]) -> FloatArray:
    """Distance of points (..., 3) to a chain of round cones."""
    nearest = np.full(points.shape[:-1], 1e3, np.float32)
    for start, end, first, last in zip(way[:-1], way[1:], radii[:-1], radii[1:], strict=True):
        step = np.asarray(end - start, np.float32)
        offset = points - np.asarray(start, np.float32)
        t = np.clip(offset @ step / float(step @ step + 1e-6), 0, 1)
        gap = np.linalg.norm(offset - t[..., None] * step, axis=-1) - (first + t * (last - first))
        nearest = np.minimum(nearest, gap)
    return cast(FloatArray, nearest)


def _melted(first: FloatArray, second: FloatArray, width: float) -> FloatArray:
    """The union of two solids with a fillet of about ``width`` mm where they meet."""
    near = np.clip(0.5 + 0.5 * (second - first) / width, 0, 1)
    return np.asarray(second + near * (first - second) - width * near * (1 - near))


def _step(x: FloatArray) -> FloatArray:
    """0 below 0, 1 above 1, smooth between."""
    t = np.clip(x, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))
