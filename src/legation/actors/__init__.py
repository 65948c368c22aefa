"""Mentions → actors: names, titles, metonyms, groups, pronouns; identity within and across documents."""

from legation.actors.lexicon import Lexicon, load
from legation.actors.recognition import recognise
from legation.actors.resolution import resolve

__all__ = ["Lexicon", "load", "recognise", "resolve"]
