"""What is not an event but stands: relations, interests, forecasts, agreements.

Relations and interests are written as frames (``resources/standing``) and matched like events.
"""

from legation.events.standing.agreements import agreements
from legation.events.standing.forecasts import forecasts
from legation.events.standing.interests import interests
from legation.events.standing.relations import relations

__all__ = ["agreements", "forecasts", "interests", "relations"]
