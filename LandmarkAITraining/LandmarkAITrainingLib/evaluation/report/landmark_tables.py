"""The tables of the report, from the numbers of ``metrics.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from LandmarkAILib.inference.calibration import NEAR_MM

from ..summaries import (
    Comparison,
    DataSummary,
    LandmarkSummary,
    Metrics,
    PairedComparison,
    PointComparison,
    Summary,
)
from .html import bullets, table
from .numbers import (
    NONE,
    interval,
    mean_and_sd,
    median_and_quartiles,
    number,
    p_value,
    percent,
    percent_with_interval,
    with_interval,
)


def groups(metrics: Metrics) -> Iterator[tuple[str, Summary]]:
    """What rows are grouped by: contrasts, then sources that are not just one of them, then all."""
    yield from metrics.contrasts.items()
    if len(metrics.sources) > 1:
        contrasts = list(metrics.contrasts.values())
        for name, summary in metrics.sources.items():
            if summary not in contrasts:
                yield f"source {name}", summary
    if len(metrics.contrasts) > 1:
        yield "all", metrics.all


def data_table(data: DataSummary) -> str:
    """Cases and subjects by contrast and source."""
    counts = [*data.contrasts.items()]
    if len(data.sources) > 1:
        counts += [(f"source {name}", held) for name, held in data.sources.items()]
    counts.append(("all", data))
    rows = [[name, str(held.subjects), str(held.cases)] for name, held in counts]
    return table(["Images", "People", "Cases"], rows, texts=1)


def error_table(metrics: Metrics) -> str:
    """Distances."""
    rows, unit = [], metrics.unit
    for group, name, landmark in _landmarks(metrics):
        error = landmark.error_mm
        n = [str(landmark.n_slices), str(landmark.n_subjects)]
        if error is None:
            rows.append([group, name, *n, *[NONE] * 5])
            continue
        rows.append(
            [
                group,
                name,
                *n,
                median_and_quartiles(error),
                interval(error.median),
                mean_and_sd(error),
                with_interval(error.p95),
                percent_with_interval(error.over_10_mm),
            ]
        )
    headers = [
        "Images",
        "Landmark",
        "Points",
        "People",
        f"Median [quartiles], {unit}",
        "95 % interval of median",
    ]
    return table([*headers, f"Mean ± SD, {unit}", f"95 % lie within, {unit}", f"Over 10 {unit}"], rows)


_WAYS = ("To the left (L-R)", "To the back (A-P)", "To the head (S-I)")


def axis_table(metrics: Metrics) -> str:
    """Signed errors along the patient's axes."""
    rows = []
    for group, name, landmark in _landmarks(metrics):
        axes = landmark.by_axis
        if axis_errors := [] if axes is None else [axes.left_mm, axes.posterior_mm, axes.superior_mm]:
            parts = [mean_and_sd(error) for error in axis_errors]
            rows.append([group, name, str(axis_errors[0].n), *parts])
    ways = [f"{way}, {metrics.unit}" for way in _WAYS]
    return table(["Images", "Landmark", "Points", *ways], rows)


def detection_table(metrics: Metrics) -> str:
    """Found and false points, kept apart from distances."""
    rows = []
    for group, name, landmark in _landmarks(metrics):
        d = landmark.detection
        rows.append(
            [
                group,
                name,
                f"{d.detected} of {d.with_reference}",
                percent_with_interval(d.rate),
                f"{d.false} of {d.without_landmark}",
                percent_with_interval(d.false_rate),
                f"{d.detected_where_unknown} of {d.reference_unknown}",
            ]
        )
    headers = ["Images", "Landmark", "Found", "Found, share", "False", "False, share"]
    return table([*headers, "Points where the reference cannot tell"], rows)


def success_table(metrics: Metrics) -> str:
    """Share of all reference points found within each radius."""
    rows, radii = [], list[str]()
    for group, name, landmark in _landmarks(metrics):
        if landmark.success_rate:
            radii = list(landmark.success_rate)
            rows.append([group, name, *(percent(rate) for rate in landmark.success_rate.values())])
    return table(["Images", "Landmark", *(f"{radius} {metrics.unit}" for radius in radii)], rows)


