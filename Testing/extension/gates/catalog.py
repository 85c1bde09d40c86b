"""The catalog entry ``<extension>.json`` and the metadata of the top ``CMakeLists.txt``."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from .checkout import Checkout

SCHEMA = (
    "https://raw.githubusercontent.com/Slicer/Slicer/main/Schemas/"
    "slicer-extension-catalog-entry-schema-v1.0.2.json#"
)
# Keys of that schema; it allows no others.
KEY_TYPES = {
    "$schema": str,
    "category": str,
    "scm_url": str,
    "scm_revision": str,
    "scm_type": str,
    "build_dependencies": list,
    "dicom_support_rule": str,
    "build_subdirectory": str,
    "enabled": bool,
    "tier": int,
}
# The schema asks for the first three; the pictures' addresses name the revision.
REQUIRED_KEYS = ("$schema", "category", "scm_url", "scm_revision", "tier")
# Of the categories that the index accepts, those that could fit.
CATEGORIES = ("Cardiac", "Quantification", "Segmentation")
REQUIRED_METADATA = ("HOMEPAGE", "CONTRIBUTORS", "DESCRIPTION", "ICONURL", "SCREENSHOTURLS", "DEPENDS")


def check_entry(checkout: Checkout) -> list[str]:
    """The entry is named after the project, ends its lines with LF, and fits the schema."""
    name = f"{checkout.project}.json"
    if name not in checkout.files:
        return [f"{name} is missing; it is named after the project"]
    if not checkout.entry:
        return [f"{name} is not a JSON object"]
    entry = checkout.entry
    problems = [f"{key} is missing" for key in REQUIRED_KEYS if key not in entry]
    problems += [f"{key} is not a key of the schema" for key in entry if key not in KEY_TYPES]
    problems += [
        f"{key} is {value!r}, not of type {KEY_TYPES[key].__name__}"
        for key, value in entry.items()
        if key in KEY_TYPES and type(value) is not KEY_TYPES[key]
    ]
    if entry.get("$schema") != SCHEMA:
        problems.append(f"$schema is not {SCHEMA}")
    if entry.get("tier") not in range(1, 6):
        problems.append("tier is not one of 1 to 5")
    if b"\r" in (checkout.root / name).read_bytes():
        problems.append("lines do not end with LF alone")
    return problems


def check_names(checkout: Checkout) -> list[str]:
    """The repository's name starts with Slicer, the extension's does not."""
    url = urlsplit(str(checkout.entry.get("scm_url", "")))
    repository = PurePosixPath(url.path).name.removesuffix(".git")
    problems = []
    if url.scheme not in ("https", "git") or not url.netloc:
        problems.append("scm_url is neither https:// nor git://")
    if not repository.startswith("Slicer"):
        problems.append(f"the repository's name {repository!r} does not start with Slicer")
    if not checkout.project:
        problems.append("CMakeLists.txt has no project()")
    if checkout.project.lower().startswith("slicer"):
        problems.append(f"the extension's name {checkout.project!r} starts with Slicer")
    return problems


def check_category(checkout: Checkout) -> list[str]:
    """The category is one that the index accepts."""
    category = checkout.entry.get("category")
    known = ", ".join(CATEGORIES)
    return [] if category in CATEGORIES else [f"category {category!r} is none of {known}"]


def check_metadata(checkout: Checkout) -> list[str]:
    """Each variable is set, on one line and in double quotes, and CMake will not split it."""
    metadata = checkout.metadata
    problems = [
        f'set(EXTENSION_{name} "…") is missing, or not on one line in double quotes'
        for name in REQUIRED_METADATA
        if not metadata.get(f"EXTENSION_{name}", "").strip()
    ]
    problems += [f"{name} has a semicolon" for name, value in metadata.items() if ";" in value]
    if not metadata.get("EXTENSION_HOMEPAGE", "https://").startswith("https://"):
        problems.append("EXTENSION_HOMEPAGE is not an https:// address")
    return problems


def check_dependencies(checkout: Checkout) -> list[str]:
    """``EXTENSION_DEPENDS`` and ``build_dependencies`` name the same extensions, PyTorch among them."""
    cmake = checkout.metadata.get("EXTENSION_DEPENDS", "").split()
    entry = checkout.entry.get("build_dependencies", [])
    problems = [] if "PyTorch" in cmake else ["EXTENSION_DEPENDS lacks PyTorch"]
    if sorted(cmake) != sorted(entry):
        problems.append(f"EXTENSION_DEPENDS is {cmake}, build_dependencies is {entry}")
    return problems
