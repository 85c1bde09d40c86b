r"""Whether simulated CT looks like a scanner's: values, noise and edges beside those of real scans.

Of every case with masks of cavity and muscle, as ``landmarkai simulate-ct`` and ``reference_by_hand.py``
write them:

- mean and standard deviation of cavity (with its papillary muscles) and muscle, each mask eroded;
- noise: standard deviation in the quietest ball of blood, and the mean frequency of its power spectrum
  in the plane of the first two axes, as the Fourier transform of the autocovariance (Siewerdsen et al.
  2002, doi:10.1118/1.1513158, of repeated scans of a phantom; here what changes slowly is taken out
  instead, so what is slower than some 12 mm is not seen);
- the edge: mm from 10 to 90 % of the step from muscle to blood, along normals of the endocardium, each
  profile moved to where it crosses 50 %, so that the contour's own error does not widen it.

All depend on the voxels' size, so only scans of one spacing are compared. Run from the repository::

    python Testing/benchmarks/ct_statistics.py runs/ct/family/test runs/ct/vh \
        --real runs/real-ct/aorta runs/real-ct/pulmonary -o runs/ct/statistics
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, MYOCARDIUM
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.records import write_record
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.text import write_json
from LandmarkAITrainingLib.data.dataset import CaseRecord, load_case, read_dataset
from LandmarkAITrainingLib.evaluation.describe import contrast_of
from scipy import ndimage
from scipy.signal import fftconvolve

Mask = npt.NDArray[np.bool_]
ERODED_MM = 2.0  # of both masks
BALL_MM = 8.0  # of blood, in which noise is measured
CLEAR_MM = 3.0  # between the ball and the border of the cavity
SLOW_MM = 6.0  # of a Gaussian: what changes more slowly is no noise
LAGS = 6  # voxels of autocovariance to either side
RING = 0.025  # cycles a mm
CONTRAST_HU = 100.0  # between blood and muscle, below which noise hides their edge
REACH_MM, PLATEAU_MM = 6.0, 4.0  # of a profile to either side; from where on it counts as level
SHIFT_MM = 3.0  # from the mask's border, at most, to where the profile crosses 50 %
LEVEL = 0.25  # of the step: how far a level part may lie from blood or muscle
PROFILES = (100, 4000)  # fewest, most


@dataclass(frozen=True)
class Statistics:
    """What is compared of a scan; HU, mm, cycles a mm. None where it cannot be measured."""

    name: str
    contrast: str
    cavity_mean: float
    cavity_sd: float
    muscle_mean: float
    muscle_sd: float
    noise_sd: float | None
    noise_frequency: float | None
    edge_mm: float | None


ROWS = {
    "cavity_mean": "cavity, mean, HU",
    "cavity_sd": "cavity, SD, HU",
    "muscle_mean": "muscle, mean, HU",
    "muscle_sd": "muscle, SD, HU",
    "noise_sd": "noise of blood, SD, HU",
    "noise_frequency": "mean frequency of its power, 1/mm",
    "edge_mm": "endocardial edge, 10 to 90 %, mm",
}


def depth(mask: Mask, spacing: FloatArray) -> FloatArray:
    """Mm from the voxels of a mask (k, j, i) to its border; spacing (3,) along k, j, i."""
    return np.asarray(ndimage.distance_transform_edt(mask, sampling=spacing))


def quietest_ball(image: Image, cavity: Mask) -> Mask | None:
    """The ball in the cavity (k, j, i) whose values vary least; None where none fits."""
    spacing = image.grid.spacing[::-1]
    fits = depth(cavity, spacing) > BALL_MM + CLEAR_MM
    if not fits.any():
        return None
    steps = [np.arange(-int(BALL_MM / mm), int(BALL_MM / mm) + 1) * mm for mm in spacing]
    away = np.sqrt(sum(axis**2 for axis in np.meshgrid(*steps, indexing="ij")))
    ball = (away <= BALL_MM).astype(np.float64)
    values = np.where(cavity, image.array - np.median(image.array[cavity]), 0.0)
    mean, square = (fftconvolve(values**n, ball, mode="same") / ball.sum() for n in (1, 2))
    center = np.unravel_index(np.argmin(np.where(fits, square - mean**2, np.inf)), fits.shape)
    chosen = np.zeros(fits.shape, bool)
    around = tuple(slice(c - n // 2, c + n // 2 + 1) for c, n in zip(center, ball.shape, strict=True))
    chosen[around] = ball > 0
    return chosen


def noise_of(image: Image, region: Mask) -> tuple[float, float]:
    """Standard deviation of the noise in a region (k, j, i), and its mean frequency, cycles a mm."""
    window = ndimage.find_objects(region.astype(np.uint8))[0]
    inside = np.pad(region[window], LAGS).astype(np.float64)
    values = np.pad(image.array[window].astype(np.float64), LAGS)
    sigma = SLOW_MM / image.grid.spacing[::-1]
    weight = ndimage.gaussian_filter(inside, sigma)
    slow = ndimage.gaussian_filter(values * inside, sigma) / np.maximum(weight, 1e-9)
    rest = (values - slow) * inside
    rest -= inside * rest.sum() / inside.sum()
    covariance = _autocovariance(rest, inside)
    frequencies, power = spectrum(covariance[LAGS], image.grid.spacing[:2])
    return float(np.sqrt(covariance[LAGS, LAGS, LAGS])), float(frequencies @ power)


def _autocovariance(rest: FloatArray, inside: FloatArray) -> FloatArray:
    """(2 LAGS + 1)³ mean products of a region's voxels at every distance; zero lag in the middle."""
    sums, pairs = (
        np.fft.fftshift(np.fft.irfftn(np.abs(np.fft.rfftn(part)) ** 2, s=rest.shape, axes=(0, 1, 2)))
        for part in (rest, inside)
    )
    near = tuple(slice(n // 2 - LAGS, n // 2 + LAGS + 1) for n in rest.shape)
    return np.asarray(sums[near] / np.maximum(pairs[near], 1.0))


def spectrum(covariance: FloatArray, spacing: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Frequencies (F,) and power (F,), of sum 1, of a covariance (j, i); spacing (2,) along i, j."""
    taper = np.hanning(2 * LAGS + 3)[1:-1]
    around = np.pad(covariance * np.outer(taper, taper), (32 - LAGS, 31 - LAGS))
    power = np.fft.fft2(np.fft.ifftshift(around)).real.clip(0)
    j, i = (np.fft.fftfreq(64, mm) for mm in spacing[::-1])
    ring = (np.hypot(j[:, None], i[None]) / RING).astype(int)
    frequencies = (np.arange(int(0.5 / spacing.max() / RING)) + 0.5) * RING
    means = np.array([power[ring == n].mean() for n in range(len(frequencies))])
    weights = means * frequencies  # a ring's area grows with its frequency
    return np.asarray(frequencies, float), np.asarray(weights / weights.sum())


def edge_of(image: Image, cavity: Mask, muscle: Mask, blood_hu: float, muscle_hu: float) -> float | None:
    """Mm from 10 to 90 % of the step from muscle to blood, of the median profile of the border."""
    if blood_hu - muscle_hu < CONTRAST_HU:
        return None
    along = np.arange(-REACH_MM, REACH_MM + 0.01, 0.25)  # outwards
    share = _profiles(image, cavity, muscle, along)
    share = (share - muscle_hu) / (blood_hu - muscle_hu)
    level = np.abs(share[:, along <= -PLATEAU_MM].mean(axis=1) - 1) < LEVEL
    level &= np.abs(share[:, along >= PLATEAU_MM].mean(axis=1)) < LEVEL
    near = np.abs(along) <= SHIFT_MM
    moved = [row for profile in share[level] if (row := _moved(along, profile, near)) is not None]
    if len(moved) < PROFILES[0]:
        return None
    middle = np.median(moved, axis=0)
    fine = np.arange(-PLATEAU_MM, PLATEAU_MM, 0.02)
    inner, outer = np.median(middle[along <= -PLATEAU_MM]), np.median(middle[along >= PLATEAU_MM])
    curve = (np.interp(fine, along, middle) - outer) / (inner - outer)
    half = int(np.argmin(np.abs(fine)))
    from_90 = fine[: half + 1][curve[: half + 1] >= 0.9].max()
    to_10 = fine[half:][curve[half:] <= 0.1].min()
    return float(to_10 - from_90)


def _profiles(image: Image, cavity: Mask, muscle: Mask, along: FloatArray) -> FloatArray:
    """(N, len(along)) HU along normals of the cavity, where muscle lies ``PLATEAU_MM`` outwards."""
    spacing = image.grid.spacing[::-1]
    signed = depth(~cavity, spacing) - depth(cavity, spacing)
    signed = ndimage.gaussian_filter(signed, 2.0 / spacing)
    border = np.argwhere(cavity & ~ndimage.binary_erosion(cavity))
    border = border[:: 1 + len(border) // PROFILES[1]]
    normal = np.stack([slope[tuple(border.T)] for slope in np.gradient(signed, *spacing)], axis=-1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    points = border[:, None] + (along[:, None] * normal[:, None]) / spacing
    beyond = points[:, np.searchsorted(along, PLATEAU_MM)]
    walled = ndimage.map_coordinates(muscle.astype(np.uint8), beyond.T, order=0) > 0
    index = np.moveaxis(points[walled], -1, 0)
    return np.asarray(ndimage.map_coordinates(image.array.astype(np.float64), index, order=3))


def _moved(along: FloatArray, profile: FloatArray, near: Mask) -> FloatArray | None:
    """A profile moved to its fall through 50 % next to the border; None where there is none nearby."""
    falls = np.flatnonzero((profile[:-1] >= 0.5) & (profile[1:] < 0.5) & near[:-1])
    if not len(falls):
        return None
    first = falls[np.argmin(np.abs(along[falls]))]
    part = (profile[first] - 0.5) / (profile[first] - profile[first + 1])
    moved = along + along[first] + part * (along[1] - along[0])
    return np.asarray(np.interp(moved, along, profile))


def masked(record: CaseRecord) -> tuple[Image, Mask, Mask]:
    """The image of a case, and (k, j, i) its masks of cavity and muscle.

    Raises:
        ValueError: it has none.
    """
    case = load_case(record)
    if case.segmentation is None:
        raise ValueError(f"{record.case} has no segmentation: leave it out, or make one")
    labels, names = case.segmentation.labels, case.segmentation.names
    cavity, muscle = (labels == 1 + names.index(name) for name in (LEFT_VENTRICLE, MYOCARDIUM))
    return case.image, cavity, muscle


def statistics_of(record: CaseRecord) -> Statistics:
    """All of one case.

    Raises:
        ValueError: the case has no masks of cavity and muscle, or they are thin.
    """
    image, cavity, muscle = masked(record)
    spacing = image.grid.spacing[::-1]
    blood, wall = (image.array[depth(mask, spacing) > ERODED_MM] for mask in (cavity, muscle))
    if not (len(blood) and len(wall)):
        raise ValueError(f"{record.case}: nothing is left of a mask {ERODED_MM:g} mm from its border")
    ball = quietest_ball(image, cavity)
    noise, frequency = (None, None) if ball is None else noise_of(image, ball)
    edge = edge_of(image, cavity, muscle, float(np.median(blood)), float(np.median(wall)))
    return Statistics(
        name=record.case,
        contrast=contrast_of(record),
        cavity_mean=float(blood.mean()),
        cavity_sd=float(blood.std()),
        muscle_mean=float(wall.mean()),
        muscle_sd=float(wall.std()),
        noise_sd=noise,
        noise_frequency=frequency,
        edge_mm=edge,
    )


def table(real: Sequence[Statistics], groups: dict[str, Sequence[Statistics]]) -> Iterator[str]:
    """Rows of Markdown: every real scan, then median [5 to 95 %] of each group of simulated ones."""
    heads = [s.name for s in real] + [f"{name} ({len(group)})" for name, group in groups.items()]
    yield f"| | {' | '.join(heads)} |"
    yield "|---" * (len(heads) + 1) + "|"
    for key, words in ROWS.items():
        cells = [_number(getattr(scan, key)) for scan in real]
        cells += [_spread([getattr(scan, key) for scan in group]) for group in groups.values()]
        yield f"| {' | '.join([words, *cells])} |"


def _spread(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return "–"
    low, middle, high = map(_number, np.quantile(known, [0.05, 0.5, 0.95]))
    of = "" if len(known) == len(values) else f", of {len(known)}"
    return f"{middle} [{low}–{high}]{of}"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.1f}" if abs(value) >= 1 else f"{value:.2f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare as the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("drawn", type=Path, nargs="+", help="datasets of simulated scans")
    parser.add_argument("--real", type=Path, nargs="+", required=True, help="folders of one case each")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args(arguments)
    make_folder(args.output)
    real, drawn = (
        [statistics_of(record) for folder in folders for record in read_dataset(folder)]
        for folders in (args.real, args.drawn)
    )
    written = {"real": [write_record(s) for s in real], "drawn": [write_record(s) for s in drawn]}
    write_json(args.output / "ct_statistics.json", written)
    arterial = [scan for scan in drawn if "arterial" in scan.contrast]
    print("\n".join(table(real, {"arterial": arterial, "all phases": drawn})))


if __name__ == "__main__":
    main()
