"""The report of the matrix: who was trained on what, and how each does on every contrast."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from .heat_map import HeatCell, heat_map
from .html import bullets, document, figure, figures, paragraph, section, table
from .numbers import NONE, median_and_quartiles, number, p_value, percent, with_interval
from .plotting import to_svg

Matrix = dict[str, Any]
Cells = dict[tuple[str, str], Matrix]

_READ = (
    "Each row is one model, each column the test images of one contrast. A cell gives the median "
    "distance from the reference, with quartiles, and the share of points that were found: a point"
    " that was missed has no distance, so a small distance with few found points is not a good result. "
    "Orange frames: the model was trained on that contrast. The same people are held out in all rows."
)
_FACTORS = (
    "A specialist was trained on one contrast. Its own: its median error there. Others: the mean of its "
    "medians on the other contrasts. Growth: others over own. The last two columns divide the "
    "generalist's error by the specialist's, on the specialist's own contrast and on the others; below "
    "1 the generalist is nearer."
)
_FACTOR_KEYS = (
    "id_mm",
    "ood_mm",
    "ood_over_id",
    "generalist_over_specialist_id",
    "generalist_over_specialist_ood",
)
_LEFT_OUT = (
    "Models trained on all contrasts but one, tested on that one: what to expect of a contrast that "
    "nobody annotated."
)
_COMPARISONS = (
    "The generalist beside each specialist on the points that both found. Difference of medians: "
    "generalist minus specialist, with its 95 % interval by drawing people; P of a paired Wilcoxon test "
    "on the mean difference of each person, adjusted for all tests in the table (Holm)."
)
_LIMITS = (
    "Trained with the steps and the seed given above; other seeds, or longer trainings, give other "
    "numbers.",
    "For research; not a proof of fitness for clinical use.",
)


def render_matrix(matrix: Matrix) -> str:
    """The report as one HTML document, from the content of ``matrix.json``."""
    names = list(dict.fromkeys(name for cell in matrix["cells"] for name in cell["landmarks"]))
    maps = [_map(matrix, "All landmarks", None), *(_map(matrix, name, name) for name in names)]
    return document(
        f"{matrix['preset']}: specialists and generalist on {len(matrix['columns'])} contrasts",
        [
            f'<p class="box">{escape(_what_is_real(matrix))}</p>',
            section("Error of each model on each contrast", paragraph(_READ), figures(maps)),
            section("In and out of distribution", paragraph(_FACTORS), _factor_table(matrix)),
            section("A contrast that was left out", paragraph(_LEFT_OUT), _left_out_table(matrix)),
            section(
                "Generalist and specialists, paired", paragraph(_COMPARISONS), _comparison_table(matrix)
            ),
            section("What was trained", _training_table(matrix)),
            section("What was tested on", _column_table(matrix)),
            section("Limits", bullets([*_LIMITS, *_failures(matrix)])),
            section("How this report was made", bullets(_origin(matrix))),
        ],
    )


def _what_is_real(matrix: Matrix) -> str:
    real = [c["contrast"] for c in matrix["columns"] if not c["simulated"]]
    simulated = [c["contrast"] for c in matrix["columns"] if c["simulated"]]
    text = f"Reference: {matrix['reference']}."
    if not simulated:
        return f"{text} All images are acquired ones, as far as the dataset says."
    among = f"Acquired images: {', '.join(real)}. " if real else ""
    return (
        f"{text} {among}Simulated: {', '.join(simulated)}. Simulated images were computed from the "
        "anatomy of real or made-up hearts; no scanner took them, and errors on them say little about "
        "errors on scans of these contrasts."
    )


def _map(matrix: Matrix, title: str, landmark: str | None) -> str:
    cells = {(cell["row"], cell["column"]): cell for cell in matrix["cells"]}
    rows = [row["name"] for row in matrix["rows"]]
    columns = [column["contrast"] for column in matrix["columns"]]
    held = [[_heat(cells.get((row, column)), landmark) for column in columns] for row in rows]
    down, across = ([name.replace("_", " ") for name in names] for names in (rows, columns))
    return figure(to_svg(heat_map(title, down, across, held, matrix["unit"])))


def _heat(cell: Matrix | None, landmark: str | None) -> HeatCell | None:
    if cell is None:
        return None
    held = cell["pooled"] if landmark is None else cell["landmarks"].get(landmark)
    if held is None or not held["points"]:
        return HeatCell(None, NONE, "no reference", cell["in_distribution"])
    found, error = f"found {percent(held['found'], 0)}", held["error_mm"]
    if error is None:
        return HeatCell(None, NONE, found, cell["in_distribution"])
    text = median_and_quartiles(error)
    return HeatCell(error.median.value, text, found, cell["in_distribution"])


def _factor_table(matrix: Matrix) -> str:
    rows = [
        [row, *(number(held.get(key)) for key in _FACTOR_KEYS)]
        for row, held in matrix["factors"]["specialists"].items()
    ]
    headers = ["Model", *(f"{what}, {matrix['unit']}" for what in ("Its own", "Others")), "Growth"]
    headers += ["Generalist / specialist, its own", "Generalist / specialist, others"]
    return table(headers, rows, texts=1)


def _left_out_table(matrix: Matrix) -> str:
    keys = ("error_mm", "left_out_over_generalist", "left_out_over_specialist")
    rows = [
        [row, *(number(held[key]) for key in keys)]
        for row, held in matrix["factors"]["left_out"].items()
    ]
    headers = ["Model", f"On the contrast left out, {matrix['unit']}"]
    return table([*headers, "Over the generalist", "Over the specialist"], rows, texts=1)


def _comparison_table(matrix: Matrix) -> str:
    rows = [
        [
            f"{specialist} on {contrast}",
            landmark,
            str(test.n),
            str(test.n_subjects),
            number(test.first_median),
            number(test.second_median),
            with_interval(test.difference_of_medians, 2),
            p_value(test.p_holm),
        ]
        for specialist, by_contrast in matrix["comparisons"].items()
        for contrast, by_landmark in by_contrast.items()
        for landmark, test in by_landmark.items()
    ]
    headers = ["Against", "Landmark", "Pairs", "People"]
    numbers = ("Generalist", "Specialist", "Difference of medians")
    return table([*headers, *(f"{what}, {matrix['unit']}" for what in numbers), "P"], rows)


def _training_table(matrix: Matrix) -> str:
    rows = []
    for row in matrix["rows"]:
        training = row["training"]
        steps = ", ".join(map(str, training["steps"]))
        counts = [str(training["subjects"]), str(training["cases"])]
        time = f"{training['seconds'] / 60:.1f}" + (" (resumed)" if training["resumed"] else "")
        rows.append([row["name"], row["simulated"], *counts, steps, str(training["seed"]), time])
    headers = ["Model", "Training images", "People", "Cases", "Steps a stage", "Seed", "Training, min"]
    return table(headers, rows)


def _column_table(matrix: Matrix) -> str:
    rows = [
        [
            column["contrast"],
            "simulated" if column["simulated"] else "real",
            str(column["subjects"]),
            str(column["cases"]),
        ]
        for column in matrix["columns"]
    ]
    return table(["Contrast", "Images", "People", "Cases"], rows)


def _failures(matrix: Matrix) -> Iterator[str]:
    for cell in matrix["cells"]:
        for case, problem in cell["failed"].items():
            yield f"Not evaluated by {cell['row']}: {case}: {problem}"


def _origin(matrix: Matrix) -> list[str]:
    synthesis = (
        f"{percent(matrix['synthetic'], 0)} of the training examples have synthesised intensities"
    )
    return [f"Command: {matrix['command']}", f"Made: {matrix['created']}", synthesis]
