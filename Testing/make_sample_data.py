"""Write the simulated data that ship: ``Resources/SampleData``.

    python Testing/make_sample_data.py

``simulated_cine``: a short-axis cine that looks like one, for the demo. ``simulated_study``: a geometric
subject with an infarct in the five contrasts of a generalist CMR model. Both with their truth. The same
seed gives the same files.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "LandmarkAI"), str(ROOT / "LandmarkAITraining")]

from LandmarkAILib.files.atomic import atomic_path, make_folder  # noqa: E402
from LandmarkAILib.files.images import write_image  # noqa: E402
from LandmarkAILib.files.markups import write_landmarks  # noqa: E402
from LandmarkAILib.files.segmentations import write_segmentation  # noqa: E402
from LandmarkAITrainingLib.simulation.cine.study import simulate_cine  # noqa: E402
from LandmarkAITrainingLib.simulation.cmr.contrasts import STUDY_CONTRASTS  # noqa: E402
from LandmarkAITrainingLib.simulation.cmr.phantom import draw_anatomy, image_anatomy  # noqa: E402
from LandmarkAITrainingLib.simulation.cmr.tissues import draw_subject  # noqa: E402

FOLDER = ROOT / "Resources" / "SampleData" / "simulated_study"
CINE_FOLDER = FOLDER.with_name("simulated_cine")
CINE_SEED = 23
SEED = 55
SIZE, SLICES, SPACING = 160, 8, 1.75

README = """SIMULATED DATA. No patient was imaged; nothing here is a measurement.

One simulated subject in the contrasts of a cardiac MR study, short axis, from beyond the base to beyond
the apex, made by Testing/make_sample_data.py from geometric shapes, relaxation times of the literature
and the signal equations of the sequences (1.5 T).

native_t1.nrrd      T1 map before contrast, ms
post_t1.nrrd        T1 map 15 to 20 minutes after gadolinium, ms
lge_magnitude.nrrd  late gadolinium enhancement, magnitude, arbitrary units
lge_psir.nrrd       late gadolinium enhancement, phase sensitive (signed), arbitrary units
vne.nrrd            like virtual native enhancement, arbitrary units
truth.mrk.json      landmarks computed from the shapes, not from pixels; LPS mm
truth.seg.nrrd      left ventricle, myocardium, right ventricle

To try the software with. Not for validation of accuracy on patients.
"""

CINE_README = """SIMULATED DATA. No patient was imaged; nothing here is a measurement.

A short-axis cine stack of a subject who does not exist, at end diastole, from beyond the apex to
below the valves, made by Testing/make_sample_data.py: a heart of formulas, with the sizes that hearts
have (medians and spreads measured in the masks of ACDC, Bernard et al. 2018,
doi:10.1109/TMI.2018.2837502; no contour and no pixel was taken over), in a chest of formulas, imaged as
a balanced SSFP sequence does. Neither atria nor the outflow tract are drawn.

cine.nrrd           arbitrary units
truth.mrk.json      landmarks computed from the formulas, not from pixels; LPS mm. Insertion points lie
                    where the middle of the right ventricle's wall meets the epicardium of the left;
                    the groove rule of 'landmarkai derive' goes 1.5 mm further out. Slices that show
                    under 30 mm2 of the left or 40 mm2 of the right ventricle's cavity have none.
truth.seg.nrrd      left ventricle, myocardium, right ventricle, in the middle of each slice

To try the software with. Not for validation of accuracy on patients.
"""


def main(folder: Path = FOLDER) -> None:
    """Write the study."""
    rng = np.random.default_rng(SEED)
    anatomy, subject = draw_anatomy(rng, SIZE, SLICES, SPACING), draw_subject(rng, 1.5)
    make_folder(folder)
    for contrast in STUDY_CONTRASTS:
        image = image_anatomy(anatomy, contrast, rng, subject, artefacts=False).image
        write_image(
            replace(image, array=np.rint(image.array).astype(np.int16)),
            folder / f"{contrast}.nrrd",
            compress=True,
        )
    write_landmarks(anatomy.landmarks, folder / "truth.mrk.json", "Truth of the simulated study")
    write_segmentation(anatomy.segmentation, folder / "truth.seg.nrrd")
    with atomic_path(folder / "README.txt") as temporary:
        temporary.write_text(README, encoding="utf-8")


def write_cine(folder: Path = CINE_FOLDER) -> None:
    """Write the cine."""
    cine = simulate_cine(np.random.default_rng(CINE_SEED))
    make_folder(folder)
    write_image(cine.image, folder / "cine.nrrd", compress=True)
    write_landmarks(cine.landmarks, folder / "truth.mrk.json", "Truth of the simulated cine")
    write_segmentation(cine.segmentation, folder / "truth.seg.nrrd")
    with atomic_path(folder / "README.txt") as temporary:
        temporary.write_text(CINE_README, encoding="utf-8")


if __name__ == "__main__":
    main()
    write_cine()
