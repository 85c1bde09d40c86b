"""Ventricular function from the model's contours against that from manual ones, on ACDC.

Of every subject a 4D file is made of both of its frames, end systole first in every other one, and
measured as ``landmarkai measure`` does; so which frame is which is found, not told. Prints how often it
is right, and Bland–Altman's bias and limits with bootstrap intervals over subjects; writes
``function_agreement.json``, ``.csv`` and plots. Run from the repository::

    python Testing/benchmarks/function_agreement.py ../shared/data/sax --split test -o runs/function

The data name the phases by the order of frames alone, so the earlier frame is taken to be end diastole.
To which of ACDC's five groups a subject belongs is not in the data either: the groups are those of the
challenge's published order of its training set (blocks of 20); subjects above 100 have none. Subjects
that trained the model say little about its contours: agreement is told of the split ``test``, and with
``--split all`` of all of them besides, for its causes rather than for its size.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK as sitk
from LandmarkAILib.analysis.function.result import Frame, VentricularFunction, ventricular_function
from LandmarkAILib.commands.study_function import measure_study
from LandmarkAILib.files.segmentations import read_segmentation
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.engine import Engine
from LandmarkAILib.models.installed import find_model
from LandmarkAITrainingLib.data.dataset import CaseRecord, read_dataset
from LandmarkAITrainingLib.evaluation.metrics.agreement import BlandAltman, bland_altman
from LandmarkAITrainingLib.evaluation.metrics.statistics import Estimate

CASES = Path(__file__).parents[2] / "LandmarkAITraining/Resources/Presets/cmr-sax.cases.csv"
GROUPS = ("dilated", "hypertrophic", "infarct", "normal", "abnormal RV")
QUANTITIES = {
    "edv": ("LV end-diastolic volume", "ml"),
    "esv": ("LV end-systolic volume", "ml"),
    "ef": ("LV ejection fraction", "%"),
    "mass": ("LV mass", "g"),
    "rv_edv": ("RV end-diastolic volume", "ml"),
    "rv_esv": ("RV end-systolic volume", "ml"),
    "rv_ef": ("RV ejection fraction", "%"),
}


@dataclass(frozen=True)
class Measured:
    """A subject.

    Args:
        subject: such as acdc_005.
        split: of the model's training.
        group: of the challenge's five; empty where it is not known.
        manual_right, ours_right: whether end diastole was found in the earlier frame.
        manual, ours: values by key of ``QUANTITIES``, of the phases as found; None where not known.
    """

    subject: str
    split: str
    group: str
    manual_right: bool
    ours_right: bool
    manual: dict[str, float | None]
    ours: dict[str, float | None]


def group_of(subject: str) -> str:
    """The group of ``acdc_NNN``."""
    number = int(subject.rpartition("_")[2])
    return GROUPS[(number - 1) // 20] if number <= 100 else ""


def values_of(function: VentricularFunction) -> dict[str, float | None]:
    """By key of ``QUANTITIES``."""
    lv, rv = function.lv, function.rv
    return {
        "edv": lv and lv.edv,
        "esv": lv and lv.esv,
        "ef": lv and lv.ejection_fraction,
        "mass": function.mass,
        "rv_edv": rv and rv.edv,
        "rv_esv": rv and rv.esv,
        "rv_ef": rv and rv.ejection_fraction,
    }


def measure(subject: str, frames: Sequence[CaseRecord], engine: Engine, folder: Path) -> Measured:
    """Measure both frames of a subject, given in the order of their names."""
    swapped = int(subject.rpartition("_")[2]) % 2 == 0
    order = list(frames)[::-1] if swapped else list(frames)
    diastole = 1 if swapped else 0
    masks = [
        read_segmentation(record.image.with_name("segmentation.seg.nrrd"), None) for record in order
    ]
    manual = ventricular_function([Frame(mask) for mask in masks])
    cine = folder / f"{subject}.nrrd"
    sitk.WriteImage(sitk.JoinSeries([sitk.ReadImage(str(record.image)) for record in order]), str(cine))
    ours = measure_study([cine], engine=engine).function
    cine.unlink()
    return Measured(
        subject,
        frames[0].split or "",
        group_of(subject),
        manual.phases.ed == diastole,
        ours.phases.ed == diastole,
        values_of(manual),
        values_of(ours),
    )


def measure_all(records: Sequence[CaseRecord], engine: Engine, output: Path) -> Iterator[Measured]:
    """Each subject with two frames; those in ``measured.jsonl`` already are not measured again."""
    kept = output / "measured.jsonl"
    known = {}
    if kept.exists():
        lines = map(json.loads, kept.read_text(encoding="utf-8").splitlines())
        known = {line["subject"]: Measured(**line) for line in lines}
    by_subject: dict[str, list[CaseRecord]] = defaultdict(list)
    for record in records:
        by_subject[record.subject].append(record)
    with tempfile.TemporaryDirectory() as folder, kept.open("a", encoding="utf-8") as file:
        for number, (subject, frames) in enumerate(sorted(by_subject.items()), start=1):
            if subject not in known:
                # Two patients of ACDC hold the same images and are one subject: the first will do.
                ordered = sorted(frames, key=lambda record: record.case)[:2]
                known[subject] = measure(subject, ordered, engine, Path(folder))
                file.write(json.dumps(asdict(known[subject])) + "\n")
                file.flush()
                print(f"{number} of {len(by_subject)}: {subject}", file=sys.stderr, flush=True)
            yield known[subject]


def agreement(found: Sequence[Measured], key: str) -> BlandAltman | None:
    """Our values minus the manual ones; None without any pair."""
    pairs = [(m.subject, m.ours[key], m.manual[key]) for m in found]
    known = [pair for pair in pairs if pair[1] is not None and pair[2] is not None]
    if not known:
        return None
    subjects, ours, manual = zip(*known, strict=True)
    return bland_altman(subjects, ours, manual)


def table(found: Sequence[Measured]) -> list[dict[str, Any]]:
    """A row a group and quantity; bias in the quantity's unit, and in per cent of its manual mean."""
    rows = []
    for group in ("all", *GROUPS, ""):
        own = [m for m in found if group in ("all", m.group)]
        for key, (name, unit) in QUANTITIES.items():
            result = agreement(own, key)
            if result is None:
                continue
            manual = [m.manual[key] for m in own]
            mean = float(np.mean([v for v in manual if v is not None]))
            rows.append(
                {
                    "group": group or "not known",
                    "quantity": name,
                    "unit": unit,
                    "manual_mean": mean,
                    "bias_percent": 100 * result.bias.value / mean,
                    **asdict(result),
                }
            )
    return rows


