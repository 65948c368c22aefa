"""Toponyms: found in running text and resolved to GeoNames."""

from legation.parse.places.finding import find
from legation.parse.places.geocoders import Geocoder, geocoder

__all__ = ["Geocoder", "find", "geocoder"]
