"""Legation: reads what is written about foreign affairs and builds from it a record that can be checked."""

__version__ = "0.1.0"
