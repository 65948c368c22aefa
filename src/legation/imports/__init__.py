"""Event tables read into the archive: POLECAT, ICEWS, GDELT 1.0 and 2.0, ACLED, trips and visits, and Legation's own."""

from legation.imports.datasets import DATASETS
from legation.imports.loading import Loaded, imported, load, read, store
from legation.imports.rows import Imported

__all__ = ["DATASETS", "Imported", "Loaded", "imported", "load", "read", "store"]
