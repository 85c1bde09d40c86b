"""Sentences of the core in the user's language: elsewhere they stay English.

The core knows nothing of Slicer or of languages: its errors are finished sentences, and the worker's
come through a pipe. So a sentence is known again by its words, around what is put into them.
"""

from __future__ import annotations

import re
from functools import cache

from slicer.i18n import tr as _

RUNS = (
    "starting",
    "starting PyTorch, which takes a moment the first time",
    "loading the model {name}",
    "reading the image",
    "looking at the image, {number} of {count}",
    "reading the answer",
    "writing the result",
    "trying the device",
    "trying the model {name} on {device}",
)
"""What the worker is at."""

DEVICES = (
    "{device} was not used ({reason}); the CPU was used instead.",
    "{device} has too little free memory; the CPU was used instead.",
    "{device} failed ({reason}); the CPU was used instead.",
    "There is no device '{request}': choose one of {known}.",
    "{threads} threads cannot compute: ask for 1 or more.",
    "This machine, or its build of torch, has no {device} device: choose 'auto' or 'cpu', or install a "
    "build of torch for it.",
)

FAULTS = (
    "{what} needs more memory than there is: close other programs or crop the image.",
    "{what} met a file problem ({error}): mend it and run again.",
    "{what} was not processed, by a fault of LandmarkAI ({words}, in {place}): please report this line.",
    "{name} cannot be loaded ({reason}): install it again, in Slicer on LandmarkAI's set-up page.",
    "{path} cannot be written ({reason}): {remedy}.",
    "{path} did not arrive whole ({error}): free some space on that disk, then run it again.",
    "{path} is damaged: run the detection again.",
    "The detection process could not be started ({reason}): check the installation on LandmarkAI's "
    "set-up page; the log has the details.",
    "The detection process gave a wrong answer and was ended ({error}): run it again, and if it fails "
    "again report it with the log.",
    "{what} was not finished, as the detection process ended unexpectedly ({reason}): {remedy}; the log "
    "has the details.",
    "{what} was given up, as the detection process said nothing for {seconds} s; it was last at "
    "'{words}': see that its disk or file server answers, then run it again.",
    "reason unknown",
    "exit status {status}",
    "killed",
)

REMEDIES = (
    "run it again, and if it fails again choose the device 'cpu'",
    "run it again, and if it fails again choose the device 'cpu' or install PyTorch again",
    "memory may have run out, so close other programs, then run it again",
    "free some space there",
    "choose a place that is not read-only",
    "check the disk or choose another output folder",
    "free some space on that disk or choose another output folder",
    "close it in other programs, get write permission or choose another output folder",
    "get write permission or choose another output folder",
    "choose an output folder on a disk that is not read-only",
    "create its folder or choose another output folder",
    "a file stands where a folder is needed, so choose another output folder",
    "give the image it belongs to",
)
"""What a sentence ends with."""

IMAGES = (
    "{image} has modality {modality}; {model} looks at {known}: choose another model.",
    "{image} is neither a short-axis stack nor a CT in HU: choose a model.",
    "{image} has modality {modality} and is {what}: choose a model.",
    "{image} looks like a label map ({count} whole values from {low} to {high}), not an image: "
    "{remedy}.",
    "{image} has values from {low} to {high}, which are not the Hounsfield units of a chest with lung "
    "or air in view: export the CT as its scanner stored it, without rescaling, or give its DICOM "
    "files, which say that it is one.",
)

MODELS = (
    "{image} ({reason}) needs the model '{model}', which is not here: install it from a file on the "
    "set-up page, or choose another.",
    "There is no model '{model}': choose one of {names}, or name a model's folder.",
    "{path} does not hold the files of one model: install models one by one.",
    "{path} does not exist: name a model's zip file or folder.",
    "{path} cannot be read: get permission to read it.",
    "{path} is not a whole zip file: get the model again.",
    "{path} is damaged or altered (checksum): get the model again.",
    "{path} is missing: get the model again.",
    "{path} could run code when opened: use a model that is safetensors only.",
    "{path} is not a model folder: it has no {description}.",
    "{path} is damaged: get the model again.",
    "{path} is in model format {format}, newer than the {known} known here: update LandmarkAI.",
    "{path} was altered after the model was made (checksum): get the model again.",
    "{path} does not fit this LandmarkAI ({error}): update it.",
    "Model '{name}' is there in version {there}, and this is {version}: to replace it, "
    "force the installation ('landmarkai models install --force FILE').",
    "Model '{name}' ships with LandmarkAI and cannot be removed.",
)

SEGMENTS = (
    "{image}: AHA segments need a segment named '{name}'; add it.",
    "{image}: AHA segments need a slice with LV cavity and myocardium.",
    "{image}: AHA segments need an anterior RV insertion; place one.",
    "{image}: the points lie beside the heart that is segmented: give the points and the segmentation "
    "of one study.",
    "{image}: the direction of the septum is missing: place a point named '{name}' on the septum "
    "or in the right ventricle, or add a segment named '{segment}'.",
    "{image}: the direction of the septum needs one point named '{name}', on the septum or in "
    "the right ventricle; there are {count}.",
    "{image}: '{name}' lies on the long axis and tells no direction: place it on the septum or "
    "in the right ventricle.",
    "{image}: slices by level are of a stack, but this is a volume with a long axis: leave the "
    "levels out, thirds of the axis are taken.",
    "{image}: the segment '{name}' does not touch the myocardium: correct it, or place a point "
    "named '{point}'.",
    "The points of the {side} are all at one place: correct their positions.",
    "The two sets of points have no shape in common: check their names.",
)

FLAGS = (
    "a point lies over {stages} mm from where the first look put it",
    "a point lies over {neighbours} mm from the line of its neighbours in the stack",
    "of a point it is said that it may lie over {radius} mm off",
    "the heart comes within {edge} mm of the image's side, where it may be cut off",
    "the left ventricle would be under {least} or over {most} cm across",
    "cavity and wall are told apart less well than in what the model was validated on",
    "points on fewer than {few} slices",
    "over {share} of the points were not found (of a heart: between base and apex)",
)
"""What asks for a look at a result."""

SENTENCES = (*RUNS, *DEVICES, *FAULTS, *REMEDIES, *IMAGES, *MODELS, *SEGMENTS, *FLAGS)

_FIELD = re.compile(r"\{(\w+)\}")


def told(sentence: str) -> str:
    """A sentence of the core in the user's language; one that is not known stays as it is."""
    for source, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            values = {name: told(value) for name, value in found.groupdict().items()}
            return str(_(source)).format(**values)
    return sentence


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The longest first: what is put into a short one may be the rest of a longer one."""
    by_length = sorted(SENTENCES, key=lambda source: -len(_FIELD.sub("", source)))
    return [(source, re.compile(_expression(source), re.DOTALL)) for source in by_length]


def _expression(source: str) -> str:
    parts = _FIELD.split(source)
    words, names = parts[::2], parts[1::2]
    fields = [f"(?P<{name}>.+?)" for name in names]
    return "".join(
        word + field for word, field in zip(map(re.escape, words), [*fields, ""], strict=True)
    )
