"""A heart put together from heartbeats: steps between slabs, and double contours of a missed phase.

A gated scan sees the heart slab by slab, each in a beat of its own. A beat that comes early, and
breathing, show their slab in another place: contours step from slab to slab. A slab reconstructed from
two beats that do not agree shows both: contours are double. Rules of thumb, in the image alone.

The truth, landmarks and labels, is of one phase: the subject as it was drawn. The first beat of the slab
through the middle of the left ventricle shows just that, and has at least half of the weight there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray

from .canvas import HeartBox, distances_at
from .deformation import PullMap, look_up
from .devices import Deposit
from .whole_heart import WholeHeart

if TYPE_CHECKING:
    from torch import Tensor

# mm along the patient: what a beat adds at pitch 0.2, or what an axial shot covers.
_HEIGHTS = 12.0, 40.0
_EXTENT = 300.0  # mm that the slabs cover, as large as a heart may be with its great vessels
_DOUBLE, _EARLY = 0.35, 0.3  # how often a slab mixes two beats, and a scan has an early one
_PISTON = 12.0  # mm by which the mitral ring moves towards the apex from end diastole to end systole
_SQUEEZE, _RADIUS = 7.0, 25.0  # mm inwards, most at this distance from the long axis
_ATTACHED = 10.0  # mm from the heart within which a deposit moves with it


@dataclass(frozen=True, eq=False)
class Heartbeats:
    """Where the heart is in each slab, in its first and its second beat.

    Args:
        bottom: LPS mm along the patient at which the first slab begins.
        height: mm of each of the n slabs.
        phases: (2, n) how far each beat is from the subject's phase: 0 there, 1 a whole systole further.
        shifts: (2, n, 3) LPS mm by which breathing moves the heart.
        shares: (n,) 0 to 0.5, weight of the second beat in the image.
    """

    bottom: float
    height: float
    phases: FloatArray
    shifts: FloatArray
    shares: FloatArray

    def slab(self, z: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Slabs of heights (LPS mm); beyond the last ones, those."""
        number = np.floor((np.asarray(z, float) - self.bottom) / self.height).astype(np.int64)
        return np.asarray(np.clip(number, 0, len(self.shares) - 1))


def draw_heartbeats(rng: np.random.Generator, middle: FloatArray) -> Heartbeats:
    """Beats of a scan whose left ventricle has its middle at (3,) LPS mm."""
    height = float(rng.uniform(*_HEIGHTS))
    count = int(np.ceil(_EXTENT / height))
    here = count // 2
    bottom = float(middle[2]) - height * (here + float(rng.uniform(0.2, 0.8)))
    phases = np.abs(rng.normal(0, rng.uniform(0.02, 0.2), (2, count)))
    if rng.random() < _EARLY:
        phases[0, here + int(rng.choice([-1, 1]))] = rng.uniform(0.4, 0.8)
    phases[1] += rng.uniform(0.25, 0.8, count)
    breathing = min(float(rng.gamma(1.2, 1.0)), 4.0)
    shifts = breathing * rng.normal(0, 1, (2, count, 3)).clip(-2, 2) * [0.4, 0.7, 1.0]
    shares = np.where(rng.random(count) < _DOUBLE, rng.uniform(0.25, 0.5, count), 0.0)
    phases[0, here], shifts[0, here] = 0.0, 0.0
    return Heartbeats(bottom, height, phases, shifts, shares)


@dataclass(frozen=True, eq=False)
class Beat:
    """One of the two beats of every slab of a subject.

    Args:
        beats: all of them.
        number: 0 for the first, 1 for the second.
        heart: the anatomy that the subject was made from.
        pull: from the varied heart to ``heart``.
        pose: (4, 4) from mm of the varied heart to LPS mm.
    """

    beats: Heartbeats
    number: int
    heart: WholeHeart
    pull: PullMap
    pose: FloatArray

    def box(self, held: HeartBox, z: npt.NDArray[np.float32]) -> HeartBox:
        """The heart's part of a grid in this beat; ``z`` (k, j, i) are the LPS heights of its voxels."""
        import torch

        slabs = torch.from_numpy(self.beats.slab(z))
        offset = self._offset(held.source, slabs)
        source = held.source + offset
        return replace(held, source=source, distances=distances_at(self.heart, source))

    def moved(self, deposits: tuple[Deposit, ...]) -> tuple[Deposit, ...]:
        """What lies in or on the heart goes with it, to first order; wires of the chest stay."""
        return tuple(replace(d, points=self._moved(d.points)) for d in deposits)

    def _moved(self, points: FloatArray) -> FloatArray:
        import torch

        source = self.pull.pull(points)
        nearest = look_up(self.heart.distances, self.heart.grid, source).min(axis=1)
        inside = self.heart.grid.contains(source) & (nearest < _ATTACHED)
        heights = points @ self.pose[2, :3] + self.pose[2, 3]
        slabs = torch.from_numpy(self.beats.slab(heights))
        offset = self._offset(torch.as_tensor(source, dtype=torch.float32), slabs).numpy()
        back = offset @ np.linalg.inv(self.pull.affine[:3, :3]).T
        return np.asarray(points - back * inside[:, None])

    def _offset(self, source: Tensor, slabs: Tensor) -> Tensor:
        """(…, 3) mm from where a place shows the source to where it shows it in this beat."""
        import torch

        into_source = self.pull.affine[:3, :3] @ np.linalg.inv(self.pose[:3, :3])
        shifts = self.beats.shifts[self.number] @ into_source.T
        phase, shift = (
            torch.as_tensor(per_slab, dtype=torch.float32)[slabs]
            for per_slab in (self.beats.phases[self.number], shifts)
        )
        return phase[..., None] * systole(self.heart, source) - shift


def systole(heart: WholeHeart, source: Tensor) -> Tensor:
    """(…, 3) mm from a place at end systole to where its tissue lay at end diastole.

    The base comes towards an apex that stays, walls come towards the long axis; both fade into the
    atria, where great vessels hold the heart.
    """
    import torch

    axis, ring = (
        torch.as_tensor(part, dtype=torch.float32) for part in (heart.long_axis, heart.annulus)
    )
    length = float(np.linalg.norm(heart.apex - heart.annulus))
    from_ring = source - ring
    along = from_ring @ axis
    across = from_ring - along[..., None] * axis
    radius = across.norm(dim=-1)
    above, below = (-along).clamp(min=0), (along - length).clamp(min=0)
    fall = (1 - along / length).clamp(0, 1)
    fall = fall * torch.exp(-((above / 30) ** 2) / 2 - (radius / 60) ** 2 / 2)
    inwards = torch.exp((1 - (radius / _RADIUS) ** 2) / 2 - ((above + below) / 10) ** 2 / 2) / _RADIUS
    return _SQUEEZE * inwards[..., None] * across - _PISTON * fall[..., None] * axis
