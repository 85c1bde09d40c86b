"""From an image to a detection: stages, each a view, a network and heads, one after the other."""
