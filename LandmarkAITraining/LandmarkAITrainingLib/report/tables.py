"""The tables of the report, from the numbers of ``metrics.json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from LandmarkAILib.calibration import NEAR_MM

from .html import table
from .numbers import (
    NONE,
    interval,
    mean_and_sd,
    median_and_quartiles,
    p_value,
    percent,
    percent_with_interval,
    with_interval,
)

Metrics = dict[str, Any]


def groups(metrics: Metrics) -> Iterator[tuple[str, Metrics]]:
    """What rows are grouped by: contrasts, then sources that are not just one of them, then all."""
    yield from metrics["contrasts"].items()
    if len(metrics["sources"]) > 1:
        contrasts = list(metrics["contrasts"].values())
        for name, summary in metrics["sources"].items():
            if summary not in contrasts:
                yield f"source {name}", summary
    if len(metrics["contrasts"]) > 1:
        yield "all", metrics["all"]


def data_table(metrics: Metrics) -> str:
    """Cases and subjects by contrast and source."""
    data = metrics["data"]
    counts = [*data["contrasts"].items()]
    if len(data["sources"]) > 1:
        counts += [(f"source {name}", held) for name, held in data["sources"].items()]
    counts.append(("all", data))
    rows = [[name, str(held["subjects"]), str(held["cases"])] for name, held in counts]
    return table(["Images", "People", "Cases"], rows, texts=1)


def error_table(metrics: Metrics) -> str:
    """Distances in mm."""
    rows = []
    for group, name, landmark in _landmarks(metrics):
        error = landmark["error_mm"]
        n = [str(landmark["n_slices"]), str(landmark["n_subjects"])]
        if error is None:
            rows.append([group, name, *n, *[NONE] * 5])
            continue
        rows.append(
            [
                group,
                name,
                *n,
                median_and_quartiles(error),
                interval(error["median"]),
                mean_and_sd(error),
                with_interval(error["p95"]),
                percent_with_interval(error["over_10_mm"]),
            ]
        )
    headers = [
        "Images",
        "Landmark",
        "Points",
        "People",
        "Median [quartiles], mm",
        "95 % interval of median",
    ]
    return table([*headers, "Mean ± SD, mm", "95 % lie within, mm", "Over 10 mm"], rows)


def detection_table(metrics: Metrics) -> str:
    """Found and false points, kept apart from distances."""
    rows = []
    for group, name, landmark in _landmarks(metrics):
        d = landmark["detection"]
        rows.append(
            [
                group,
                name,
                f"{d['detected']} of {d['with_reference']}",
                percent_with_interval(d["rate"]),
                f"{d['false']} of {d['without_landmark']}",
                percent_with_interval(d["false_rate"]),
                f"{d['detected_where_unknown']} of {d['reference_unknown']}",
            ]
        )
    headers = ["Images", "Landmark", "Found", "Found, share", "False", "False, share"]
    return table([*headers, "Points where the reference cannot tell"], rows)


def success_table(metrics: Metrics) -> str:
    """Share of all reference points found within each radius."""
    rows, radii = [], list[str]()
    for group, name, landmark in _landmarks(metrics):
        if landmark["success_rate"]:
            radii = list(landmark["success_rate"])
            rows.append([group, name, *(percent(rate) for rate in landmark["success_rate"].values())])
    return table(["Images", "Landmark", *(f"{radius} mm" for radius in radii)], rows)


def angle_table(metrics: Metrics) -> str:
    """Angle between the true and the model's direction to the anterior insertion."""
    rows = []
    for group, summary in groups(metrics):
        angle = summary["anterior_angle_deg"]
        if angle is not None:
            spread = [median_and_quartiles(angle), mean_and_sd(angle), with_interval(angle["p95"])]
            rows.append([group, str(angle["n"]), *spread])
    headers = ["Images", "Slices", "Median [quartiles], °", "Mean ± SD, °", "95 % lie within, °"]
    return table(headers, rows, texts=1)


def contour_table(metrics: Metrics) -> str:
    """Dice and Hausdorff distance by segment."""
    rows = []
    for group, summary in groups(metrics):
        for name, segment in summary["segments"].items():
            dice, most, farthest = (segment[key] for key in ("dice", "hausdorff95_mm", "hausdorff_mm"))
            rows.append(
                [
                    group,
                    name,
                    str(segment["n_cases"]),
                    mean_and_sd(dice, 3),
                    median_and_quartiles(dice, 3),
                    *(mean_and_sd(distance) if distance else NONE for distance in (most, farthest)),
                    str(segment["not_found"]),
                ]
            )
    headers = ["Images", "Contour", "Cases", "Dice, mean ± SD", "Dice, median [quartiles]"]
    distances = ["Hausdorff 95 %, mean ± SD, mm", "Largest (Hausdorff), mean ± SD, mm"]
    return table([*headers, *distances, "Not found"], rows)


def probability_table(metrics: Metrics) -> str:
    """What the model's probabilities came to, all images together."""
    rows = []
    for name, landmark in metrics["all"]["landmarks"].items():
        for held in landmark["calibration"]["probability"]:
            near, mean, median = held["share_near"], held["mean_error_mm"], held["median_error_mm"]
            rows.append(
                [
                    name,
                    f"{percent(held['low'], 0)} – {percent(held['high'], 0)}",
                    str(held["points"]),
                    percent(near),
                    NONE if median is None else f"{median:.1f}",
                    NONE if mean is None else f"{mean:.1f}",
                ]
            )
    headers = ["Landmark", "Model's probability", "Points", f"Right (within {NEAR_MM:g} mm)"]
    return table([*headers, "Median error, mm", "Mean error, mm"], rows)


def refinement_table(metrics: Metrics) -> str:
    """The coarse stage's points beside the final ones."""
    rows = []
    for group, summary in groups(metrics):
        for name, test in summary.get("refinement", {}).items():
            first, last = summary["coarse"]["landmarks"][name], summary["landmarks"][name]
            rows.append(
                [
                    group,
                    name,
                    *(f"{stage['error_mm']['median']['value']:.1f}" for stage in (first, last)),
                    *(percent(stage["error_mm"]["over_10_mm"]["value"]) for stage in (first, last)),
                    f"{test['median_difference']:+.2f}",
                    p_value(test["p_holm"]),
                ]
            )
    headers = [
        "Images",
        "Landmark",
        "First look, median mm",
        "Refined, median mm",
        "First look, over 10 mm",
    ]
    return table([*headers, "Refined, over 10 mm", "Typical change for a person, mm", "P"], rows)


def about_center_table(metrics: Metrics) -> str:
    """Errors as angles about the LV center, and the bias along and across the wall."""
    rows = []
    for group, name, landmark in _landmarks(metrics):
        seen = landmark.get("about_center")
        if seen is None:
            continue
        turn = seen["turn_deg"]
        rows.append(
            [
                group,
                name,
                str(turn["n"]),
                median_and_quartiles(turn),
                interval(turn["median"]),
                percent_with_interval(turn["over_20_deg"]),
                with_interval(seen["radial_mm"]["mean"]),
                with_interval(seen["tangential_mm"]["mean"]),
            ]
        )
    headers = ["Images", "Landmark", "Points", "Median [quartiles], °", "95 % interval of median"]
    return table([*headers, "Over 20°", "Mean outward, mm", "Mean clockwise, mm"], rows)


def _landmarks(metrics: Metrics) -> Iterator[tuple[str, str, Metrics]]:
    for group, summary in groups(metrics):
        for name, landmark in summary["landmarks"].items():
            yield group, name, landmark
