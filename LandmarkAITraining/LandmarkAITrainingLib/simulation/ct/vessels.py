"""Vessels, airways and the oesophagus beyond the label map: tubes that leave the heart where it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from LandmarkAILib.core.geometry import FloatArray

from .chest import Chest
from .deformation import PullMap
from .whole_heart import WholeHeart

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, eq=False)
class Tube:
    """A chain of round tubes filled with one tissue.

    Args:
        tissue: a name of ``hounsfield``.
        points: (n, 3) mm, the middle line.
        radii: (n,) mm.
    """

    tissue: str
    points: FloatArray
    radii: FloatArray

    def distance(self, x: Tensor, y: Tensor, z: Tensor) -> Tensor:
        """Distance in mm to the surface, negative inside."""
        import torch

        nearest = torch.full_like(x, 1e3)
        ends = zip(self.points[:-1], self.points[1:], self.radii[:-1], self.radii[1:], strict=True)
        for start, end, first, last in ends:
            way = end - start
            dx, dy, dz = x - float(start[0]), y - float(start[1]), z - float(start[2])
            along = dx * float(way[0]) + dy * float(way[1]) + dz * float(way[2])
            t = (along / float(way @ way + 1e-6)).clamp(0, 1)
            gap = (dx - t * float(way[0])) ** 2 + (dy - t * float(way[1])) ** 2
            gap = (gap + (dz - t * float(way[2])) ** 2).sqrt() - (float(first) + t * float(last - first))
            nearest = torch.minimum(nearest, gap)
        return nearest


def draw_tubes(
    rng: np.random.Generator, heart: WholeHeart, pull: PullMap, chest: Chest
) -> tuple[Tube, ...]:
    """The great vessels, airways and oesophagus of a varied heart in its chest."""
    pushed = pull.push(np.stack(list(heart.anchors.values())))
    anchors = dict(zip(heart.anchors, pushed, strict=True))
    spine = np.array([chest.spine[0], chest.spine[1] - chest.vertebra, 0.0])  # its front
    hila = _hila(rng, anchors)
    return (
        *_posterior(rng, spine),
        *_lung_arteries(anchors, hila),
        *_lung_veins(rng, anchors, hila),
        *_caval_veins(anchors),
        _aorta(rng, anchors, spine),
        *_airways(rng, anchors, hila, spine),
    )


def _hila(rng: np.random.Generator, anchors: dict[str, FloatArray]) -> tuple[FloatArray, FloatArray]:
    """Where vessels and airways enter the right and the left lung."""
    atrium, top = anchors["left_atrium"], anchors["left_atrium top"][2]
    right, left = (
        np.array([atrium[0] + side * rng.uniform(62, 78), atrium[1] + rng.uniform(0, 10), top])
        for side in (-1, 1)
    )
    return right, left


def _posterior(rng: np.random.Generator, spine: FloatArray) -> tuple[Tube, Tube]:
    """Oesophagus and azygos vein."""
    esophagus = _offset(spine, rng.uniform(0, 12), -rng.uniform(5, 9), 0)
    azygos = _offset(spine, -12, -3, 0)
    return (
        _tube("gut", [_offset(esophagus, 0, 0, 260), _offset(esophagus, 0, 0, -200)], [6.5, 7]),
        _tube("svc", [_offset(azygos, 0, 0, 120), _offset(azygos, 0, 0, -200)], [3.5, 3.5]),
    )


def _lung_arteries(
    anchors: dict[str, FloatArray], hila: tuple[FloatArray, FloatArray]
) -> Iterator[Tube]:
    for side, hilum in zip((-1, 1), hila, strict=True):
        way = [
            anchors["pulmonary_artery top"],
            _offset(hilum, 0, 2, 8),
            _offset(hilum, side * 22, 14, -26),
        ]
        yield _tube("pa", way, [9, 7, 3.5])


def _lung_veins(
    rng: np.random.Generator, anchors: dict[str, FloatArray], hila: tuple[FloatArray, FloatArray]
) -> Iterator[Tube]:
    atrium, size = anchors["left_atrium"], rng.uniform(4.5, 7)
    for side, hilum in zip((-1, 1), hila, strict=True):
        for rise in (-9, 9):
            middle = _offset((atrium + hilum) / 2, 0, 6, rise)
            yield _tube(
                "la", [atrium, middle, _offset(hilum, side * 26, 4, 2.2 * rise)], [size + 2, size, 3]
            )


def _caval_veins(anchors: dict[str, FloatArray]) -> tuple[Tube, Tube]:
    top, bottom = anchors["right_atrium top"], anchors["right_atrium bottom"]
    upper = [_offset(top, 0, 0, -8), _offset(top, -2, 6, 70), _offset(top, 4, 2, 150)]
    lower = [_offset(bottom, 0, 4, 10), _offset(bottom, 4, 22, -45), _offset(bottom, 10, 30, -180)]
    return _tube("svc", upper, [8, 8.5, 8]), _tube("ivc", lower, [11, 11.5, 10])


def _aorta(rng: np.random.Generator, anchors: dict[str, FloatArray], spine: FloatArray) -> Tube:
    """Arch and descending aorta, left of the spine."""
    start, radius = anchors["aorta top"], rng.uniform(10.5, 14)
    arch = _offset(start, 0, 6, rng.uniform(18, 34))
    descending = _offset(spine, rng.uniform(10, 22), -rng.uniform(3, 9), 0)
    behind = _offset(descending, 0, 0, arch[2] - 24)
    middle = _offset((arch + behind) / 2, 0, 0, 12)
    way = [_offset(start, 0, 0, -4), arch, middle, behind, _offset(descending, 0, 0, -250)]
    return _tube("aorta", way, [radius + 2, radius + 1, radius, radius, radius - 2])


def _airways(
    rng: np.random.Generator,
    anchors: dict[str, FloatArray],
    hila: tuple[FloatArray, FloatArray],
    spine: FloatArray,
) -> tuple[Tube, Tube, Tube]:
    """Trachea and main bronchi."""
    height = anchors["left_atrium top"][2] + rng.uniform(8, 18)
    carina = _offset(spine, rng.uniform(-6, 4), -rng.uniform(14, 22), height)
    right, left = _offset(hila[0], 8, 6, 6), _offset(hila[1], -8, 6, 6)
    return (
        _tube("airway", [_offset(carina, 0, -6, 220), carina, right], [8.5, 8, 5]),
        _tube("airway", [carina, left, _offset(left, 22, 10, -28)], [8, 5.5, 3.5]),
        _tube("airway", [right, _offset(right, -22, 10, -28)], [5, 3.5]),
    )


def _offset(point: FloatArray, left: float, back: float, up: float) -> FloatArray:
    return np.asarray(point + np.array([left, back, up]))


def _tube(tissue: str, points: Sequence[FloatArray], radii: Sequence[float]) -> Tube:
    return Tube(tissue, np.stack(points), np.array(radii, float))
