"""The gates between an extension and the Extensions Index, as far as they need no network.

Each takes a checkout and returns its problems, one sentence each. Some the index's own scripts check,
some its reviewers with a checklist.
"""

from __future__ import annotations

from collections.abc import Callable

from .build import check_modules, check_steps
from .catalog import check_category, check_dependencies, check_entry, check_metadata, check_names
from .checkout import Checkout
from .file_lists import check_lists
from .pictures import check_icons, check_screenshots
from .python_code import check_file_scope, check_imports, check_safety
from .readme import check_readme
from .repository import check_license, check_size

GATES: dict[str, Callable[[Checkout], list[str]]] = {
    "catalog entry": check_entry,
    "names": check_names,
    "category": check_category,
    "metadata": check_metadata,
    "dependencies": check_dependencies,
    "build steps": check_steps,
    "modules": check_modules,
    "file lists": check_lists,
    "icons": check_icons,
    "screenshots": check_screenshots,
    "license": check_license,
    "readme": check_readme,
    "file scope": check_file_scope,
    "imports": check_imports,
    "safety": check_safety,
    "size": check_size,
}
