"""The sentences of the report."""

from __future__ import annotations

from html import escape

from LandmarkAILib.core.anatomy import landmark_types, segment_types
from LandmarkAILib.core.image import PIXELS

from ..summaries import LandmarkSummary, Metrics
from .html import bullets

DISTANCE = (
    "How far the model's points lie from the reference, within the slice (for a model of volumes: in "
    "space), where both have a point. Half of the points are nearer than the median, and half lie "
    "between the quartiles. Intervals are 95 % confidence intervals found by drawing people, not slices,"
    " again and again."
)
AXES = (
    "In which direction the model's points lie from the reference, as mean ± standard deviation of the "
    "signed error along each axis of the patient: positive to the patient's left, back and head. A mean "
    "far from nought is a bias. Of slices only what lies in their plane is counted, so an axis across "
    "the slices has errors near nought whatever the model does. For files that do not say how the "
    "patient lay, such as photographs, these are the axes that the file is read with."
)
_FOUND = (
    "Found: slices (of a volume model: images) that have the landmark in the reference and where the "
    "model reports it. "
)
_FALSE_OF_HEART = (
    "False: slices without the heart's left ventricle, or which the annotator left out, where the model "
    "reports a point all the same. On some slices the left ventricle is there but the reference could "
    "not say where the landmark is; a point there is counted by itself, neither right nor false. "
)
_FALSE = (
    "False: slices or images which the annotator left out, where the model reports a point all the "
    "same. Where nobody looked for a landmark, a point is counted by itself, neither right nor false. "
)
_AGREE = "Where all slices agree, no confidence interval can be given."
SUBJECTS = (
    "Who has missed points comes first, then who has the largest error. Mean and worst are of the "
    "points that were found."
)
SUCCESS = (
    "Share of all reference points that the model found within a distance. A missed point counts as not"
    " found, so these numbers join missing and imprecise points."
)
ABOUT_CENTER = (
    "The segments of the heart depend on the angle under which an insertion is seen from the LV center, "
    "not on how far out it lies. Angles and distances here are about the reference's center; clockwise "
    "is that of a slice on screen, where the anterior insertion is the clockwise end of the septum."
)
DIRECTION = (
    "Seen from the LV center, the anterior insertion gives the direction from which the 17- or "
    "16-segment model of the heart is laid out. This is the angle between the reference's direction and"
    " the model's; a segment of the mid ventricle is 60° wide."
)
AHA = (
    "The same contours are divided into the segments of the American Heart Association, once from the "
    "reference's points and once from the model's. Area: share of the myocardium that comes to lie in "
    "another segment. Mean: by how much the mean of a segment changes, in standard deviations of the "
    "image within the myocardium, averaged over the segments. Not possible: cases in which the model "
    "found no anterior insertion."
)
CONTOURS = (
    "Dice is twice the shared volume over the sum of both volumes: 1 is perfect agreement. Hausdorff 95"
    " %: the distance in 3D that 95 % of the surface of either contour keeps to the other; it cannot be"
    " finer than the pixels, nor between slices than their spacing. The largest distance is that of the "
    "worst single place."
)
AGREEMENT = (
    "What follows from the model's answer, against what follows from the reference. Bias: model minus "
    "reference, on average. Limits of agreement: 95 % of the differences are expected between them "
    "(Bland and Altman). ICC: intraclass correlation of single measurements, two-way, 1 is perfect; "
    "agreement, ICC(A,1), counts a constant difference as an error, consistency, ICC(C,1), does not "
    "(Shrout and Fleiss call them ICC(2,1) and ICC(3,1)). The intervals of ICC take all values as "
    "independent, also several of one person, and are then too narrow; the others are found by drawing "
    "people. Segment means are in the image's own units, and compared within one contrast only."
)
COMPARISON = (
    "Both models on the same slices, where both found the point. Difference of medians: this model minus"
    " the other, with its 95 % interval; negative means that this model is nearer (for Dice, positive is"
    " better). P is of a paired Wilcoxon test on the mean difference of each person, adjusted (Holm) "
    "for all contrasts, distances and Dice apart. A point that only one of them found is counted apart, "
    "and so is a landmark of which the two have no point in common."
)
CALIBRATION = (
    "With each point the model gives a probability and an ellipse within which the landmark should lie."
    " Here they are compared with what was observed. Some models also state a radius that should hold "
    "nine in ten points, and widen it on images unlike those of their training."
)
REFINEMENT = (
    "The model first looks at the whole slice, then again around what it found. The change is the "
    "median over people of the change of their mean distance (negative: the second look is nearer); P "
    "is of a paired Wilcoxon test, adjusted for the number of landmarks (Holm)."
)
PICTURES = (
    "Yellow rings and outlines are the reference, blue crosses and outlines the model; a white line "
    "joins what belongs together. Slices (of a volume model: cases) are ranked by the mean distance of "
    "their points. As far as the files tell how the person lay, all are turned so that the person's "
    "left is on the right. Volumes are cut along the line between the reference's points, and the "
    "model's points "
    "are seen in projection. "
    "Slices are counted from 1 here and from 0 in errors.csv."
)


