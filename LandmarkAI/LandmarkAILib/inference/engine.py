"""Models kept ready on a device: image in, detection out. What a batch and the worker run on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from ..core.detection import Detection
from ..core.image import PIXELS, UNITS, Image
from ..errors import InputError, ModelError
from ..models.bundle import Bundle
from ..models.choose import Choice, choose_model
from ..models.installed import UnknownModelError, find_model
from .device import Device, EngineName, Request, choose_device, run_with_fallback
from .mirror import mirrored_back, mirrored_image, mirrored_points
from .views import Points

Progress = Callable[[float, str], None]


class Detector(Protocol):
    """A loaded model; ``pipeline.Pipeline`` is one."""

    def detect(
        self,
        image: Image,
        progress: Progress | None = None,
        rough: Mapping[int, Points] | None = None,
    ) -> Detection:
        """Find landmarks.

        ``progress`` gets the share done, 0 to 1, and what is being done; ``rough`` are a reader's points
        by slice and name, LPS mm, to refine.
        """
        ...


LoadDetector = Callable[[Bundle, Device], Detector]


def load_pipeline(bundle: Bundle, device: Device) -> Detector:
    """The model as a ``Pipeline``; torch is imported here."""
    from .pipeline import Pipeline

    return Pipeline.load(bundle, device)


class ModelCache:
    """Loaded models, each once for every device that it is wanted on.

    Args:
        load: makes a detector of a model.
    """

    def __init__(self, load: LoadDetector = load_pipeline) -> None:
        self._load = load
        self._loaded: dict[tuple[str, Device], Detector] = {}

    def detector(self, bundle: Bundle, device: Device, say: Callable[[str], None]) -> Detector:
        """The model on the device; ``say`` is told if it has to be loaded, which takes a moment."""
        key = (bundle.sha256, device)
        if key not in self._loaded:
            say(f"loading the model {bundle.name}")
            self._loaded[key] = self._load(bundle, device)
        return self._loaded[key]


class Engine:
    """Detects with one model, or with the one that fits each image; each is loaded once.

    ::

        engine = load_model("cmr-sax")
        detection = engine.detect(image)

    Args:
        bundle: the model to use; None chooses by the image.
        device: where it runs; an image that a GPU has too little memory for runs on the CPU.
        models: where loaded models are kept; None keeps them here.
    """

    def __init__(self, bundle: Bundle | None, device: Device, models: ModelCache | None = None) -> None:
        self.bundle = bundle
        self.device = device
        self._models = models or ModelCache()
        self._chosen: dict[str, Bundle] = {}

    def load(self) -> None:
        """Load the model now, not with the first image; nothing happens where images choose it."""
        if self.bundle:
            self._models.detector(self.bundle, self.device, lambda _text: None)

    def detect(
        self,
        image: Image,
        progress: Progress | None = None,
        rough: Mapping[int, Points] | None = None,
        *,
        mirror: bool = False,
    ) -> Detection:
        """Find the landmarks of an image.

        Args:
            image: what to look at.
            progress: told how far it is.
            rough: points of a reader to start from, LPS mm, by slice and name.
            mirror: the stack is known to be stored as a mirror image against its header; ``mirrored``
                in the provenance says that it was seen turned over.

        Returns:
            The detection; where the model was chosen by the image, ``model_choice`` in its provenance
            says by what.

        Raises:
            InputError: no model fits the image, or ``mirror`` is asked for of a model of volumes.
            ModelError: the model that fits is not installed, or it is damaged.
        """
        if mirror:
            turned = None if rough is None else mirrored_points(rough, image.grid)
            found = self._detect(mirrored_image(image), progress, turned, slices_only=True)
            found = replace(found, provenance={**found.provenance, "mirrored": True})
            return mirrored_back(found, image)
        return self._detect(image, progress, rough)

    def _detect(
        self,
        image: Image,
        progress: Progress | None,
        rough: Mapping[int, Points] | None,
        slices_only: bool = False,
    ) -> Detection:
        bundle, reason = (self.bundle, "") if self.bundle else self._fitting(image)
        _check_modality(image, bundle)
        if slices_only and bundle.description.dimension != 2:
            raise InputError(f"{bundle.name} looks at volumes: --mirror is for stacks of slices.")

        def detect_on(device: Device) -> Detection:
            say = progress or (lambda _share, _text: None)
            detector = self._models.detector(bundle, device, lambda text: say(0.0, text))
            return detector.detect(image, progress, rough)

        detection = run_with_fallback(self.device, detect_on)
        if not reason:
            return detection
        return replace(detection, provenance={**detection.provenance, "model_choice": reason})

    def _fitting(self, image: Image) -> tuple[Bundle, str]:
        choice = choose_model(image)
        if choice.model not in self._chosen:
            self._chosen[choice.model] = _find_chosen(choice, image.name)
        return self._chosen[choice.model], choice.reason


def _check_modality(image: Image, bundle: Bundle) -> None:
    """See that an image that says what it is, and how large, is what a model looks at."""
    modality, known = image.metadata.get("modality", "").upper(), bundle.description.modality
    if image.metadata.get(UNITS) == PIXELS and bundle.description.units != PIXELS:
        raise InputError(
            f"{image.name} does not say how large its pixels are, and {bundle.name} looks at "
            "millimetres: save it with its spacing (from Slicer as .nrrd), or choose another model."
        )
    if modality and modality not in known and "OT" not in known:
        raise InputError(
            f"{image.name} has modality {modality}; {bundle.name} looks at {' and '.join(known)}: "
            "choose another model."
        )


def _find_chosen(choice: Choice, image: str) -> Bundle:
    try:
        return find_model(choice.model)
    except UnknownModelError:
        raise ModelError(
            f"{image} ({choice.reason}) needs the model '{choice.model}', which is not here: "
            "install it with 'landmarkai models install FILE', or name another with --model."
        ) from None


def load_model(
    model: str | Path | None = None,
    device: Request = "auto",
    threads: int | None = None,
    engine: EngineName = "torch",
) -> Engine:
    """A model, ready to detect.

    Args:
        model: name, or path of a model's folder; None chooses by each image.
        device: where it runs.
        threads: CPU threads; None leaves torch's choice.
        engine: what runs the networks: ``openvino`` (extra ``[openvino]``) is a tenth faster on a CPU.

    Raises:
        UnknownModelError: nothing of that name or path.
        ModelError: the model is damaged, altered, or made for a newer LandmarkAI.
        DeviceError: the device is not there.
        EngineError: the engine is not installed.
    """
    bundle = find_model(model) if model is not None else None
    loaded = Engine(bundle, choose_device(device, threads, engine))
    loaded.load()
    return loaded


def detect(image: Image, model: Engine) -> Detection:
    """Find the landmarks of an image with a model of :func:`load_model`.

    Raises:
        InputError: the image is not of the kind that the model knows, or no model fits it.
        TypeError: a path or a name was given where an image or a model is wanted.
    """
    if not isinstance(image, Image):
        raise TypeError(
            f"detect() takes an image, not {type(image).__name__}: detect(read_image(path), model)."
        )
    if not isinstance(model, Engine):
        raise TypeError(
            f"detect() takes a loaded model, not {type(model).__name__}: "
            'detect(image, load_model("cmr-sax")).'
        )
    return model.detect(image)
