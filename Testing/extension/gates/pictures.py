"""Icons and screenshots: the addresses in the metadata must lead to pictures of this checkout."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from PIL import Image, UnidentifiedImageError

from .checkout import Checkout

ICON_SIZE = (128, 128)
# Smaller than this, a screenshot shows nothing that a reader could read.
SCREENSHOT_WIDTH = 400
_RAW = "raw.githubusercontent.com"


def check_icons(checkout: Checkout) -> list[str]:
    """The extension's icon, at its address, and each module's are PNG of 128 × 128 pixels."""
    path, problem = path_of(checkout, checkout.metadata.get("EXTENSION_ICONURL", ""))
    problems = [problem] if problem else []
    icons = [f"{name}/Resources/Icons/{name}.png" for name in checkout.modules]
    for icon in icons if problem else [path, *icons]:
        kind, size = picture(checkout, icon)
        if (kind, size) != ("PNG", ICON_SIZE):
            problems.append(f"{icon} is {kind or 'no picture'} {size}, not PNG {ICON_SIZE}")
    return problems


def check_screenshots(checkout: Checkout) -> list[str]:
    """There is at least one screenshot, and every address leads to a PNG or JPEG."""
    urls = checkout.metadata.get("EXTENSION_SCREENSHOTURLS", "").split()
    problems = [] if urls else ["no screenshot is named"]
    for url in urls:
        path, problem = path_of(checkout, url)
        kind, (width, _) = ("", (0, 0)) if problem else picture(checkout, path)
        if problem:
            problems.append(problem)
        elif kind not in ("PNG", "JPEG") or width < SCREENSHOT_WIDTH:
            problems.append(f"{path} is no PNG or JPEG of at least {SCREENSHOT_WIDTH} pixels across")
    return problems


def path_of(checkout: Checkout, url: str) -> tuple[str, str]:
    """The file of this checkout to which a raw address leads.

    Returns:
        The path, and what is wrong with the address or empty.
    """
    parts = urlsplit(url)
    owner_and_name = PurePosixPath(urlsplit(str(checkout.entry.get("scm_url", ""))).path)
    branch = owner_and_name.with_suffix("") / str(checkout.entry.get("scm_revision", ""))
    place = PurePosixPath(parts.path)
    if (parts.scheme, parts.netloc) != ("https", _RAW) or not place.is_relative_to(branch):
        return "", f"{url!r} does not start with https://{_RAW}{branch}/"
    path = str(place.relative_to(branch))
    return path, "" if path in checkout.files else f"{path}, of {url}, is missing"


def picture(checkout: Checkout, path: str) -> tuple[str, tuple[int, int]]:
    """Format and size in pixels of a picture; an empty format where the file is none."""
    if path not in checkout.files:
        return "", (0, 0)
    try:
        with Image.open(io.BytesIO((checkout.root / path).read_bytes())) as image:
            image.load()
            return image.format or "", image.size
    except (UnidentifiedImageError, OSError, SyntaxError):
        return "", (0, 0)
