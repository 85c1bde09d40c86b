"""What the shipped models say of images that never change, to a thousandth of a millimetre.

``golden_points.json`` holds it, and a test compares, so that no change of code moves the models' points
unseen. When weights, or what is computed around them, have been changed on purpose::

    python Testing/golden_points.py            # says what has moved
    python Testing/golden_points.py --write    # renews the file; the diff of it goes into the commit
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "LandmarkAI"), str(ROOT / "LandmarkAITraining"), str(ROOT / "Testing")]

import numpy as np  # noqa: E402
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER  # noqa: E402
from LandmarkAILib.core.detection import Detection  # noqa: E402
from LandmarkAILib.core.geometry import Grid  # noqa: E402
from LandmarkAILib.core.image import Image  # noqa: E402
from LandmarkAILib.core.landmarks import Landmark  # noqa: E402
from LandmarkAILib.files.atomic import atomic_path  # noqa: E402
from LandmarkAILib.files.images import read_image  # noqa: E402
from LandmarkAITrainingLib.simulation.ct.geometric_heart import geometric_heart  # noqa: E402
from LandmarkAITrainingLib.simulation.ct.rendering import render  # noqa: E402
from LandmarkAITrainingLib.simulation.ct.subject import draw_subject  # noqa: E402
from models import shipped_pipeline  # noqa: E402

FILE = Path(__file__).with_suffix(".json")
RENEW = "python Testing/golden_points.py --write"
TOLERANCE = {"position": 0.01, "radius": 0.01, "probability": 0.002, "voxels": 3.0}
"""mm, mm, 1 and voxels: other CPUs and versions of torch add in another order."""

_STUDY = ROOT / "Resources" / "SampleData" / "simulated_study"
_CT_SIDE, _CT_SPACING = 120, 1.6  # voxels, mm

_FACTS = ("model", "sha256", "mean of image", "voxels")

Record = dict[str, Any]


def images() -> dict[str, tuple[str, Image]]:
    """Model and image by the name of the case: of the study that ships, and a simulated CT."""
    study = ("lge_magnitude", "native_t1")
    cmr = {name: ("cmr-sax", read_image(_STUDY / f"{name}.nrrd")) for name in study}
    return {**cmr, "simulated_ct": ("ct-lv", simulated_ct())}


def simulated_ct() -> Image:
    """The same scan of a geometric heart every time."""
    subject = draw_subject(np.random.default_rng(5), geometric_heart(2.5), "arterial", randomised=0)
    center = np.mean([subject.position(name) for name in (LV_APEX, MITRAL_ANNULUS_CENTER)], axis=0)
    grid = Grid.from_axes([_CT_SIDE] * 3, np.eye(3), [_CT_SPACING] * 3, center)
    values, _ = render(subject, grid, np.random.default_rng(6))
    return Image(np.rint(values).astype(np.int16), grid, "simulated_ct")


def record(name: str, image: Image) -> Record:
    """What a model that ships says of an image."""
    pipeline = shipped_pipeline(name)
    detection = pipeline.detect(image)
    return {
        "model": f"{name} {pipeline.bundle.version}",
        "sha256": pipeline.bundle.sha256,
        "mean of image": round(float(image.array.mean(dtype=float)), 2),
        "points": [_point(landmark) for landmark in detection.landmarks],
        "voxels": _voxels(detection),
    }


def _point(landmark: Landmark) -> Record:
    at = landmark.position
    return {
        "name": landmark.name,
        "slice": landmark.slice,
        "position": None if at is None else [round(float(x), 3) for x in at],
        "probability": round(float(landmark.probability), 3),
        "radius": None if landmark.radius is None else round(float(landmark.radius), 3),
    }


def _voxels(detection: Detection) -> dict[str, int]:
    """How many voxels each segment has."""
    found = detection.segmentation
    if found is None:
        return {}
    return {name: int(np.sum(found.labels == n)) for n, name in enumerate(found.names, start=1)}


def stored() -> dict[str, Record]:
    """What the file holds, by case."""
    return json.loads(FILE.read_text(encoding="utf-8"))["cases"]  # type: ignore[no-any-return]


def differences(before: Record, now: Record) -> Iterator[str]:
    """In what two records differ by more than ``TOLERANCE``."""
    for what in ("model", "sha256", "mean of image"):
        if before[what] != now[what]:
            yield f"{what}: {before[what]} → {now[what]}"
    if len(before["points"]) != len(now["points"]):
        yield f"{len(before['points'])} → {len(now['points'])} points"
        return
    for old, new in zip(before["points"], now["points"], strict=True):
        where = old["name"] if old["slice"] is None else f"{old['name']}, slice {old['slice']}"
        if (old["name"], old["slice"]) != (new["name"], new["slice"]):
            yield f"{where} → {new['name']}, slice {new['slice']}"
        for what in ("position", "probability", "radius"):
            if _far(old[what], new[what], TOLERANCE[what]):
                yield f"{where}: {what} {old[what]} → {new[what]}"
    for name in before["voxels"].keys() | now["voxels"].keys():
        counts = [record["voxels"].get(name) for record in (before, now)]
        if _far(*counts, TOLERANCE["voxels"]):
            yield f"{name}: {counts[0]} → {counts[1]} voxels"


def _far(old: Any, new: Any, tolerance: float) -> bool:
    """Whether numbers, or positions, lie apart; None lies apart from all but None."""
    if old is None or new is None:
        return old is not new
    return float(np.linalg.norm(np.subtract(old, new))) > tolerance


def main() -> int:
    """Compare, or renew; returns how many cases differ."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help=f"renew {FILE.name}")
    arguments = parser.parse_args()
    before = stored() if FILE.is_file() else {}
    now = {case: record(*asked) for case, asked in images().items()}
    changed = 0
    for case, found in now.items():
        said = list(differences(before[case], found)) if case in before else ["new"]
        changed += bool(said)
        print(f"{case}: {'; '.join(said) or 'the same'}")
    if arguments.write:
        how = f"{RENEW} (tolerances in {Path(__file__).name})"
        with atomic_path(FILE) as path:
            path.write_text(_compact({"made by": how, "cases": now}), encoding="utf-8")
        return 0
    return int(changed > 0)


def _compact(document: Record) -> str:
    """JSON with a line a point, so that a diff shows what has moved."""
    lines = ["{", f' "made by": {json.dumps(document["made by"])},', ' "cases": {']
    for case, found in document["cases"].items():
        lines.append(f"  {json.dumps(case)}: {{")
        lines += [f'   "{key}": {json.dumps(found[key])},' for key in _FACTS]
        lines.append('   "points": [')
        lines += [f"    {json.dumps(point)}," for point in found["points"]]
        lines[-1] = lines[-1].rstrip(",")
        lines += ["   ]", "  },"]
    lines[-1] = "  }"
    return "\n".join([*lines, " }", "}", ""])


if __name__ == "__main__":
    sys.exit(main())
