"""How far derived insertion points move when the contours behind them are drawn a little otherwise.

The reference insertion points of the real data are derived from manual masks: the ends of the arc, seen
from the left ventricle, along which right ventricle and myocardium touch. A model cannot agree with such
points better than the masks agree with the heart. This derives them by the same rule, moves all contours
by smooth **simulated** noise, derives them again, and prints how far they went, beside the Dice between
the masks before and after, which says how coarse the noise was::

    python Testing/benchmarks/redrawn_contours.py ../shared/data/sax/acdc

Nothing is asserted. The rule here is written anew from its description; the first line printed says how
far its points lie from those of the data.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LEFT_VENTRICLE,
    MYOCARDIUM,
    RIGHT_VENTRICLE,
)
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.slices import load_slices
from LandmarkAITrainingLib.evaluation.metrics.overlap import dice
from scipy import ndimage

Mask = npt.NDArray[np.bool_]
NAMES = (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION)
SEGMENTS = (LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE)
NOISE_MM = (0.5, 0.75, 1.0, 1.25, 1.5)
CORRELATED_MM = 8.0  # length over which a contour strays to one side
TOUCH = 1.5  # pixels between right ventricle and myocardium that still count as contact


@dataclass(frozen=True)
class Contours:
    """Masks (rows, columns) of a slice, and the size of a pixel, (2,) mm."""

    cavity: Mask
    myocardium: Mask
    right: Mask
    pixel: FloatArray

    def insertions(self) -> FloatArray | None:
        """The ends of the arc of contact, (2, 2) row and column in mm; None where there is none."""
        if not self.cavity.any() or not self.right.any():
            return None
        gap = ndimage.distance_transform_edt(~self.right, sampling=self.pixel)
        contact = np.argwhere(self.myocardium & (gap <= TOUCH * self.pixel.max()))
        if len(contact) < 3:
            return None
        center, right = (np.array(ndimage.center_of_mass(m)) for m in (self.cavity, self.right))
        rays, middle = (contact - center) * self.pixel, (right - center) * self.pixel
        turn = np.arctan2(rays[:, 0], rays[:, 1]) - np.arctan2(middle[0], middle[1])
        turn = np.angle(np.exp(1j * turn))
        return np.asarray(contact[[turn.argmin(), turn.argmax()]] * self.pixel)

    def redrawn(self, noise: float, random: np.random.Generator) -> Contours:
        """The same with each contour moved along its normal by ``noise`` mm (SD)."""
        heart = self._moved(self.cavity | self.myocardium, noise, random)
        cavity = self._moved(self.cavity, noise, random) & heart
        right = self._moved(self.right, noise, random) & ~heart
        return Contours(cavity, heart & ~cavity, right, self.pixel)

    def _moved(self, mask: Mask, noise: float, random: np.random.Generator) -> Mask:
        inside, outside = (
            ndimage.distance_transform_edt(part, sampling=self.pixel) for part in (mask, ~mask)
        )
        edge = outside - inside
        edge -= 0.5 * self.pixel.min() * np.sign(edge)  # a contour runs between pixels
        field = ndimage.gaussian_filter(random.normal(size=mask.shape), CORRELATED_MM / self.pixel)
        return np.asarray(edge < noise * field / field.std())


def read_contours(dataset: Path) -> Iterator[tuple[Contours, FloatArray]]:
    """Slices with both insertions: masks, and the points of the data, (2, 2) row and column in mm."""
    records = [record for record in read_dataset(dataset) if record.segmentation is not None]
    for item in load_slices(records, NAMES):
        if item.labels is None or set(item.points) != set(NAMES):
            continue
        pixel = np.array(item.plane.spacing[:2])[::-1]
        masks = [item.labels[0] == SEGMENTS.index(name) + 1 for name in SEGMENTS]
        points = [item.plane.to_index(item.points[name])[:2][::-1] for name in NAMES]
        yield Contours(*masks, pixel), np.stack(points) * pixel


def moved_by(before: FloatArray, after: FloatArray) -> FloatArray:
    """(2,) mm between points, whichever of the two comes first in the second."""
    straight, crossed = (np.linalg.norm(before - end, axis=1) for end in (after, after[::-1]))
    return np.asarray(min(straight, crossed, key=np.sum))


def in_words(distances: Sequence[FloatArray]) -> str:
    """Median and share over 10 mm of (n, 2) distances."""
    median = np.median(distances, axis=0)
    far = 100 * (np.asarray(distances) > 10).mean(axis=0)
    return f"{median[0]:9.2f} {median[1]:9.2f} {far[0]:10.1f} {far[1]:9.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dataset", type=Path, help="folder tree of cases with masks and insertions")
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    random = np.random.default_rng(arguments.seed)
    derived = [(c, points, c.insertions()) for c, points in read_contours(arguments.dataset)]
    known = [(c, points, own) for c, points, own in derived if own is not None]
    print(f"{len(known)} slices; anterior, inferior: median mm, share over 10 mm (%); Dice cavity, "
          "myocardium, right ventricle")  # fmt: skip
    print("rule    ", in_words([moved_by(points, own) for _, points, own in known]))
    for noise in NOISE_MM:
        moves, overlaps = [], []
        for contours, _, own in known:
            other = contours.redrawn(noise, random)
            if (found := other.insertions()) is None:
                continue
            moves.append(moved_by(own, found))
            pairs = (
                (getattr(contours, n), getattr(other, n)) for n in ("cavity", "myocardium", "right")
            )
            overlaps.append([dice(*pair) for pair in pairs])
        means = " ".join(f"{value:.3f}" for value in np.mean(overlaps, axis=0))
        print(f"{noise:.2f} mm ", in_words(moves), " ", means)


if __name__ == "__main__":
    main()
