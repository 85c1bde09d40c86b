"""Drawings of results: bullseye plots and figures, as SVG and PNG."""