def _words(estimate: Estimate | dict[str, Any] | None) -> str:
    if estimate is None:
        return "–"
    value = asdict(estimate) if isinstance(estimate, Estimate) else estimate
    if value["low"] is None:
        return f"{value['value']:.1f}"
    return f"{value['value']:.1f} [{value['low']:.1f}, {value['high']:.1f}]"


def print_table(rows: Sequence[dict[str, Any]]) -> None:
    """As Markdown."""
    print("| group | quantity | n | bias | bias % | lower limit | upper limit |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        limits = " | ".join(_words(row[side]) for side in ("lower", "upper"))
        name = f"{row['quantity']}, {row['unit']}"
        bias = f"{_words(row['bias'])} | {row['bias_percent']:+.1f}"
        print(f"| {row['group']} | {name} | {row['n']} | {bias} | {limits} |")


def plot(found: Sequence[Measured], output: Path, words: str) -> None:
    """Bland–Altman plots of the left ventricle, a colour a group; ``words`` tell which subjects."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(2, 2, figsize=(11, 8), layout="constrained")
    for axis, (key, (name, unit)) in zip(axes.flat, QUANTITIES.items(), strict=False):
        result = agreement(found, key)
        for group in (*GROUPS, ""):
            own = [m for m in found if m.group == group and m.ours[key] is not None]
            ours, manual = (
                np.array([getattr(m, who)[key] for m in own], float) for who in ("ours", "manual")
            )
            axis.scatter((ours + manual) / 2, ours - manual, s=22, label=group or "group not known")
        if result is not None:
            for line, style in ((result.bias, "-"), (result.lower, "--"), (result.upper, "--")):
                if line is not None:
                    axis.axhline(line.value, color="#444", linestyle=style, linewidth=1)
                    if line.low is not None and line.high is not None:
                        axis.axhspan(line.low, line.high, color="#444", alpha=0.10, linewidth=0)
        axis.set_xlabel(f"mean of both, {unit}")
        axis.set_ylabel(f"model − manual, {unit}")
        axis.set_title(name, fontsize=11)
    axes[0, 0].legend(fontsize=8)
    figure.suptitle(
        f"cmr-sax against manual contours, {len(found)} {words} ACDC subjects: bias, limits of "
        "agreement, 95 % bootstrap intervals",
        fontsize=11,
    )
    for suffix in ("png", "svg"):
        figure.savefig(output.with_suffix(f".{suffix}"), dpi=120)


def write(found: Sequence[Measured], rows: Sequence[dict[str, Any]], output: Path) -> None:
    """The subjects as CSV, the table as JSON."""
    with output.with_suffix(".csv").open("w", newline="", encoding="utf-8") as file:
        columns = ["subject", "split", "group", "manual_right", "ours_right"]
        columns += [f"{who}_{key}" for key in QUANTITIES for who in ("manual", "ours")]
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for m in found:
            row = {name: getattr(m, name) for name in columns[:5]}
            for who in ("manual", "ours"):
                row |= {f"{who}_{key}": value for key, value in getattr(m, who).items()}
            writer.writerow(row)
    text = json.dumps(list(rows), indent=1) + "\n"
    output.with_suffix(".json").write_text(text, encoding="utf-8")


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument(
        "--cases", type=Path, default=CASES, help="the split; that of cmr-sax by default"
    )
    parser.add_argument("--split", default="test", help="measured: test, train, val or all")
    parser.add_argument("--model", default="cmr-sax")
    parser.add_argument("-o", "--output", type=Path, default=Path("runs/function"))
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    records = [r for r in read_dataset(arguments.dataset, arguments.cases) if r.source == "acdc"]
    if arguments.split != "all":
        records = [r for r in records if r.split == arguments.split]
    engine = Engine(find_model(arguments.model), choose_device("cpu"))
    found = list(measure_all(records, engine, arguments.output))
    for who in ("manual", "ours"):
        wrong = [m.subject for m in found if not getattr(m, f"{who}_right")]
        right = len(found) - len(wrong)
        names = ", ".join(wrong) or "none"
        print(f"Phases by {who} contours: {right} of {len(found)} right; wrong: {names}")
    held_out = [m for m in found if m.split == "test"]
    for part, words, name in (
        (held_out, "held-out", "function_agreement"),
        (found, "held-out, validation and training", "function_agreement_all"),
    ):
        if not part or (part is found and arguments.split != "all"):
            continue
        rows = table(part)
        print_table(rows)
        write(part, rows, arguments.output / name)
        plot(part, arguments.output / name, words)
    return 0


if __name__ == "__main__":
    sys.exit(main())
