"""Paint what lies around the heart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .canvas import Canvas, HeartBox, coordinates, interpolated
from .subject import Subject
from .texture import FEATURE, sample_texture
from .whole_heart import REACH

if TYPE_CHECKING:
    from torch import Tensor

_COARSE = 3.5  # mm, at which smooth fields are computed
# Thickness of the walls of tubes, mm, in painting order.
_WALLS = {"gut": 0.0, "svc": 1.0, "pa": 1.0, "la": 0.7, "ivc": 1.0, "aorta": 1.6, "airway": 1.4}
_VESSEL_FADE = 45.0  # mm from the heart over which the vessels of the lungs become thin


def paint_surroundings(canvas: Canvas, subject: Subject, heart: HeartBox | None) -> None:
    """Paint body, lungs, organs, bones and vessels; the heart is painted after them."""
    import torch

    chest, values = subject.chest, subject.hounsfield
    x, y, z = coordinates(canvas.grid)
    spacing = max(_COARSE, 1.4 * float(canvas.grid.spacing.min()))
    fields = interpolated(canvas.grid, chest.fields, spacing)
    tubes = interpolated(canvas.grid, lambda *xyz: _tube_fields(subject, *xyz), spacing)
    points = torch.stack([x, y, z], dim=-1)
    texture = sample_texture(subject.texture, points)
    far = torch.full(canvas.hu.shape, REACH)
    if heart is not None:
        far[heart.window] = heart.distances.amin(dim=0)

    cage, above = fields["cage"], fields["diaphragm"]
    canvas.paint(chest.couch(x, y).abs() - 1.5, -150.0)
    canvas.paint(fields["body"], values["skin"])
    canvas.paint(fields["body"] + 2.0, values["fat"] + 8 * texture[0])
    # Gland in the breasts, fat between muscles.
    canvas.paint(torch.maximum(fields["body"] + 9, 9 * (1.1 - texture[1])), 0.6 * values["muscle"])
    marbled = fields["muscle"] + 4 * (texture[1] - 1.2).clamp(min=0)
    canvas.paint(marbled, values["muscle"] + 6 * texture[0])
    canvas.paint(cage, values["fat"] + 8 * texture[1])
    _paint_abdomen(canvas, subject, fields, texture)

    fat = chest.heart_fat * (1 + 0.6 * texture[2]).clamp(min=0.25)
    lung = torch.stack([cage + 2.5, 1.5 - above, fat - far, -fields["core"]]).amax(dim=0)
    canvas.paint(lung, values["lung"] + 25 * texture[2] + 12 * texture[3])
    _paint_lung_vessels(canvas, subject, lung, far, texture)
    if chest.pleural:
        level = chest.middle[1] + chest.half_depth - chest.pleural
        canvas.paint(torch.maximum(lung, level - y), 12.0)
    if chest.effusion:
        canvas.paint(far - chest.effusion * (1 + 0.5 * texture[2]).clamp(min=0.2), 15.0)
    for name, wall in _WALLS.items():
        if wall:
            canvas.paint(tubes[name] - wall, values["muscle"])
        canvas.paint(tubes[name], values["air" if name == "airway" else name])
    _paint_bones(canvas, subject, fields, (x, y, z), texture)
    if len(subject.scan.clutter):
        _paint_clutter(canvas, subject, far, texture)


def _paint_bones(
    canvas: Canvas,
    subject: Subject,
    fields: dict[str, Tensor],
    where: tuple[Tensor, Tensor, Tensor],
    texture: Tensor,
) -> None:
    values = subject.hounsfield
    bones = subject.chest.bones(fields, *where)
    canvas.paint(bones["cartilage"], values["cartilage"])
    canvas.paint(bones["bone"], values["cortex"])
    canvas.paint(bones["bone"] + 2.0, values["marrow"] + 35 * texture[3])
    canvas.paint(bones["disc"], values["disc"])
    canvas.paint(bones["canal"], 30.0)


def _paint_clutter(canvas: Canvas, subject: Subject, far: Tensor, texture: Tensor) -> None:
    """Random shapes of random brightness instead of the chest, up to a few mm from the heart."""
    import torch

    table = torch.tensor(subject.scan.clutter, dtype=torch.float32)
    edges = torch.linspace(-1.2, 1.2, len(table) - 1)
    canvas.paint(4.0 - far, table[torch.bucketize(texture[1], edges)])


def _tube_fields(subject: Subject, x: Tensor, y: Tensor, z: Tensor) -> dict[str, Tensor]:
    """Distance to the nearest tube of each tissue."""
    import torch

    nearest: dict[str, Tensor] = {}
    for tube in subject.tubes:
        distance = tube.distance(x, y, z)
        held = nearest.get(tube.tissue)
        nearest[tube.tissue] = distance if held is None else torch.minimum(held, distance)
    return nearest


def _paint_abdomen(canvas: Canvas, subject: Subject, fields: dict[str, Tensor], texture: Tensor) -> None:
    import torch

    values = subject.hounsfield
    below = torch.maximum(fields["diaphragm"], fields["cage"] + 3)
    canvas.paint(
        torch.maximum(below, fields["liver"] + 6 * texture[0]), values["liver"] + 4 * texture[3]
    )
    canvas.paint(torch.maximum(below + 2, fields["spleen"]), values["spleen"])
    stomach = torch.maximum(below + 3, fields["stomach"] + 4 * texture[1])
    canvas.paint(stomach, values["gut"])
    canvas.paint(stomach + 4, values["air" if subject.chest.stomach_air else "stomach"])


def _paint_lung_vessels(
    canvas: Canvas, subject: Subject, lung: Tensor, far: Tensor, texture: Tensor
) -> None:
    """Where two random fields are both near zero runs a curve; it is a vessel, thick near the heart."""
    import torch

    gap = FEATURE * torch.hypot(texture[0], texture[1])
    radius = 0.5 + 2.0 * torch.exp(-(far.clamp(min=0)) / _VESSEL_FADE)
    canvas.paint(
        torch.maximum(gap - radius, lung + 1),
        0.5 * (subject.hounsfield["pa"] + subject.hounsfield["la"]),
    )
