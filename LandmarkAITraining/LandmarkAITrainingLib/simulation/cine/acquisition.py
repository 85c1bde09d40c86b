"""From tissues to an image: what coils, k-space, parallel imaging and reconstruction make of a plane."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray

from .noise import NoiseField, draw_noise
from .shape import direction
from .surroundings import Surroundings
from .tissue import BLOOD, Tissue, TissueMap, draw_signals

ComplexArray = npt.NDArray[np.complex128]
OVERSAMPLING = 2
"""Points of the model along each side of a pixel."""
PLANES = 5
"""Planes of the model across the thickness of a slice."""
_MOTION = 0.75  # mm, what the heart and the chest move while a frame is gathered; standard deviation


@dataclass(frozen=True)
class Scanner:
    """One scan's settings and imperfections.

    Args:
        signals: (15,) by tissue, see :func:`tissue.draw_signals`.
        fat_phase: of fat against water at the echo, radians; near to π.
        thickness: of a slice, mm.
        resolution: acquired pixel, mm; the image is interpolated to the displayed one.
        noise: standard deviation where the coils see best, share of the signal of blood.
        coils: (n, 3) middles of the coil loops, mm in u, v, h.
        loop: radius of a coil loop, mm.
        correction: how much of the coils' falloff was corrected by the scanner, 0 to 1.
        floor: what reconstruction leaves where there is no signal.
        ghost: strength of the ghost along the phase-encoding direction.
        flow, eddies: coarse and fine noise of the brightness of blood.
        grain: noise of the brightness of everything else.
        mottle: of flow, eddies and grain, standard deviations.
        field: noise of the static field, which darkens and brightens smoothly.
    """

    signals: FloatArray
    fat_phase: float
    thickness: float
    resolution: float
    noise: float
    coils: FloatArray
    loop: float
    correction: float
    floor: float
    ghost: float
    flow: NoiseField
    eddies: NoiseField
    grain: NoiseField
    mottle: tuple[float, float, float]
    field: NoiseField


def draw_scanner(rng: np.random.Generator, around: Surroundings) -> Scanner:
    """A scan with a phased array on the chest and under the back."""
    out, along = direction(around.front), direction(around.front + np.pi / 2)
    places = [
        (distance * out + aside * along, height)
        for distance, asides in ((around.depth[0] + 25, (-70, 0, 70)), (-150, (-60, 60)))
        for aside in asides
        for height in (10, 90)
    ]
    return Scanner(
        signals=draw_signals(rng),
        fat_phase=np.pi * rng.uniform(0.5, 0.85),
        thickness=8.0,
        resolution=rng.uniform(1.8, 2.7),
        noise=rng.uniform(0.012, 0.03),
        coils=np.array([(*place, height) for place, height in places]),
        loop=75.0,
        correction=rng.uniform(0.3, 0.95),
        floor=rng.uniform(0.02, 0.12),
        ghost=rng.uniform(0.005, 0.015),
        flow=draw_noise(rng, 4.5, 9.0),
        eddies=draw_noise(rng, 1.3, 3.0),
        grain=draw_noise(rng, 2.6, 6.0),
        mottle=(rng.uniform(0.05, 0.08), rng.uniform(0.06, 0.09), rng.uniform(0.05, 0.1)),
        field=draw_noise(rng, 14.0, 20.0),
    )


def magnetization(
    scanner: Scanner, tissues: TissueMap, u: FloatArray, v: FloatArray, h: float
) -> ComplexArray:
    """Complex signal of one plane of the model; same shape as its tissue map."""
    field = scanner.field.plane(u, v, h)
    signal = np.abs(scanner.signals[tissues]).astype(complex)
    fat = scanner.signals[tissues] < 0
    signal[fat] *= np.exp(1j * (scanner.fat_phase + 0.25 * field[fat]))
    flow, eddies, grain = scanner.mottle
    blood = 1 + flow * scanner.flow.plane(u, v, h) + eddies * scanner.eddies.plane(u, v, h)
    rest = 1 + grain * scanner.grain.plane(u, v, h)
    is_blood = np.isin(tissues, BLOOD)
    content = tissues == Tissue.CONTENT
    rest = np.where(content, rest + 0.25 * scanner.flow.plane(u, v, h), rest)
    return np.asarray(signal * np.where(is_blood, blood, rest) * (1 + 0.05 * field))


def sensitivity(
    scanner: Scanner, u: FloatArray, v: FloatArray, h: float
) -> tuple[FloatArray, FloatArray]:
    """Brightness by the coils after the scanner's correction, and how much louder noise is there.

    Root of the sum of squares of the fields of circular loops, each on its axis: by Biot and Savart
    a² / (a² + d²)^1.5.
    """
    squares = sum(
        (scanner.loop**2 / (scanner.loop**2 + (u - x) ** 2 + (v - y) ** 2 + (h - z) ** 2)) ** 3
        for x, y, z in scanner.coils
    )
    field = np.sqrt(np.asarray(squares, float))
    field /= field[np.hypot(u, v) < 40].mean()
    corrected = field**scanner.correction
    # Unfolding is worst in the middle of the body, where the coils are alike.
    geometry = 1 + 0.5 * np.exp(-((np.hypot(u - 20, v - 20) / 70) ** 2))
    return field / corrected, geometry / corrected


def acquire(
    scanner: Scanner,
    plane: ComplexArray,
    spacing: float,
    places: tuple[FloatArray, FloatArray, float],
    rng: np.random.Generator,
) -> FloatArray:
    """The image of one slice.

    Args:
        scanner: how it is acquired.
        plane: (OVERSAMPLING * n, OVERSAMPLING * n) complex signal, averaged over the slice's thickness.
        spacing: mm per pixel of the image.
        places: u and v of the pixels, (n, n) mm, and the height of the slice.
        rng: source of noise.

    Returns:
        (n, n) magnitudes, 1 for blood in the middle of the field.
    """
    n = plane.shape[0] // OVERSAMPLING
    window = _window(n, spacing, scanner.resolution)
    spectrum = np.fft.fftshift(np.fft.fft2(plane))
    first = (plane.shape[0] - n) // 2
    spectrum = spectrum[first : first + n, first : first + n] * window / OVERSAMPLING**2
    # The middle of the first pixel lies (1 - 1 / OVERSAMPLING) / 2 pixels further than that of the
    # model's first point, where the samples would be.
    f = np.fft.fftshift(np.fft.fftfreq(n))
    shift = np.exp(2j * np.pi * (f[:, None] + f) * (0.5 - 0.5 / OVERSAMPLING))
    image = np.fft.ifft2(np.fft.ifftshift(spectrum * shift))
    bright, loud = sensitivity(scanner, *places)
    image = image * bright
    image += scanner.ghost * np.roll(image, n // 3, axis=0) * np.exp(2j * np.pi * rng.random())
    white = rng.standard_normal((n, n)) + 1j * rng.standard_normal((n, n))
    noise = np.fft.ifft2(np.fft.fft2(white) * np.fft.ifftshift(window))
    return np.abs(image + scanner.noise * loud * noise) + scanner.floor


def pixel_places(n: int, spacing: float) -> tuple[FloatArray, FloatArray]:
    """(n, n) places of the pixels from the middle of the field along i and j, mm."""
    line = (np.arange(n) - (n - 1) / 2) * spacing
    along_i, along_j = np.meshgrid(line, line)
    return along_i, along_j


def _window(n: int, spacing: float, resolution: float) -> FloatArray:
    """(n, n) share of each spatial frequency that is kept: the acquired matrix, its edge softened."""
    f = np.fft.fftshift(np.fft.fftfreq(n, spacing))
    edge = np.clip((0.5 / resolution - np.abs(f)) / (0.12 / resolution), 0, 1)
    line = np.sin(np.pi / 2 * edge) ** 2 * np.exp(-2 * (np.pi * _MOTION * f) ** 2)
    return np.asarray(line[:, None] * line)
