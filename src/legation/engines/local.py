"""One process: a document through every room, and a record out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from legation import __version__
from legation.layers import Reading
from legation.record import CodedBy, Document, Record
from legation.settings import Settings

if TYPE_CHECKING:
    from legation.events.classifying import Verdict


class Coder:
    """Codes documents one after the other. Loading the parser costs about a second; a coder is meant to be kept."""

    def __init__(self, settings: Settings | None = None) -> None:
        from legation.actors import load as load_actors
        from legation.codebook import plover
        from legation.parse.grammar import Grammar
        from legation.parse.places import geocoder

        self.settings = settings or Settings()
        self.grammar = Grammar(self.settings.model)
        self.lexicon = load_actors(self.settings.extra_actors)
        self.geocoder = geocoder(self.settings.geocoder)
        parser = " / ".join(filter(None, (self.grammar.version, self.geocoder.version)))
        self.coded_by = CodedBy(legation=__version__, codebook=plover.VERSION, parser=parser)

    def read(self, document: Document, *, only: str | None = None) -> Reading:
        """``document`` with every layer up to claims; ``only`` (``places``, ``dates``, ``factuality``) stops after that."""
        from legation.actors import recognise
        from legation.attribution import claims
        from legation.parse import dates, propositions
        from legation.read import prepare

        reading = prepare(document)
        reading.doc = self.grammar.parse(reading)
        if only in (None, "dates"):
            reading.times = dates.find(reading)
            _bound(reading)
        if only in (None, "places"):
            reading.places = self.geocoder.find(reading)
        if only in (None, "factuality"):
            reading.propositions = propositions.extract(reading.doc)
        if only is not None:
            return reading
        reading.actors, reading.mentions = recognise(reading, self.lexicon)
        reading.claims = claims.find(reading)
        return reading

    def code(self, document: Document) -> Record:
        """The record of one document."""
        from legation.engines.assemble import record

        return record(self.read(document), self.coded_by, min_confidence=self.settings.min_confidence)

    def classify(self, text: str, source: list[tuple[int, int]], target: list[tuple[int, int]]) -> Verdict:
        """The event type between the marked spans of one sentence."""
        from legation.events.classifying import classify
        from legation.parse import propositions

        reading = Reading(document=Document(id="row", text=text), text=text)
        reading.doc = self.grammar.parse(reading)
        reading.propositions = propositions.extract(reading.doc)
        return classify(reading, source, target)

    def annotate(self, layer: str, row: dict[str, Any], document: Document) -> dict[str, Any]:
        """One layer of a document, as ``{LAYER: [...]}`` (``factuality``: ``{"targets": [...]}``)."""
        from legation.engines import layers_out

        if layer in ("places", "dates", "factuality"):
            reading = self.read(document, only=layer)
            return layers_out.factuality(reading, row) if layer == "factuality" else getattr(layers_out, layer)(reading)
        reading = self.read(document)
        if layer == "claims":
            return layers_out.claims(reading)
        return layers_out.from_record(layer, reading, self.coded_by, self.settings.min_confidence)

    def code_all(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Records in the order of ``documents``."""
        for document in documents:
            yield self.code(document)


def _bound(reading: Reading) -> None:
    """An undated document gets the earliest and latest day that its content allows; never a day of our own making."""
    from legation.parse import dates

    document = reading.document
    if document.published is not None:
        return
    earliest, latest = dates.bounds(document.text, reading.times)
    if earliest or latest:
        bounds = (earliest, latest)
        reading.document = document.model_copy(update={"published_basis": "inferred", "published_bounds": bounds})
