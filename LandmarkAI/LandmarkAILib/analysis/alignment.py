"""Which rigid or similarity transform brings named points onto points of the same names.

The closed-form least-squares solution by singular value decomposition: rigid after Kabsch 1976
(doi:10.1107/S0567739476001873), similarity after Umeyama 1991 (doi:10.1109/34.88573). Never a mirror
image. Two points, or points on a line, leave the turn about that line open: there the smallest rotation
is taken, and said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np

from ..core.geometry import FloatArray
from ..core.landmarks import Landmark, LandmarkSet
from ..errors import InputError

Named = dict[str, list[Landmark]]

Kind = Literal["rigid", "similarity"]

FEWEST = 2
# Points this near to a line or to one another, root mean square, are taken to be on it or at one place:
# landmarks are not known more exactly, and a rotation from less would be one by chance.
_EXACT = 1.0  # mm
_POOR, _FAR_BETTER = 2.0, 0.3  # mm of a fit to be explained, and the share of it that explains it
_UNIT_FACTORS = (0.001, 0.1, 1.0, 10.0, 1000.0)
_UNLIKE = 1e-6  # correlation of the two sets under which no rotation is better than another


class AlignmentError(InputError):
    """Points that do not determine a transform."""

    code = "alignment"


@dataclass(frozen=True, eq=False)
class Alignment:
    """A transform and how well it fits.

    Args:
        matrix: (4, 4) LPS mm → LPS mm, source to target.
        kind: ``rigid``, or ``similarity``: with one scale.
        scale: target mm per source mm; 1 where rigid.
        residuals: mm between each source point, transformed, and its target, by name.
        skipped: names that could not be used, and why.
        note: what the points leave open; empty if nothing.
    """

    matrix: FloatArray
    kind: Kind
    scale: float
    residuals: Mapping[str, float]
    skipped: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def rms(self) -> float:
        """Root mean square of the residuals, mm."""
        return float(np.sqrt(np.mean(np.square(list(self.residuals.values())))))

    def carry(self, points: FloatArray) -> FloatArray:
        """Source LPS mm (..., 3) → target LPS mm (..., 3)."""
        return np.asarray(points @ self.matrix[:3, :3].T + self.matrix[:3, 3])


def align(source: LandmarkSet, target: LandmarkSet, kind: Kind = "rigid") -> Alignment:
    """The transform that brings landmarks nearest to those of the same names.

    Names are compared without regard to case, spaces and underscores. Landmarks that are missing on one
    side, or that have several points on one, as a 2D model's have, are skipped.

    Args:
        source: what is to be moved, LPS mm.
        target: where to, LPS mm.
        kind: ``rigid`` turns and shifts; ``similarity`` also scales, by one factor.

    Raises:
        AlignmentError: fewer than two common points, or all of them at one place.
    """
    ours, theirs = _by_key(source), _by_key(target)
    pairs, skipped = _pairs(ours, theirs)
    if len(pairs) < FEWEST:
        several = any(len(ours[key]) > 1 or len(theirs[key]) > 1 for key in ours.keys() & theirs.keys())
        raise AlignmentError(_too_few(pairs, skipped, several))
    moving, fixed = (np.array(points) for points in zip(*pairs.values(), strict=True))
    _check_apart(moving, "source")
    _check_apart(fixed, "target")
    matrix, scale, is_open = _solve(moving, fixed, kind)
    moved = moving @ matrix[:3, :3].T + matrix[:3, 3]
    residuals = dict(zip(pairs, np.linalg.norm(moved - fixed, axis=1).tolist(), strict=True))
    notes = [_open_note(len(pairs))] if is_open else []
    fit = float(np.sqrt(np.mean(np.square(list(residuals.values())))))
    notes += _better_fits(moving, fixed, list(pairs), kind, fit)
    return Alignment(matrix, kind, scale, residuals, skipped, " ".join(notes))


def _pairs(
    ours: Named, theirs: Named
) -> tuple[dict[str, tuple[FloatArray, FloatArray]], dict[str, str]]:
    """Positions on both sides by the source's name, and why other names were not used."""
    pairs, skipped = {}, {}
    for key in {**ours, **theirs}:
        here, there = ours.get(key, []), theirs.get(key, [])
        name = (here or there)[0].name.strip()
        if reason := _why_not(here, "source") or _why_not(there, "target"):
            skipped[name] = reason
            continue
        assert here[0].position is not None and there[0].position is not None
        pairs[name] = here[0].position, there[0].position
    return pairs, skipped


def _by_key(landmarks: LandmarkSet) -> Named:
    named: Named = {}
    for landmark in landmarks:
        key = " ".join(landmark.name.replace("_", " ").casefold().split())
        named.setdefault(key, []).append(landmark)
    return named


def _why_not(landmarks: list[Landmark], side: str) -> str:
    if not landmarks:
        return f"not in the {side}"
    if len(landmarks) > 1:
        return f"{len(landmarks)} points in the {side}"
    return f"missing in the {side}" if landmarks[0].position is None else ""


def _too_few(pairs: Mapping[str, object], skipped: Mapping[str, str], several: bool) -> str:
    reasons = "; ".join(f"{name}: {reason}" for name, reason in skipped.items())
    reasons = f" ({reasons})" if reasons else ""
    if pairs:
        return f"Only {next(iter(pairs))} is in both{reasons}: give two points or more the same names."
    if several:
        return (
            f"No landmark has one point in both{reasons}: give one point of each name, such as those of "
            "one slice."
        )
    return f"No landmark is in both{reasons}: give the points that belong together the same names."


