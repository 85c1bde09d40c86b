r"""How steady insertion points are: the old rule (ends of the arc of contact) and the groove rule.

A model cannot agree with points derived from masks better than the masks agree with the heart. This
derives them by both rules, moves all contours by smooth **simulated** noise, derives them again, and
prints how far they went, beside the Dice between the masks before and after, which says how coarse the
noise was. With ``--by-eye``, how far both rules lie from points placed by eye (those that all placements
call sure), medians with bootstrap intervals over cases::

    python Testing/benchmarks/redrawn_contours.py ../shared/data/sax --sources acdc
    python Testing/benchmarks/redrawn_contours.py ../shared/data/sax \
        --by-eye ../shared/data/by_eye/by_eye.json

Nothing is asserted. The groove rule is the product's, the old one is written anew from its description.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from LandmarkAILib.analysis.groove.rule import NoInsertionsError, find_contours, insertions
from LandmarkAILib.core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LEFT_VENTRICLE,
    MYOCARDIUM,
    RIGHT_VENTRICLE,
)
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.short_axis import APEX_TO_BASE
from LandmarkAITrainingLib.data.dataset import CaseRecord, read_dataset
from LandmarkAITrainingLib.data.slices import LabelledSlice, load_slices
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
    """Masks (rows, columns) of a slice, size of a pixel (2,) mm, whether it is stored mirrored."""

    cavity: Mask
    myocardium: Mask
    right: Mask
    pixel: FloatArray
    mirrored: bool = False

    def groove(self) -> FloatArray | None:
        """The product's points, anterior first, (2, 2) row and column in mm."""
        signs = np.array([-1.0 if self.mirrored else 1.0, 1.0])  # of columns and rows
        plane = np.diag(self.pixel[::-1] * signs)
        try:
            found = insertions(find_contours(self.cavity, self.myocardium, self.right, plane))
        except NoInsertionsError:
            return None
        return np.asarray((found * signs)[:, ::-1])

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
        return Contours(cavity, heart & ~cavity, right, self.pixel, self.mirrored)

    def _moved(self, mask: Mask, noise: float, random: np.random.Generator) -> Mask:
        inside, outside = (
            ndimage.distance_transform_edt(part, sampling=self.pixel) for part in (mask, ~mask)
        )
        edge = outside - inside
        edge -= 0.5 * self.pixel.min() * np.sign(edge)  # a contour runs between pixels
        field = ndimage.gaussian_filter(random.normal(size=mask.shape), CORRELATED_MM / self.pixel)
        return np.asarray(edge < noise * field / field.std())


def cut(records: Sequence[CaseRecord]) -> Iterator[tuple[LabelledSlice, Contours]]:
    """Slices with both insertions, and their masks."""
    for item in load_slices(records, NAMES):
        if item.labels is None or set(item.points) != set(NAMES):
            continue
        pixel = np.array(item.plane.spacing[:2])[::-1]
        masks = [item.labels[0] == SEGMENTS.index(name) + 1 for name in SEGMENTS]
        i, j = item.plane.axes[:, 0], item.plane.axes[:, 1]
        yield item, Contours(*masks, pixel, bool(np.cross(i, j) @ APEX_TO_BASE < 0))


def moved_by(before: FloatArray, after: FloatArray) -> FloatArray:
    """(2,) mm between points, whichever of the two comes first in the second."""
    straight, crossed = (np.linalg.norm(before - end, axis=1) for end in (after, after[::-1]))
    return np.asarray(min(straight, crossed, key=np.sum))


def in_words(distances: Sequence[FloatArray]) -> str:
    """Median and share over 10 mm of (n, 2) distances."""
    median = np.median(distances, axis=0)
    far = 100 * (np.asarray(distances) > 10).mean(axis=0)
    return f"{median[0]:9.2f} {median[1]:9.2f} {far[0]:10.1f} {far[1]:9.1f}"


