"""A simulated subject: a varied heart in its chest, its contrast phase, and how it is scanned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet

from .chest import Chest, draw_chest
from .contrast_phases import Hounsfield, draw_hounsfield, randomise
from .deformation import PullMap, look_up
from .devices import Deposit, draw_deposits
from .heartbeats import Heartbeats, draw_heartbeats
from .physics import Physics, at_voltage, draw_physics
from .scan import Scan, draw_scan
from .texture import TEXTURES, draw_texture
from .variation import VentricleShape, draw_pull_map, draw_shape
from .vessels import Tube, draw_tubes
from .whole_heart import STRUCTURES, WholeHeart

if TYPE_CHECKING:
    from torch import Tensor

# How often a subject is in each phase.
_PHASE_CHANCES = {"arterial": 0.4, "mixed": 0.15, "late": 0.15, "pulmonary": 0.1, "none": 0.2}


@dataclass(frozen=True, eq=False)
class Subject:
    """Everything about a simulated scan but the grid it is seen on.

    Args:
        heart: the anatomy it was made from.
        kind: of its left ventricle, see :class:`variation.VentricleShape`.
        pull: from the varied heart to ``heart``.
        pose: (4, 4) from mm of the varied heart to LPS mm of the scanner.
        chest: what lies around the heart.
        tubes: vessels and airways beyond the label map.
        muscles: papillary muscles, in the space of ``heart``.
        deposits: calcium and metal.
        phase: contrast phase.
        hounsfield: HU by tissue.
        scan: noise, sharpness and the like.
        physics: what the scanner and the injection add.
        texture: see :func:`texture.draw_texture`.
        landmarks: exact, LPS mm.
        middle: (3,) LPS mm of the middle of the left ventricle's long axis, on which fields centre.
        heartbeats: that the scan put the heart together from; None for a single one.
    """

    heart: WholeHeart
    kind: str
    pull: PullMap
    pose: FloatArray
    chest: Chest
    tubes: tuple[Tube, ...]
    muscles: tuple[Tube, ...]
    deposits: tuple[Deposit, ...]
    phase: str
    hounsfield: Hounsfield
    scan: Scan
    physics: Physics
    texture: Tensor
    landmarks: LandmarkSet
    middle: FloatArray
    heartbeats: Heartbeats | None = None

    def position(self, name: str) -> FloatArray:
        """(3,) LPS mm of a landmark."""
        position = self.landmarks.named(name).landmarks[0].position
        assert position is not None
        return position

    @property
    def center(self) -> FloatArray:
        """(3,) LPS mm of the middle of the whole heart."""
        return np.asarray(self.pose[:3, 3])


def draw_subject(
    rng: np.random.Generator,
    heart: WholeHeart,
    phase: str | None = None,
    randomised: float = 0.5,
    shape: VentricleShape | None = None,
    physics: bool = False,
    heartbeats: bool = False,
) -> Subject:
    """A random subject.

    Args:
        rng: source of all randomness.
        heart: the anatomy to vary, of ``whole_heart`` or ``geometric_heart``.
        phase: one of ``hounsfield.PHASES``; drawn when None.
        randomised: chance that tissues and background are drawn far beyond what CT shows (domain
            randomisation: Billot et al. 2023, doi:10.1016/j.media.2023.102789).
        shape: of the left ventricle; drawn when None.
        physics: whether the scanner's physics are drawn too, see :mod:`physics`.
        heartbeats: whether the image shows several beats, see :mod:`heartbeats`.
    """
    shape = draw_shape(rng) if shape is None else shape
    pull = draw_pull_map(rng, heart, shape)
    pose = _draw_pose(rng)
    chest = draw_chest(rng, pull.push(_surface(heart)))
    phase = (
        str(rng.choice(list(_PHASE_CHANCES), p=list(_PHASE_CHANCES.values())))
        if phase is None
        else phase
    )
    values = draw_hounsfield(rng, phase)
    wild = bool(rng.random() < randomised)
    named = [heart.apex, heart.annulus, *heart.landmarks.values()]
    points = pull.push(np.stack(named)) @ pose[:3, :3].T + pose[:3, 3]
    subject = Subject(
        heart=heart,
        kind=shape.kind,
        pull=pull,
        pose=pose,
        chest=chest,
        tubes=draw_tubes(rng, heart, pull, chest),
        muscles=_draw_papillary_muscles(rng, heart),
        deposits=draw_deposits(rng, heart, pull, chest, values),
        phase=phase,
        hounsfield=randomise(rng, values) if wild else values,
        scan=draw_scan(rng, wild),
        physics=Physics(),
        texture=draw_texture(rng, TEXTURES),
        landmarks=LandmarkSet(
            tuple(Landmark(name, p) for name, p in zip(heart.landmarks, points[2:], strict=True))
        ),
        middle=np.asarray(points[:2].mean(axis=0)),
    )
    if heartbeats:
        # Of a generator of their own, so that subject, field and noise are as they are without.
        subject = replace(subject, heartbeats=draw_heartbeats(rng.spawn(1)[0], subject.middle))
    return _with_physics(rng, subject) if physics else subject


def _with_physics(rng: np.random.Generator, subject: Subject) -> Subject:
    """Drawn last, so that all else is as it is without."""
    physics = draw_physics(rng, subject.phase)
    return replace(subject, physics=physics, hounsfield=at_voltage(subject.hounsfield, physics))


def _draw_pose(rng: np.random.Generator) -> FloatArray:
    """Patients lie a little turned, anywhere in the scanner's coordinates."""
    from scipy.spatial.transform import Rotation

    pose = np.eye(4)
    pose[:3, :3] = Rotation.from_rotvec(np.deg2rad(rng.normal(0, (3, 2, 5)))).as_matrix()
    pose[:3, 3] = rng.uniform((-40, -220, -400), (40, 20, 200))
    return pose


