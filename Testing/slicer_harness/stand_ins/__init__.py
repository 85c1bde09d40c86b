"""Own stand-ins for classes of CTK and Slicer, as far as a module's panel needs them.

Each declares, as Qt properties, slots and signals, what the class declares in C++, and so shows
nothing else to Python code. They are named as in C++.
"""

from . import (
    application,
    ctk_containers,
    ctk_inputs,
    layout,
    module_widgets,
    mrml_widgets,
    node_combo_box,
)

__all__ = [
    "application",
    "ctk_containers",
    "ctk_inputs",
    "layout",
    "module_widgets",
    "mrml_widgets",
    "node_combo_box",
]
