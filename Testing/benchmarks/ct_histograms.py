r"""How far the HU of simulated tissues are from a scanner's: whole distributions, tissue by tissue.

Of every case with masks of cavity and muscle, as for ``ct_statistics.py``:

- blood and muscle: the two masks, each eroded by 2 mm; papillary muscles lie in the cavity;
- fat and lung, for which there are no masks: what lies within 30 mm of the muscle with HU from -200 to
  -20, and below -500, eroded by 1.5 and 3 mm. A rule on HU cuts off their tails, in both kinds alike.

The distance is Wasserstein's, in HU: how far, on average, values must be moved to make one distribution
the other; as they are, and with equal medians, which leaves the shape. It is given from the real scan to
every simulated one, beside the distances among these. ``unlike`` is the share of simulated scans that
lie at least as far from the others as the real one does: below a twentieth, it is none of them.

Run from the repository::

    python Testing/benchmarks/ct_histograms.py runs/ct/family/test runs/ct/vh \
        --real runs/real-ct/aorta --phase arterial -o runs/ct/histograms
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from ct_statistics import ERODED_MM, Mask, depth, masked
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.records import write_record
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.text import write_json, write_text
from LandmarkAITrainingLib.data.dataset import CaseRecord, read_dataset
from LandmarkAITrainingLib.evaluation.describe import contrast_of
from scipy import ndimage
from scipy.stats import wasserstein_distance

TISSUES = ("blood", "muscle", "fat", "lung")
QUANTILES = (np.arange(400) + 0.5) / 400
FEWEST = 200  # voxels of a tissue
NEAR_MM = 30.0  # from the muscle, of fat and lung
FAT_HU, FAT_MM = (-200.0, -20.0), 1.5
LUNG_HU, LUNG_MM = -500.0, 3.0


@dataclass(frozen=True, eq=False)
class Tissues:
    """Quantiles of a scan's HU by tissue; a tissue of too few voxels is left out."""

    name: str
    contrast: str
    quantiles: dict[str, FloatArray]


@dataclass(frozen=True)
class Distance:
    """Of one tissue, HU: median, 5th and 95th percentile.

    Args:
        tissue: its name.
        equal_medians: whether the medians were made equal before.
        to_real: from the real scan to each simulated one.
        among_simulated: of every two of them.
        unlike: see the module.
        scans: simulated ones that have the tissue.
    """

    tissue: str
    equal_medians: bool
    to_real: tuple[float, float, float]
    among_simulated: tuple[float, float, float]
    unlike: float
    scans: int


def tissues_of(record: CaseRecord) -> Tissues:
    """All tissues of one case.

    Raises:
        ValueError: the case has no masks of cavity and muscle.
    """
    image, cavity, muscle = masked(record)
    hu, spacing = image.array, image.grid.spacing[::-1]
    near = (depth(~(muscle | cavity), spacing) < NEAR_MM) & ~(muscle | cavity)
    fat = (hu > FAT_HU[0]) & (hu < FAT_HU[1])
    regions: dict[str, Mask] = {
        "blood": depth(cavity, spacing) > ERODED_MM,
        "muscle": depth(muscle, spacing) > ERODED_MM,
        "fat": near & (depth(fat, spacing) > FAT_MM),
        "lung": near & (depth(ndimage.median_filter(hu, 3) < LUNG_HU, spacing) > LUNG_MM),
    }
    kept = {tissue: hu[region] for tissue, region in regions.items() if region.sum() >= FEWEST}
    quantiles = {tissue: np.quantile(values, QUANTILES) for tissue, values in kept.items()}
    return Tissues(record.case, contrast_of(record), quantiles)


def distances(real: Tissues, drawn: Sequence[Tissues]) -> Iterator[Distance]:
    """Of every tissue that the real scan and at least three simulated ones have."""
    for tissue in TISSUES:
        others = [scan.quantiles[tissue] for scan in drawn if tissue in scan.quantiles]
        if tissue not in real.quantiles or len(others) < 3:
            continue
        for equal in (False, True):
            yield _distance(tissue, equal, real.quantiles[tissue], others)


