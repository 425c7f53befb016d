"""The `goalposts` command, one module a group of commands."""

from generator.cli.program import app, main

__all__ = ["app", "main"]
