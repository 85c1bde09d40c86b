"""Simulated contrasts and phantoms."""