def angle_table(metrics: Metrics) -> str:
    """Angle between the true and the model's direction to the anterior insertion."""
    rows = []
    for group, summary in groups(metrics):
        angle = summary.anterior_angle_deg
        if angle is not None:
            spread = [median_and_quartiles(angle), mean_and_sd(angle), with_interval(angle.p95)]
            rows.append([group, str(angle.n), *spread])
    headers = ["Images", "Slices", "Median [quartiles], °", "Mean ± SD, °", "95 % lie within, °"]
    return table(headers, rows, texts=1)


def contour_table(metrics: Metrics) -> str:
    """Dice and Hausdorff distance by segment."""
    rows = []
    for group, summary in groups(metrics):
        for name, segment in summary.segments.items():
            dice, most, farthest = segment.dice, segment.hausdorff95_mm, segment.hausdorff_mm
            rows.append(
                [
                    group,
                    name,
                    str(segment.n_cases),
                    mean_and_sd(dice, 3),
                    median_and_quartiles(dice, 3),
                    *(mean_and_sd(distance) if distance else NONE for distance in (most, farthest)),
                    str(segment.not_found),
                ]
            )
    headers = ["Images", "Contour", "Cases", "Dice, mean ± SD", "Dice, median [quartiles]"]
    names = ("Hausdorff 95 %", "Largest (Hausdorff)")
    distances = [f"{name}, mean ± SD, {metrics.unit}" for name in names]
    return table([*headers, *distances, "Not found"], rows)


def probability_table(metrics: Metrics) -> str:
    """What the model's probabilities came to, all images together."""
    rows = []
    for name, landmark in metrics.all.landmarks.items():
        for held in landmark.calibration.probability:
            near, mean, median = held.share_near, held.mean_error_mm, held.median_error_mm
            rows.append(
                [
                    name,
                    f"{percent(held.low, 0)} – {percent(held.high, 0)}",
                    str(held.points),
                    percent(near),
                    NONE if median is None else f"{median:.1f}",
                    NONE if mean is None else f"{mean:.1f}",
                ]
            )
    unit = metrics.unit
    headers = ["Landmark", "Model's probability", "Points", f"Right (within {NEAR_MM:g} {unit})"]
    return table([*headers, f"Median error, {unit}", f"Mean error, {unit}"], rows)


def radius_table(metrics: Metrics) -> str:
    """How many points the radii held, of a model that widens them on images unlike its training."""
    rows = []
    for group, name, landmark in _landmarks(metrics):
        held = landmark.calibration
        if held.radius_coverage and held.unwidened_coverage and held.median_widening is not None:
            shares = (held.radius_coverage, held.unwidened_coverage)
            numbers = [*(percent_with_interval(s) for s in shares), f"{held.median_widening:.2f}"]
            rows.append([group, name, *numbers])
    headers = ["Images", "Landmark", "Within the 90 % radius", "Before widening"]
    return table([*headers, "Median widening"], rows)


def refinement_table(metrics: Metrics) -> str:
    """The coarse stage's points beside the final ones."""
    rows, unit = [], metrics.unit
    for group, summary in groups(metrics):
        if summary.coarse is None or summary.refinement is None:
            continue
        for name, test in summary.refinement.items():
            looks = summary.coarse.landmarks[name], summary.landmarks[name]
            errors = [look.error_mm for look in looks if look.error_mm is not None]
            rows.append(
                [
                    group,
                    name,
                    *(f"{error.median.value:.1f}" for error in errors),
                    *(percent(error.over_10_mm.value) for error in errors),
                    f"{test.median_difference:+.2f}",
                    p_value(test.p_holm),
                ]
            )
    headers = [
        "Images",
        "Landmark",
        f"First look, median {unit}",
        f"Refined, median {unit}",
        f"First look, over 10 {unit}",
        f"Refined, over 10 {unit}",
        f"Typical change for a person, {unit}",
        "P",
    ]
    return table(headers, rows)


