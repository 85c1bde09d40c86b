r"""Whether simulated CT looks like scanners': noise, values and borders beside those of real scans.

Of every case, as ``landmarkai simulate-ct`` or ``reference_by_hand.py`` write them:

- the noise of blood (a ball in the middle of the ventricle) and of the largest soft organ that shows no
  structure (mostly the liver): standard deviation, correlation of neighbours, and the noise power
  spectrum in the plane of the slices, as the Fourier transform of the autocovariance (Siewerdsen et al.
  2002, doi:10.1118/1.1513158, measure it so, of many scans of a phantom; here slow changes are taken out
  first, so that what is slower than 12 mm is not seen);
- how often each value occurs within 80 mm of the ventricle's middle; medians of blood and muscle;
- how steeply blood turns into muscle at the border of the cavity, where the case has masks.

Prints a table, writes ``ct_statistics.json`` and draws ``ct_statistics.svg``. Run from the repository::

    python Testing/benchmarks/ct_statistics.py runs/ct/family/train --first 20 \
        --real runs/real-ct/aorta runs/real-ct/lidc2 -o runs/ct/statistics
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.records import write_record
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.text import write_json
from LandmarkAITrainingLib.data.dataset import LoadedCase, load_case, read_dataset
from scipy import ndimage

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Mask = npt.NDArray[np.bool_]
SLOW_MM = 6.0  # of a Gaussian: what changes more slowly is no noise
LAGS = 6  # voxels
BALL_MM = 11.0
FIELD_MM = 80.0
SOFT_HU = (20.0, 160.0)  # liver and spleen in all phases
DEEP_MM = 9.0  # an organ that stays this deep is no muscle
LEAST = 400  # voxels
BINS = np.arange(-1000.0, 801.0, 20.0)
RING = 0.025  # cycles a mm
CONTRAST_HU = 100.0  # between blood and muscle, below which their border is not measured


@dataclass(frozen=True, eq=False)
class Noise:
    """Noise of a region.

    Args:
        voxels: in the region.
        level: standard deviation, HU.
        along: (3,) correlation of neighbours along i, j, k.
        frequencies: (F,) cycles a mm.
        power: (F,) of the spectrum in the plane of the slices; its sum is 1.
    """

    voxels: int
    level: float
    along: tuple[float, float, float]
    frequencies: tuple[float, ...]
    power: tuple[float, ...]

    @property
    def mean_frequency(self) -> float:
        """Cycles a mm: high for white noise, low for that of a smooth kernel."""
        return float(np.dot(self.frequencies, self.power))


@dataclass(frozen=True, eq=False)
class Statistics:
    """What is compared of a scan; None where it cannot be measured.

    Args:
        name: of the scan.
        spacing: mm along i, j, k.
        blood, organ: noise of both regions.
        blood_hu, muscle_hu, organ_hu: medians.
        gradient: median at the border of the cavity, as a share of the step from muscle to blood a mm.
        shares: (B,) of the voxels around the ventricle by ``BINS``.
    """

    name: str
    spacing: tuple[float, float, float]
    blood: Noise | None
    organ: Noise | None
    blood_hu: float | None
    muscle_hu: float | None
    organ_hu: float | None
    gradient: float | None
    shares: tuple[float, ...]


def noise_of(image: Image, region: Mask) -> Noise | None:
    """Noise of a region (k, j, i); None of a small one."""
    if np.count_nonzero(region) < LEAST:
        return None
    window = ndimage.find_objects(region.astype(np.uint8))[0]
    inside = np.pad(region[window], LAGS).astype(np.float64)
    values = np.pad(image.array[window].astype(np.float64), LAGS)
    sigma = SLOW_MM / image.grid.spacing[::-1]
    weight = ndimage.gaussian_filter(inside, sigma)
    slow = ndimage.gaussian_filter(values * inside, sigma) / np.maximum(weight, 1e-9)
    rest = (values - slow) * inside
    rest -= inside * rest.sum() / inside.sum()
    covariance = _autocovariance(rest, inside)
    middle = (LAGS,) * 3
    level = covariance[middle]
    along = [
        covariance[LAGS, LAGS, LAGS + 1],
        covariance[LAGS, LAGS + 1, LAGS],
        covariance[LAGS + 1, LAGS, LAGS],
    ]
    frequencies, power = _spectrum(covariance[LAGS], image.grid.spacing[:2])
    i, j, k = (float(value / level) for value in along)
    return Noise(
        voxels=int(inside.sum()),
        level=float(np.sqrt(level)),
        along=(i, j, k),
        frequencies=tuple(frequencies.tolist()),
        power=tuple(power.tolist()),
    )


def _autocovariance(rest: FloatArray, inside: FloatArray) -> FloatArray:
    """(2 LAGS + 1)³ mean products of voxels of a region at every distance; zero lag in the middle."""
    spectra = [np.fft.rfftn(part) for part in (rest, inside)]
    sums, pairs = (
        np.fft.fftshift(np.fft.irfftn(np.abs(part) ** 2, s=rest.shape, axes=(0, 1, 2)))
        for part in spectra
    )
    middle = tuple(n // 2 for n in rest.shape)
    near = tuple(slice(m - LAGS, m + LAGS + 1) for m in middle)
    return np.asarray(sums[near] / np.maximum(pairs[near], 1.0))


def _spectrum(covariance: FloatArray, spacing: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Frequencies and power of a covariance (j, i) in a slice, means over rings, of sum 1."""
    taper = np.hanning(2 * LAGS + 3)[1:-1]
    around = np.pad(covariance * np.outer(taper, taper), (32 - LAGS, 31 - LAGS))
    power = np.fft.fft2(np.fft.ifftshift(around)).real.clip(0)
    j, i = (np.fft.fftfreq(64, mm) for mm in spacing[::-1])
    ring = (np.hypot(j[:, None], i[None]) / RING).astype(int)
    count = int(0.5 / spacing.max() / RING)
    means = np.array([power[ring == n].mean() for n in range(count)])
    weights = means * (np.arange(count) + 0.5)  # the area of a ring
    return (np.arange(count) + 0.5) * RING, weights / weights.sum()


