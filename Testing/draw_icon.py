"""Draw the icons of the extension and of its modules: a short-axis heart with its three landmarks.

    python Testing/draw_icon.py

Seen as in the images: the right ventricle lies to the left of the screen, as a crescent around the
septum; the insertion points are where its wall meets the left ventricle's. The training module's icon
adds the falling error of a training.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
# The Extensions Manager shows the first, Slicer the other two.
HEART_ICONS = ("LandmarkAI.png", "LandmarkAI/Resources/Icons/LandmarkAI.png")
TRAINING_ICON = "LandmarkAITraining/Resources/Icons/LandmarkAITraining.png"

SIZE = 128
OVERSAMPLING = 8
LV_CENTER, LV_OUTER, LV_INNER = (77.0, 66.0), 37.0, 20.0
RV_CENTER, RV_OUTER, RV_WALL = (46.0, 62.0), 37.0, 4.5
BADGE_CENTER, BADGE_RADIUS = (97.0, 97.0), 29.0
BAR_WIDTH, BAR_HEIGHTS = 10.0, (32.0, 19.0, 10.0)

BACKGROUND = (24, 32, 48, 255)
MYOCARDIUM = (222, 178, 110, 255)
LEFT_VENTRICLE = (205, 70, 62, 255)
RIGHT_VENTRICLE = (72, 112, 205, 255)
BADGE, BAR = (240, 243, 248, 255), (34, 139, 96, 255)
# The colours of the landmarks in anatomy.json.
ANTERIOR, INFERIOR, CENTER = (255, 217, 26, 255), (26, 230, 230, 255), (255, 89, 191, 255)

Point = tuple[float, float]


def main() -> None:
    """Draw and save the icons."""
    heart = draw_heart()
    for name in HEART_ICONS:
        save(heart, ROOT / name)
    add_training_badge(heart)
    save(heart, ROOT / TRAINING_ICON)


def draw_heart() -> Image.Image:
    """The heart on its background, ``OVERSAMPLING`` times too large."""
    side = SIZE * OVERSAMPLING
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), radius=22 * OVERSAMPLING, fill=BACKGROUND)
    disc(draw, RV_CENTER, RV_OUTER, MYOCARDIUM)
    disc(draw, RV_CENTER, RV_OUTER - RV_WALL, RIGHT_VENTRICLE)
    disc(draw, LV_CENTER, LV_OUTER, MYOCARDIUM)
    disc(draw, LV_CENTER, LV_INNER, LEFT_VENTRICLE)
    anterior, inferior = insertions()
    for point, color in ((anterior, ANTERIOR), (inferior, INFERIOR), (LV_CENTER, CENTER)):
        disc(draw, point, 9.0, BACKGROUND)
        disc(draw, point, 6.5, color)
    return image


def add_training_badge(image: Image.Image) -> None:
    """Draw bars that fall, as the error does while a model is trained, into the lower right corner."""
    draw = ImageDraw.Draw(image)
    disc(draw, BADGE_CENTER, BADGE_RADIUS, BACKGROUND)
    disc(draw, BADGE_CENTER, BADGE_RADIUS - 3, BADGE)
    step = BAR_WIDTH + 3
    left = BADGE_CENTER[0] - (len(BAR_HEIGHTS) * step - 3) / 2
    bottom = BADGE_CENTER[1] + BAR_HEIGHTS[0] / 2
    for number, height in enumerate(BAR_HEIGHTS):
        x = left + number * step
        box = (x, bottom - height, x + BAR_WIDTH, bottom)
        draw.rectangle([OVERSAMPLING * value for value in box], fill=BAR)


def save(image: Image.Image, path: Path) -> None:
    """Shrink and write: Pillow's shapes have no smooth edges of their own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(path, optimize=True)


def disc(draw: ImageDraw.ImageDraw, center: Point, radius: float, color: tuple[int, ...]) -> None:
    """A filled circle; centre and radius in pixels of the icon."""
    x, y, r = (OVERSAMPLING * value for value in (*center, radius))
    draw.ellipse((x - r, y - r, x + r, y + r), fill=color)


def insertions() -> tuple[Point, Point]:
    """Where the two outer circles cross: the upper point, then the lower, in pixels of the icon."""
    (x0, y0), (x1, y1) = RV_CENTER, LV_CENTER
    distance = math.hypot(x1 - x0, y1 - y0)
    along = (distance**2 + RV_OUTER**2 - LV_OUTER**2) / (2 * distance)
    across = math.sqrt(RV_OUTER**2 - along**2)
    ux, uy = (x1 - x0) / distance, (y1 - y0) / distance
    x, y = x0 + along * ux, y0 + along * uy
    return (x + across * uy, y - across * ux), (x - across * uy, y + across * ux)


if __name__ == "__main__":
    main()