def about_center_table(metrics: Metrics) -> str:
    """Errors as angles about the LV center, and the bias along and across the wall."""
    rows = []
    for group, name, landmark in _landmarks(metrics):
        seen = landmark.about_center
        if seen is None:
            continue
        rows.append(
            [
                group,
                name,
                str(seen.turn_deg.n),
                median_and_quartiles(seen.turn_deg),
                interval(seen.turn_deg.median),
                percent_with_interval(seen.turn_deg.over_20_deg),
                with_interval(seen.radial_mm.mean),
                with_interval(seen.tangential_mm.mean),
            ]
        )
    headers = ["Images", "Landmark", "Points", "Median [quartiles], °", "95 % interval of median"]
    return table(
        [*headers, "Over 20°", *(f"Mean {way}, {metrics.unit}" for way in ("outward", "clockwise"))],
        rows,
    )


def _landmarks(metrics: Metrics) -> Iterator[tuple[str, str, LandmarkSummary]]:
    for group, summary in groups(metrics):
        for name, landmark in summary.landmarks.items():
            yield group, name, landmark


_DIGITS = {"mm": 2, "px": 2, "Dice": 3}


def other_name(metrics: Metrics) -> str:
    """What to call the other model; empty where there is none."""
    if metrics.comparison is None:
        return ""
    model, other = metrics.model, metrics.comparison.model
    name = str(other.get("name", "the other model"))
    if name == model.get("name"):
        return f"another {name} {other.get('version', '')} ({str(other.get('sha256', ''))[:8]})"
    return name


def comparison_part(metrics: Metrics) -> str:
    """The table of two models, and in words what could not be compared; empty without another model."""
    held = metrics.comparison
    return "" if held is None else comparison_table(metrics) + _not_compared(held)


def _not_compared(held: Comparison) -> str:
    """What one of two models does not look for, or never found."""
    sayings = [
        f"{name}: only {which} model looks for it, so nothing can be compared."
        for which, names in (("this", held.only_first), ("the other", held.only_second))
        for name in names
    ]
    for name, points in held.all.landmarks.items():
        if points.n == 0:
            sayings.append(f"{name}: {_never(points)}, so no distances can be compared.")
    sayings += [f"The other model failed on {case}: {why}" for case, why in held.failed.items()]
    return bullets(sayings) if sayings else ""


def _never(points: PointComparison) -> str:
    if points.only_first and points.only_second:
        return "the models never found the same point"
    if points.only_first or points.only_second:
        which = "other" if points.only_first else "this"
        return f"the {which} model never found it"
    return "neither model found it"


def comparison_table(metrics: Metrics) -> str:
    """Medians of both models, their difference, and which points only one of them found."""
    rows = [
        [
            group,
            f"{name}, {unit}",
            str(held.n),
            str(held.n_subjects),
            *(number(median, _DIGITS[unit]) for median in (held.first_median, held.second_median)),
            with_interval(held.difference_of_medians, _DIGITS[unit]),
            p_value(held.p_holm),
            f"{held.only_first} / {held.only_second}" if isinstance(held, PointComparison) else "",
        ]
        for group, unit, name, held in _rows(metrics)
    ]
    headers = ["Images", "What", "Pairs", "People", "This model, median", "Other, median"]
    headers += ["Difference of medians", "P", "Found by this / other alone"]
    return table(headers, rows)


def _rows(metrics: Metrics) -> Iterator[tuple[str, str, str, PairedComparison]]:
    """Group, unit, name and what was compared."""
    comparison = metrics.comparison
    if comparison is None:
        return
    groups = list(comparison.contrasts.items())
    if len(groups) > 1:
        groups.append(("all", comparison.all))
    for group, compared in groups:
        kinds: dict[str, Mapping[str, PairedComparison]]
        kinds = {metrics.unit: compared.landmarks, "Dice": compared.segments}
        for unit, by_name in kinds.items():
            for name, held in by_name.items():
                yield group, unit, name, held
