"""The subcommands of ``landmarkai``."""
