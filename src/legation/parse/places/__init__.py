"""Toponyms: found in running text and resolved to GeoNames."""

from legation.parse.places.finding import find

__all__ = ["find"]
