"""Subcommands of ``landmarkai``; a command's module may be imported when it is asked for only."""
