"""The report of the set-up page: what a user copies into a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import slicer
from slicer.i18n import tr as _

_LOG_LINES = 30


def report_text(facts: Mapping[str, Any], log: str = "") -> str:
    """Plain text of what the worker's ``Probe`` found.

    Args:
        facts: of the worker's result.
        log: what its processes wrote to standard error.
    """
    problems = facts.get("problems", [])
    lines = [f"✗ {problem}" for problem in problems] or [_("✓ All is there.")]
    device = facts.get("device")
    lines += [
        "",
        f"Slicer {slicer.app.majorVersion}.{slicer.app.minorVersion} ({slicer.app.arch})",
        f"LandmarkAI {facts['LandmarkAI']}, Python {facts['python']}, {facts['platform']}",
        ", ".join(f"{name} {version or _('missing')}" for name, version in facts["packages"].items()),
    ]
    if device:
        lines.append(f"{device['name']}, {device['precision']}, {device['threads']} threads")
    for model in facts["models"]:
        state = model["problem"] or f"{model['version']}, sha256 {model['sha256'][:12]}"
        lines.append(f"{model['name']}: {state}")
    if problems and log:
        lines += ["", _("Log:"), *log.splitlines()[-_LOG_LINES:]]
    return "\n".join(lines)
