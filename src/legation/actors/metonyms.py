"""Does a capital's name mean the government that sits there, or the town? Read off the word's place in the sentence."""

from __future__ import annotations

from legation.actors.view import HYPHENS, View
from legation.actors.vocabulary import vocabulary

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def acts(view: View, end: int) -> bool:
    """Whether the place name that ends before token ``end`` stands for the actor.

    It does as the subject of an act, as the possessor of an act or attitude, as the partner of a relation ("between X
    and Y", "with X"); it does not after a preposition of place, as an object of motion or attack, or before a noun
    ("the Damascus meeting").
    """
    token = end - 1
    if end + 1 < len(view) and view.text[end] in HYPHENS and view.tag[end + 1] in ("VBN", "JJ", "VBD"):
        return view.low[end + 1] not in vocabulary().sets["place_ties"]
    if end + 1 < len(view) and view.text[end] == "," and view.ent[end + 1] == "GPE" and view.head[end + 1] == token:
        return False
    return _role(view, token, 0)


def _role(view: View, token: int, depth: int) -> bool:
    sets = vocabulary().sets
    dep, head = view.dep[token], view.head[token]
    if dep in ("conj", "appos") and head != token and depth < 4:
        return (
            _role(view, head, depth + 1)
            if view.pos[head] == "PROPN"
            else dep == "conj" and _role(view, head, depth + 1)
        )
    if dep in _SUBJECTS:
        return _subject(view, head)
    if dep == "agent":
        return True
    if dep == "poss":
        return view.lemma[head] not in sets["place_nouns"]
    if dep == "pobj":
        return _prepositional(view, head)
    if dep in ("dobj", "dative", "iobj"):
        return view.lemma[head] not in sets["place_verbs"]
    return False


def _subject(view: View, verb: int) -> bool:
    lists = vocabulary().sets
    if view.lemma[verb] in lists["place_subject_verbs"]:
        return False
    if view.lemma[verb] == "be":
        return not any(view.dep[kid] == "attr" and view.lemma[kid] in lists["place_nouns"] for kid in view.kids[verb])
    return True


def _prepositional(view: View, prep: int) -> bool:
    lists = vocabulary().sets
    word, governor = view.low[prep], view.head[prep]
    lemma = view.lemma[governor]
    if word in lists["place_prepositions"]:
        return False
    if view.dep[prep] == "agent":
        return True
    if word in ("to", "from"):
        if lemma in lists["place_verbs"]:
            return False
        return lemma in lists["actor_nouns"] or view.pos[governor] in ("VERB", "ADJ")
    if word == "of":
        return lemma in lists["actor_nouns"]
    if word in vocabulary().places_after:
        return lemma not in lists["place_verbs"] and lemma not in vocabulary().places_after[word]
    if word == "by":
        return view.pos[governor] in ("VERB", "NOUN", "ADJ")
    return word in lists["actor_prepositions"]