def _surface(heart: WholeHeart) -> FloatArray:
    """Points on the outside of the heart, without the great vessels."""
    inner = heart.distances[: STRUCTURES.index("aorta")].amin(dim=0).numpy()
    k, j, i = np.nonzero(np.abs(inner) < heart.grid.spacing[0])
    return heart.grid.to_lps(np.stack([i, j, k], axis=-1)[::40])


def _draw_papillary_muscles(rng: np.random.Generator, heart: WholeHeart) -> tuple[Tube, ...]:
    """Two groups that rise from the lateral wall, in the space of the source."""
    return tuple(
        _papillary_muscle(rng, heart, side) for side in (-1, 1) for _ in range(int(rng.integers(1, 3)))
    )


def _papillary_muscle(rng: np.random.Generator, heart: WholeHeart, side: int) -> Tube:
    axis, lateral = heart.long_axis, -heart.septum
    length = float(np.linalg.norm(heart.apex - heart.annulus))
    angle = side * rng.uniform(0.6, 1.25)
    out = np.cos(angle) * lateral + np.sin(angle) * np.cross(axis, lateral)
    heights = np.array([rng.uniform(0.66, 0.78), rng.uniform(0.5, 0.58), rng.uniform(0.32, 0.44)])
    lean = np.array([0.97, rng.uniform(0.68, 0.8), rng.uniform(0.5, 0.7)])
    points = []
    for height, share in zip(heights, lean, strict=True):
        core = heart.annulus + height * length * axis
        ray = core + np.arange(0, 40, 0.5)[:, None] * out
        inside = look_up(heart.distances[:1], heart.grid, ray)[:, 0] < 0
        points.append(core + share * 0.5 * float(np.argmin(inside)) * out)
    thick = rng.uniform(1.6, 3.2)
    return Tube("myocardium", np.stack(points), np.array([1.2 * thick, thick, 0.6 * thick]))