def regions(case: LoadedCase) -> tuple[Mask, Mask]:
    """Blood in the middle of the ventricle, and the largest soft organ, (k, j, i)."""
    image = case.image
    spacing = image.grid.spacing[::-1]
    apex, annulus = (position_of(case, name) for name in (LV_APEX, MITRAL_ANNULUS_CENTER))
    far = distances(image, annulus + 0.4 * (apex - annulus))
    blood = far < BALL_MM
    smooth = ndimage.gaussian_filter(image.array.astype(np.float32), 2.0 / spacing)
    soft = (smooth > SOFT_HU[0]) & (smooth < SOFT_HU[1])
    if case.segmentation is not None:
        labels = case.segmentation.labels
        blood &= ndimage.distance_transform_edt(labels == 1, sampling=spacing) > 3.0
        soft &= labels == 0
    deep = ndimage.distance_transform_edt(soft, sampling=spacing) > DEEP_MM
    parts, count = ndimage.label(deep)
    sizes = ndimage.sum_labels(deep, parts, range(1, count + 1))
    organ = parts == 1 + int(np.argmax(sizes)) if count else np.zeros_like(deep)
    return blood, np.asarray(organ)


def position_of(case: LoadedCase, name: str) -> FloatArray:
    """(3,) LPS mm of a landmark that the case has."""
    position = case.landmarks.named(name).landmarks[0].position
    assert position is not None
    return position


def distances(image: Image, point: FloatArray) -> FloatArray:
    """(k, j, i) mm from a point, LPS."""
    offset = image.grid.to_lps(np.zeros(3)) - point
    i, j, k = (np.arange(n) for n in image.grid.size)
    steps = image.grid.affine[:3, :3]
    parts = (
        offset[n] + steps[n, 0] * i + steps[n, 1] * j[:, None] + steps[n, 2] * k[:, None, None]
        for n in range(3)
    )
    return np.asarray(np.sqrt(sum(part**2 for part in parts)))


def gradient_of(case: LoadedCase, blood_hu: float) -> tuple[float | None, float | None]:
    """Median HU of the muscle, and how steep its border to the cavity is."""
    if case.segmentation is None:
        return None, None
    spacing = case.image.grid.spacing[::-1]
    cavity, wall = (case.segmentation.labels == value for value in (1, 2))
    deep = ndimage.distance_transform_edt(wall, sampling=spacing) > 2.0
    if not deep.any():
        return None, None
    muscle = float(np.median(case.image.array[deep]))
    if blood_hu - muscle < CONTRAST_HU:
        return muscle, None
    values = ndimage.gaussian_filter(case.image.array.astype(np.float32), 1.0 / spacing)
    slopes = np.gradient(values, *(float(mm) for mm in spacing))
    border = ndimage.binary_dilation(cavity) & wall
    steep = np.sqrt(sum(slope[border] ** 2 for slope in slopes))
    return muscle, float(np.median(steep)) / (blood_hu - muscle)


def statistics_of(name: str, case: LoadedCase) -> Statistics:
    """All of one case."""
    image = case.image
    blood, organ = regions(case)
    blood_hu = float(np.median(image.array[blood])) if blood.any() else None
    muscle, steep = (None, None) if blood_hu is None else gradient_of(case, blood_hu)
    middle = (position_of(case, LV_APEX) + position_of(case, MITRAL_ANNULUS_CENTER)) / 2
    around = image.array[distances(image, middle) < FIELD_MM]
    counts = np.histogram(around, BINS)[0] / len(around)
    i, j, k = image.grid.spacing.tolist()
    return Statistics(
        name=name,
        spacing=(i, j, k),
        blood=noise_of(image, blood),
        organ=noise_of(image, organ),
        blood_hu=blood_hu,
        muscle_hu=muscle,
        organ_hu=float(np.median(image.array[organ])) if organ.any() else None,
        gradient=steep,
        shares=tuple(counts.tolist()),
    )


