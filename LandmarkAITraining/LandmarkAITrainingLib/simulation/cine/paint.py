"""The heart drawn into a plane: both ventricles, their muscles, fat and pericardium."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray

from .noise import NoiseField, draw_noise
from .shape import WALL_RIGHT, HeartShape, Section, direction
from .surroundings import Surroundings
from .tissue import Tissue, TissueMap

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Papillary:
    """One papillary muscle; heights and lengths as shares of the heart's length and the cavity's radius.

    Args:
        turn: from the septum, radians.
        foot, head: heights at which it leaves the wall and ends in its chords.
        width: semi-axis where it is thickest, mm.
        lean: how far its head stands off the wall, a share of the radius.
    """

    turn: float
    foot: float
    head: float
    width: float
    lean: float


@dataclass(frozen=True)
class Details:
    """What makes a heart's inside rough: muscles, trabeculae, fat.

    Args:
        papillaries: of the left ventricle.
        trabeculae: noise whose crests are trabeculae, drawn out along the axis.
        strands: noise whose zeros are the strands of the right ventricle.
        fat: noise of the thickness of fat.
        roughness: depth of the trabeculated layer at the apex of the left ventricle, mm.
        right_roughness: of the right ventricle, mm.
        fat_depth: thickness of epicardial and of pericardial fat, mm.
        band: height of the moderator band, a share of the length.
    """

    papillaries: tuple[Papillary, ...]
    trabeculae: NoiseField
    strands: NoiseField
    fat: NoiseField
    roughness: float
    right_roughness: float
    fat_depth: tuple[float, float]
    band: float


@dataclass(frozen=True, eq=False)
class _Cut:
    """A plane through a heart.

    Args:
        u, v: of every pixel, mm.
        h: height of the plane, mm.
        level: the same as a share of the heart's length.
        section: both ventricles in it.
        angle, distance: of every pixel about the LV center, radians and mm.
    """

    u: FloatArray
    v: FloatArray
    h: float
    level: float
    section: Section
    angle: FloatArray
    distance: FloatArray


def draw_details(rng: np.random.Generator) -> Details:
    """Details of one heart."""
    turns = np.deg2rad([180 - rng.uniform(38, 62), 180 + rng.uniform(32, 58)])
    papillaries = []
    for turn in turns:
        foot, head = rng.uniform(0.24, 0.32), rng.uniform(0.64, 0.76)
        for part in range(int(rng.integers(1, 4))):
            aside = np.deg2rad(rng.uniform(-16, 16)) if part else 0.0
            width = rng.uniform(3.4, 4.8) if part == 0 else rng.uniform(1.8, 3.0)
            papillaries.append(
                Papillary(turn + aside, foot, head - 0.06 * part, width, rng.uniform(0.18, 0.42))
            )
    return Details(
        papillaries=tuple(papillaries),
        trabeculae=draw_noise(rng, 1.15, 6.0),
        strands=draw_noise(rng, 2.7, 8.0),
        fat=draw_noise(rng, 4.0, 9.0),
        roughness=rng.uniform(7, 14),
        right_roughness=rng.uniform(3.5, 8),
        fat_depth=(rng.uniform(1.0, 3.0), rng.uniform(2, 8)),
        band=rng.uniform(0.3, 0.42),
    )


def paint_heart(
    painted: TissueMap,
    plane: tuple[FloatArray, FloatArray, float],
    heart: HeartShape,
    details: Details,
    around: Surroundings,
) -> None:
    """Draw one plane of a heart over its surroundings, in place.

    Args:
        painted: tissue map of the surroundings.
        plane: u and v of every pixel (mm), and the plane's height.
        heart, details, around: what to draw, and what it lies in.
    """
    _paint_sac(painted, plane, heart, details, around)
    section = heart.section(plane[2])
    if section.epi <= 0:
        return
    u, v, h = plane
    cut = _Cut(u, v, h, h / heart.length, section, *section.polar(u, v))
    _paint_right(painted, cut, details)
    _paint_band(painted, cut, heart, details)
    _paint_left(painted, cut, details)


def outer_depth(u: FloatArray, v: FloatArray, section: Section) -> FloatArray:
    """Depth within the outer surface of both ventricles, the grooves between them bridged, mm."""
    angle, distance = section.polar(u, v)
    left = section.epicardium(angle) - distance
    right = section.right_depth(u, v) + WALL_RIGHT
    # A smooth maximum: where both are equal it lies 4 mm above them, which is the groove's filling.
    wide = 16.0
    mixed = np.clip(0.5 + 0.5 * (left - right) / wide, 0, 1)
    return np.asarray(right + (left - right) * mixed + wide * mixed * (1 - mixed))


def _paint_sac(
    painted: TissueMap,
    plane: tuple[FloatArray, FloatArray, float],
    heart: HeartShape,
    details: Details,
    around: Surroundings,
) -> None:
    """Pericardial fat, pericardium and epicardial fat."""
    u, v, h = plane
    section = heart.section(max(h, 1.0))
    if h < 1.0:  # beyond the apex the sac closes
        _angle, distance = section.polar(u, v)
        depth = 2.0 + 1.2 * h - distance + 4
    else:
        depth = outer_depth(u, v, section)
    noise = details.fat.plane(u, v, h)
    inner, outer = details.fat_depth
    chest = np.clip(1 - (around.wall_depth(u, v, h, heart) - around.fat - around.muscle - 9) / 30, 0, 1)
    floor = np.clip(1 + around.below_diaphragm(u, v, h, heart) / 14, 0, 1)
    # Fat gathers at the apex, towards the chest wall and in the angle with the diaphragm.
    patches = around.warp[0].plane(u, v, h)  # elsewhere lung lies at the heart
    padding = outer * (np.clip(0.4 * patches, 0, 0.4) + chest + 0.7 * floor)
    padding *= np.clip(0.7 + 0.5 * noise, 0.05, 3)
    side = np.cos(section.polar(u, v)[0] - section.septum)
    own = np.clip(inner * (0.45 + 0.55 * side + 0.35 * noise), 0, 6)
    inside_chest = around.wall_depth(u, v, h, heart) > around.fat + around.muscle + 6
    film = np.clip(0.5 + patches, 0, 1)
    painted[(depth > -own - film - padding) & inside_chest] = Tissue.FAT
    # The pericardium is a dark line, seen here and not there.
    sheet = 0.9 * np.clip(0.2 + 0.6 * around.warp[1].plane(u, v, h) + 0.4 * noise, 0, 1.4)
    painted[(depth > -own - sheet) & inside_chest] = Tissue.MUSCLE
    painted[depth > -own] = Tissue.FAT


def _paint_right(painted: TissueMap, cut: _Cut, details: Details) -> None:
    depth = cut.section.right_depth(cut.u, cut.v)
    painted[depth > -WALL_RIGHT] = Tissue.MYOCARDIUM
    blood = depth > 0
    painted[blood] = Tissue.RV_BLOOD
    # Strands stand on the free wall, on the septum less, and fill the apex.
    septal = cut.distance - cut.section.epicardium(cut.angle)
    rough = details.right_roughness * (1.5 - 1.1 * cut.level)
    near = np.exp(-np.maximum(depth, 0) / rough) + 0.35 * np.exp(-np.maximum(septal, 0) / 4)
    strand = np.abs(details.strands.plane(cut.u, cut.v, cut.h)) < 0.5 * near - 0.04
    crest = details.trabeculae.plane(cut.u, cut.v, cut.h) > 2.6 - 1.9 * near
    tract = np.cos(cut.angle - cut.section.septum - np.pi / 3)
    smooth_tract = np.clip((cut.level - 0.75) / 0.2, 0, 1) * tract
    painted[blood & (strand | crest) & (smooth_tract < 0.5)] = Tissue.MYOCARDIUM


def _paint_band(painted: TissueMap, cut: _Cut, heart: HeartShape, details: Details) -> None:
    """The moderator band, from the septum through the right ventricle to its free wall."""
    section = cut.section
    out, up = direction(section.septum), direction(section.septum + np.pi / 2)
    du, dv = cut.u - section.center[0], cut.v - section.center[1]
    away, aside = du * out[0] + dv * out[1], du * up[0] + dv * up[1]
    height = details.band * heart.length + 0.3 * (away - section.epi)
    line = aside - 0.25 * section.epi + 0.35 * (away - section.epi)
    within = (painted == Tissue.RV_BLOOD) & (np.hypot(line, (cut.h - height) * 0.8) < 2.2)
    painted[within] = Tissue.MYOCARDIUM


def _paint_left(painted: TissueMap, cut: _Cut, details: Details) -> None:
    section = cut.section
    wall = cut.distance < section.epicardium(cut.angle)
    painted[wall] = Tissue.MYOCARDIUM
    depth = section.endocardium(cut.angle) - cut.distance
    cavity = wall & (depth > 0)
    painted[cavity] = Tissue.LV_BLOOD
    free = 0.55 - 0.45 * np.cos(cut.angle - section.septum)  # the septum is smoother
    rough = details.roughness * np.clip(1.35 - cut.level, 0.15, 1) * free
    noise = details.trabeculae.plane(cut.u, cut.v, cut.h)
    crests = depth < rough * np.clip(0.3 + 0.55 * noise, 0, 1.6) + 0.5
    painted[cavity & crests] = Tissue.MYOCARDIUM
    for muscle in details.papillaries:
        painted[cavity & _papillary(cut, muscle, noise)] = Tissue.MYOCARDIUM


def _papillary(cut: _Cut, muscle: Papillary, noise: FloatArray) -> Mask:
    """Whether points of a plane lie in a papillary muscle."""
    section = cut.section
    rise = (cut.level - muscle.foot) / (muscle.head - muscle.foot)
    if not -0.2 < rise < 1.25:
        return np.zeros(cut.u.shape, bool)
    angle = section.septum + muscle.turn
    along = direction(angle)
    # It grows out of the wall and thins into chords above its head.
    thick = muscle.width * float(np.clip(1.3 - abs(rise - 0.45), 0.15, 1))
    thick *= 0.35 if rise > 1 else 1.0
    stand = float(section.endocardium(angle)) - thick * 0.8
    stand -= muscle.lean * section.endo * float(np.clip(rise, 0, 1))
    middle = section.center + stand * along
    du, dv = cut.u - middle[0], cut.v - middle[1]
    out, aside = du * along[0] + dv * along[1], dv * along[0] - du * along[1]
    return np.asarray(np.hypot(out / (1.25 * thick), aside / thick) < 1 + 0.16 * noise)