def redraw(known: Sequence[Contours], noise: float, seed: int) -> None:
    """Print a line for each rule: how far points move when contours do by ``noise`` mm."""
    random = np.random.default_rng(seed)
    others = [contours.redrawn(noise, random) for contours in known]
    parts = ("cavity", "myocardium", "right")
    pairs = zip(known, others, strict=True)
    overlaps = [[dice(getattr(a, part), getattr(b, part)) for part in parts] for a, b in pairs]
    means = " ".join(f"{value:.3f}" for value in np.mean(overlaps, axis=0))
    for name, rule in (("old", Contours.insertions), ("groove", Contours.groove)):
        ends = [(rule(a), rule(b)) for a, b in zip(known, others, strict=True)]
        moves = [moved_by(a, b) for a, b in ends if a is not None and b is not None]
        print(f"{noise:.2f} mm {name:6s} {len(moves):5d} {in_words(moves)}  {means}", flush=True)


def sure_points(path: Path) -> dict[tuple[str, int, str], FloatArray]:
    """The mean of the placements, LPS mm, of points that all three call sure."""
    placed: dict[tuple[str, int, str], list[dict[str, Any]]] = {}
    for entry in json.loads(path.read_text(encoding="utf-8")):
        placed.setdefault((entry["case"], entry["slice"], entry["landmark"]), []).append(entry)
    return {
        key: np.mean([entry["position_lps_mm"] for entry in entries], axis=0)
        for key, entries in placed.items()
        if len(entries) == 3 and all(entry["sure"] for entry in entries)
    }


def against_eye(records: Sequence[CaseRecord], path: Path, seed: int) -> None:
    """Print how far both rules lie from points placed by eye, medians with 95 % intervals."""
    sure = sure_points(path)
    wanted = {case for case, _, _ in sure}
    errors: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for item, contours in cut([record for record in records if record.case in wanted]):
        for title, rule in (("old", Contours.insertions), ("groove", Contours.groove)):
            if (found := rule(contours)) is None:
                continue
            index = (found / contours.pixel)[:, ::-1]
            places = item.plane.to_lps(np.column_stack([index, np.zeros(2)]))
            for n, name in enumerate(NAMES):
                if (truth := sure.get((item.record.case, item.index, name))) is not None:
                    # The old rule does not say which end is anterior: the nearer one is taken.
                    ends = places if title == "old" else places[n : n + 1]
                    far = float(np.linalg.norm(ends - truth, axis=1).min())
                    errors.setdefault((title, name), []).append((item.record.case, far))
    for (title, name), rows in sorted(errors.items()):
        low, high = interval(rows, seed)
        median = np.median([far for _, far in rows])
        print(f"{title:6s} {name:22s} n {len(rows):3d}  {median:.2f} mm [{low:.2f}, {high:.2f}]")


def interval(rows: Sequence[tuple[str, float]], seed: int, rounds: int = 2000) -> FloatArray:
    """(2,) 95 % interval of the median, whole cases drawn with replacement."""
    random = np.random.default_rng(seed)
    groups = [np.array([far for c, far in rows if c == case]) for case in sorted({c for c, _ in rows})]
    draws = random.integers(0, len(groups), (rounds, len(groups)))
    medians = [np.median(np.concatenate([groups[n] for n in draw])) for draw in draws]
    return np.percentile(medians, [2.5, 97.5])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("dataset", type=Path, help="folder tree of cases with masks and insertions")
    parser.add_argument("--sources", nargs="+", help="folders of the dataset to use, such as acdc")
    parser.add_argument("--by-eye", type=Path, help="points placed by eye; instead of redrawing")
    parser.add_argument("--every", type=int, default=1, help="use every so-many-eth case")
    parser.add_argument("--noise", type=float, nargs="+", default=NOISE_MM, help="mm")
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    records = [record for record in read_dataset(arguments.dataset) if record.segmentation is not None]
    if arguments.sources:
        records = [record for record in records if record.source in arguments.sources]
    if arguments.by_eye is not None:
        against_eye(records, arguments.by_eye, arguments.seed)
        return
    known = [contours for _, contours in cut(records[:: arguments.every])]
    print(f"{len(known)} slices; slices with points before and after; anterior, inferior: median mm, "
          "share over 10 mm (%); Dice cavity, myocardium, right ventricle")  # fmt: skip
    for noise in arguments.noise:
        redraw(known, noise, arguments.seed)


if __name__ == "__main__":
    main()
