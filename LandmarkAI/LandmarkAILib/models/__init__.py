"""Models on disk: what they are, which are installed, which fits an image."""