def title(metrics: Metrics) -> str:
    """What the report is."""
    name = metrics.model.get("name", "the model")
    cases, people = metrics.data.cases, metrics.data.subjects
    points, segments = metrics.all.landmarks, metrics.all.segments
    what = "landmarks" if points or not segments else "segments"
    what += " of the heart" if _of_heart(metrics) else ""
    return f"How well {name} finds {what}: {cases} cases of {people} people"


def _of_heart(metrics: Metrics) -> bool:
    """Whether all that it measures is what ``anatomy.json`` knows."""
    points, segments = metrics.all.landmarks, metrics.all.segments
    return {*points} <= {*landmark_types()} and {*segments} <= {*segment_types()}


def detection_words(metrics: Metrics) -> str:
    """What counts as found and as false."""
    return _FOUND + (_FALSE_OF_HEART if _of_heart(metrics) else _FALSE) + _AGREE


def reference_statement(metrics: Metrics) -> str:
    """What the model is compared with, in a box."""
    reference = metrics.reference
    text = f"Reference: {reference}."
    if reference.startswith("derived"):
        text += (
            " The reference points were computed from manual segmentations of the heart by a rule, not"
            " placed by a reader. A small distance means agreement with that rule; a reader who places"
            " points by eye may differ from it by several millimetres."
        )
    if metrics.unit == PIXELS:
        text += " The images do not say how large their pixels are: all distances are in pixels (px)."
    return f'<p class="box">{escape(text)}</p>'


def summary_sentences(metrics: Metrics) -> str:
    """The main results, one sentence a contrast and landmark."""
    return bullets(
        [
            _sentence(contrast, name, landmark, metrics.unit)
            for contrast, summary in metrics.contrasts.items()
            for name, landmark in summary.landmarks.items()
            if landmark.n_slices
        ]
    )


def _sentence(contrast: str, name: str, landmark: LandmarkSummary, unit: str) -> str:
    found, error = landmark.detection, landmark.error_mm
    text = (
        f"{contrast}, {name}: found in {found.detected} of {found.with_reference} "
        f"{landmark.per}s "
        f"({100 * (found.rate.value if found.rate else 0):.1f}\u00a0%)"
    )
    if error is not None:
        median, p95, far = (e.value for e in (error.median, error.p95, error.over_10_mm))
        text += (
            f"; half of the points lie within {median:.1f}\u00a0{unit} of the reference, 95\u00a0% "
            f"within {p95:.1f}\u00a0{unit}; {100 * far:.1f}\u00a0% are more than 10 {unit} away"
        )
    return text + "."


def limits(metrics: Metrics) -> str:
    """What the numbers do not say."""
    items = [
        "The numbers hold for images like these: other scanners, protocols and diseases may do worse.",
        "For research; not a proof of fitness for clinical use.",
        "Slices of one person resemble each other: look at the number of people, not of slices.",
    ]
    if incomplete := metrics.data.rv_incomplete:
        items.append(
            "The right ventricle is only partly segmented in these cases, so its contour was not "
            f"compared: {', '.join(incomplete)}."
        )
    if len(metrics.contrasts) == 1 and "unspecified" in metrics.contrasts:
        items.append("The dataset does not say which contrast its images have.")
    items += [f"Not evaluated: {case}: {problem}" for case, problem in metrics.failed.items()]
    return bullets(items)


def origin(metrics: Metrics) -> str:
    """Model, command and software."""
    model, provenance = metrics.model, metrics.provenance
    software = ", ".join(f"{name} {version}" for name, version in provenance.get("software", {}).items())
    facts = {
        "Model": " ".join(str(model[key]) for key in ("name", "version") if key in model),
        "Checksum (SHA-256)": model.get("sha256"),
        "Licence": model.get("license"),
        "Intended use": model.get("intended_use"),
        "Command": metrics.facts.get("command"),
        "Split": metrics.facts.get("split"),
        "Fold": metrics.facts.get("fold"),
        "Made": metrics.facts.get("created"),
        "Device": provenance.get("device"),
        "Software": software,
    }
    said = {key: value for key, value in facts.items() if value not in (None, "")}
    return (
        "<ul>\n"
        + "\n".join(
            f"<li>{escape(key)}: <code>{escape(str(value))}</code></li>" for key, value in said.items()
        )
        + "\n</ul>"
    )
