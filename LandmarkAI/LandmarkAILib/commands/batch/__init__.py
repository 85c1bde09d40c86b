"""A run over many cases."""