def measured(statistics: Statistics) -> Iterator[tuple[str, float | None]]:
    """What the table says of a scan, by the words of its rows."""
    for words, noise in (("blood", statistics.blood), ("organ", statistics.organ)):
        yield f"{words}: noise, HU", None if noise is None else noise.level
        for axis, n in (("i", 0), ("j", 1), ("k", 2)):
            yield f"{words}: correlation along {axis}", None if noise is None else noise.along[n]
        yield f"{words}: mean frequency, 1/mm", None if noise is None else noise.mean_frequency
    yield "blood, HU", statistics.blood_hu
    yield "muscle, HU", statistics.muscle_hu
    yield "organ, HU", statistics.organ_hu
    yield "border, share of the step a mm", statistics.gradient


def table(real: Sequence[Statistics], drawn: Sequence[Statistics]) -> Iterator[str]:
    """Rows of Markdown: the real scans, and median and range of the drawn ones."""
    columns = [scan.name for scan in real]
    count = f"{len(drawn)} drawn: median (lowest to highest)"
    yield f"| {' | '.join(['', *columns, count])} |"
    yield f"| {' | '.join(['---'] * (len(columns) + 2))} |"
    rows = [dict(measured(scan)) for scan in real]
    others = [dict(measured(scan)) for scan in drawn]
    for words in rows[0]:
        values = [value for other in others if (value := other[words]) is not None]
        cells = [_number(row[words]) for row in rows]
        spread = (
            f"{_number(float(np.median(values)))} ({_number(min(values))} to {_number(max(values))})"
        )
        yield f"| {' | '.join([words, *cells, spread if values else '–'])} |"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if abs(value) >= 20 else f"{value:.1f}" if abs(value) >= 2 else f"{value:.2f}"


def draw(real: Sequence[Statistics], drawn: Sequence[Statistics], path: Path) -> None:
    """Spectra, values and borders as curves."""
    from LandmarkAITrainingLib.evaluation.report.plotting import PALETTE, report_style
    from matplotlib.figure import Figure

    middles = (BINS[1:] + BINS[:-1]) / 2
    with report_style():
        figure = Figure(figsize=(10.0, 3.2), layout="constrained")
        axes = figure.subplots(1, 4)
        for ax, region in zip(axes[:2], ("blood", "organ"), strict=True):
            seen = [noise for scan in drawn if (noise := getattr(scan, region)) is not None]
            _draw_band(ax, seen)
            for scan, colour in zip(real, PALETTE, strict=False):
                if (noise := getattr(scan, region)) is not None:
                    ax.plot(
                        noise.frequencies, np.divide(noise.power, RING), color=colour, label=scan.name
                    )
            ax.set(title=f"noise in {region}", xlabel="cycles a mm", ylabel="power, of area 1")
        bounds = np.quantile([scan.shares for scan in drawn], [0.0, 1.0], axis=0)
        axes[2].fill_between(middles, *np.maximum(bounds, 1e-5), color="#d0d0d0")
        for scan, colour in zip(real, PALETTE, strict=False):
            axes[2].plot(middles, np.maximum(scan.shares, 1e-5), color=colour)
            if scan.gradient is not None:
                axes[3].axvline(scan.gradient, color=colour)
        axes[2].set(title="values around the heart", xlabel="HU", ylabel="share of voxels", yscale="log")
        steep = sorted(scan.gradient for scan in drawn if scan.gradient is not None)
        axes[3].plot(steep, np.linspace(0, 1, len(steep)), color="#808080")
        axes[3].set(
            title="border of the cavity", xlabel="share of the step a mm", ylabel="share of drawn"
        )
        axes[0].legend()
        figure.savefig(path, format="svg", metadata={"Date": None})


def _draw_band(ax: Axes, seen: Sequence[Noise]) -> None:
    """From the lowest to the highest of the drawn scans, at the frequencies that all of them have."""
    if not seen:
        return
    count = min(len(noise.frequencies) for noise in seen)
    powers = np.array([noise.power[:count] for noise in seen]) / RING
    low, high = powers.min(axis=0), powers.max(axis=0)
    ax.fill_between(seen[0].frequencies[:count], low, high, color="#d0d0d0", label="drawn, all")


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare as the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("drawn", type=Path, help="dataset of simulated scans")
    parser.add_argument("--real", type=Path, nargs="+", required=True, help="folders of one case each")
    parser.add_argument("--first", type=int, help="of the simulated scans (default: all)")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args(arguments)
    make_folder(args.output)
    real = [
        statistics_of(folder.name, load_case(record))
        for folder in args.real
        for record in read_dataset(folder)
    ]
    drawn = [statistics_of(r.case, load_case(r)) for r in read_dataset(args.drawn)[: args.first]]
    write_json(
        args.output / "ct_statistics.json",
        {"real": [write_record(s) for s in real], "drawn": [write_record(s) for s in drawn]},
    )
    draw(real, drawn, args.output / "ct_statistics.svg")
    print("\n".join(table(real, drawn)))


if __name__ == "__main__":
    main()