def _distance(tissue: str, equal: bool, real: FloatArray, others: Sequence[FloatArray]) -> Distance:
    if equal:
        real, others = real - np.median(real), [values - np.median(values) for values in others]
    to_real = [wasserstein_distance(real, values) for values in others]
    between = np.full((len(others), len(others)), np.nan)
    for a, b in combinations(range(len(others)), 2):
        between[a, b] = between[b, a] = wasserstein_distance(others[a], others[b])
    own = np.nanmedian(between, axis=1)
    return Distance(
        tissue,
        equal,
        to_real=_spread(to_real),
        among_simulated=_spread(between[np.triu_indices(len(others), 1)]),
        unlike=float(np.mean(own >= np.median(to_real))),
        scans=len(others),
    )


def _spread(values: npt.ArrayLike) -> tuple[float, float, float]:
    middle, low, high = np.quantile(values, [0.5, 0.05, 0.95]).tolist()
    return middle, low, high


def table(found: Sequence[Distance]) -> Iterator[str]:
    """Rows of Markdown."""
    yield "| tissue | medians | real to simulated, HU | among simulated, HU | unlike | scans |"
    yield "|---|---|---|---|---|---|"
    for distance in found:
        real, drawn = (
            f"{middle:.0f} [{low:.0f}–{high:.0f}]"
            for middle, low, high in (distance.to_real, distance.among_simulated)
        )
        medians = "made equal" if distance.equal_medians else "as they are"
        cells = [distance.tissue, medians, real, drawn, f"{distance.unlike:.0%}", str(distance.scans)]
        yield f"| {' | '.join(cells)} |"


def draw(real: Tissues, drawn: Sequence[Tissues], path: Path) -> None:
    """Histograms about the median by tissue: the real scan over the simulated ones, 5 to 95 %."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 2.4), layout="constrained")
    for axes, tissue in zip(figure.subplots(1, len(TISSUES)), TISSUES, strict=True):
        held = [
            scan.quantiles[tissue] - np.median(scan.quantiles[tissue])
            for scan in [*drawn, real]
            if tissue in scan.quantiles
        ]
        if not held:
            continue
        edges = np.linspace(*np.quantile(np.concatenate(held), [0.005, 0.995]), 31)
        middles = (edges[1:] + edges[:-1]) / 2
        shares = [100 * np.histogram(values, edges)[0] / len(QUANTILES) for values in held]
        simulated = shares[:-1] if tissue in real.quantiles else shares
        if simulated:
            under, middle, over = np.quantile(simulated, [0.05, 0.5, 0.95], axis=0)
            axes.fill_between(middles, under, over, color="0.85", label="simulated, 5 to 95 %")
            axes.plot(middles, middle, color="0.4", label="simulated, median")
        if tissue in real.quantiles:
            axes.plot(middles, shares[-1], color="tab:red", label="real")
        axes.set(title=tissue, xlabel="HU from the median", yticks=[])
    figure.axes[0].legend(fontsize=7, frameon=False)
    figure.savefig(path, dpi=80)


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare as the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("drawn", type=Path, nargs="+", help="datasets of simulated scans")
    parser.add_argument("--real", type=Path, required=True, help="folder of one case")
    parser.add_argument("--phase", help="of the simulated scans (default: all)")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args(arguments)
    make_folder(args.output)
    records = [record for folder in args.drawn for record in read_dataset(folder)]
    drawn = [tissues_of(r) for r in records if args.phase is None or args.phase in contrast_of(r)]
    real = tissues_of(read_dataset(args.real)[0])
    found = list(distances(real, drawn))
    text = "\n".join(table(found))
    write_json(args.output / "ct_histograms.json", {"distances": [write_record(d) for d in found]})
    write_text(args.output / "ct_histograms.md", text + "\n")
    draw(real, drawn, args.output / "ct_histograms.png")
    print(text)


if __name__ == "__main__":
    main()