def _check_apart(points: FloatArray, side: str) -> None:
    extent = float(_spread(points)[0])
    if extent == 0.0:
        raise AlignmentError(f"The points of the {side} are all at one place: correct their positions.")
    if extent < _EXACT:
        raise AlignmentError(
            f"The points of the {side} all lie within {np.ptp(points, axis=0).max():.2g} mm: "
            "correct their positions, or turn them into mm if they are in cm or m."
        )


def _spread(points: FloatArray) -> FloatArray:
    """(3,) root mean square extent about the mean along the points' principal axes, largest first."""
    centred = points - points.mean(axis=0)
    variances = np.linalg.eigvalsh(centred.T @ centred / len(points))[::-1]
    return np.asarray(np.sqrt(np.maximum(variances, 0.0)))


def _solve(moving: FloatArray, fixed: FloatArray, kind: Kind) -> tuple[FloatArray, float, bool]:
    """Matrix (4, 4), scale, and whether the turn about a line is open; points are (N, 3)."""
    from_mean, to_mean = moving.mean(axis=0), fixed.mean(axis=0)
    centred, wanted = moving - from_mean, fixed - to_mean
    left, common, right = np.linalg.svd(centred.T @ wanted)
    if common[0] < _UNLIKE * np.linalg.norm(centred) * np.linalg.norm(wanted):
        raise AlignmentError("The two sets of points have no shape in common: check their names.")
    on_line = min(_spread(moving)[1], _spread(fixed)[1]) < _EXACT
    rotation = _smallest_rotation(left[:, 0], right[0]) if on_line else _proper(left, right)
    turned = centred @ rotation.T
    scale = 1.0
    if kind == "similarity":
        scale = float((turned * wanted).sum() / (centred**2).sum())
    matrix = np.eye(4)
    matrix[:3, :3] = scale * rotation
    matrix[:3, 3] = to_mean - matrix[:3, :3] @ from_mean
    return matrix, scale, on_line


def _proper(left: FloatArray, right: FloatArray) -> FloatArray:
    """The best rotation; where a mirror image would fit better, the best that is none."""
    sign = np.sign(np.linalg.det(left) * np.linalg.det(right))
    return np.asarray(right.T @ np.diag([1.0, 1.0, sign]) @ left.T)


def _smallest_rotation(start: FloatArray, end: FloatArray) -> FloatArray:
    """The rotation by the smallest angle that brings one unit vector to another."""
    middle = start + end
    if np.linalg.norm(middle) < 1e-9:  # opposite: any axis at a right angle will do
        middle = np.cross(start, np.eye(3)[np.argmin(np.abs(start))])
    # Half a turn about the start, then half a turn about the direction midway.
    return _half_turn(middle) @ _half_turn(start)


def _half_turn(axis: FloatArray) -> FloatArray:
    unit = axis / np.linalg.norm(axis)
    return np.asarray(2.0 * np.outer(unit, unit) - np.eye(3))


def _better_fits(
    moving: FloatArray, fixed: FloatArray, names: Sequence[str], kind: Kind, fit: float
) -> list[str]:
    """What would fit far better than the transform that was found, and what that usually means.

    Args:
        moving: (N, 3) LPS mm.
        fixed: (N, 3) LPS mm.
        names: of the N points.
        kind: of the transform that was found.
        fit: its root mean square residual, mm.
    """
    if fit < _POOR or len(moving) <= FEWEST:
        return []
    notes = []
    flat = min(_spread(moving)[2], _spread(fixed)[2]) < _EXACT  # its mirror image is a rotation
    mirrored = np.inf if flat else _fit(moving * [-1.0, 1.0, 1.0], fixed, kind)
    exchanged, (one, other) = _best_exchange(moving, fixed, kind)
    if exchanged < min(fit * _FAR_BETTER, mirrored):
        notes.append(
            f"With '{names[one]}' and '{names[other]}' exchanged in one of the lists the fit would be "
            f"{exchanged:.1f} mm instead of {fit:.1f}: check their names."
        )
    elif mirrored < fit * _FAR_BETTER:
        notes.append(
            f"A mirror image would fit with {mirrored:.1f} mm instead of {fit:.1f}: "
            "one of the lists has probably lost a sign. Check its coordinate system (LPS or RAS)."
        )
    if kind == "rigid" and _fit(moving, fixed, "similarity") < fit * _FAR_BETTER:
        scale = _solve(moving, fixed, "similarity")[1]
        usual = min(_UNIT_FACTORS, key=lambda factor: abs(np.log(max(scale, 1e-9) / factor)))
        units = " One of the lists is probably in other units than mm." if usual != 1 else ""
        near = abs(np.log(max(scale, 1e-9) / usual)) < 0.1
        notes.append(f"A scale of {scale:.3g} would fit far better.{units if near else ''}")
    return notes


def _best_exchange(moving: FloatArray, fixed: FloatArray, kind: Kind) -> tuple[float, tuple[int, int]]:
    """The best fit in mm with two points of one list exchanged, and which two."""
    fits = {}
    for one, other in combinations(range(len(moving)), 2):
        order = np.arange(len(moving))
        order[[one, other]] = other, one
        fits[one, other] = _fit(moving[order], fixed, kind)
    best = min(fits, key=lambda pair: fits[pair])
    return fits[best], best


def _fit(moving: FloatArray, fixed: FloatArray, kind: Kind) -> float:
    """Root mean square residual in mm of the best transform."""
    matrix = _solve(moving, fixed, kind)[0]
    moved = moving @ matrix[:3, :3].T + matrix[:3, 3]
    return float(np.sqrt(np.mean(np.sum((moved - fixed) ** 2, axis=1))))


def _open_note(count: int) -> str:
    what = "two points" if count == FEWEST else f"{count} points on a line"
    return (
        f"The rotation about the line through the {what} is not determined; the smallest one was taken. "
        "Add a point beside that line."
    )
