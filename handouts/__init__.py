"""Printed exercise handouts from plain text."""

__version__ = "0.1.0"
