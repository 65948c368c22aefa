"""The lexicon of cues: its breadth, and that every entry can be used."""

from __future__ import annotations

from legation.attribution.claims_cues import cues
from legation.attribution.claims_quotes import find_quotes
from legation.layers import Block


def test_lexicon_is_broad() -> None:
    lexicon = cues()
    assert sum(len({cue.rest for cue in group}) for group in lexicon.verbs.values()) >= 350
    assert len(lexicon.nouns) >= 120
    assert len(lexicon.adjectives) >= 60


def test_every_entry_has_a_place_for_its_content() -> None:
    lexicon = cues()
    for index in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        for group in index.values():
            for cue in group:
                assert cue.complements | cue.prepositions, cue
                assert all(name.isalpha() and name.islower() for name in cue.complements | cue.prepositions), cue


def test_entries_of_several_words_come_first() -> None:
    assert cues().verbs["point"][0].rest == ("out",)


def test_misread_lemma_is_found_by_its_form() -> None:
    assert cues().verb("hop", "hoped") == cues().verbs["hope"]
    assert cues().verb("hop", "hopped") == ()


def test_deniers_reject_and_knowers_commit() -> None:
    lexicon = cues()
    assert all(cue.negative for cue in lexicon.verbs["deny"])
    assert all(cue.factive for cue in lexicon.verbs["know"])
    assert not any(cue.factive for cue in lexicon.verbs["claim"])


def test_quotes_of_every_style() -> None:
    text = "“One,” \"two,\" ''three,'' „four“ «five» don't the boys' dog"
    found = [text[quote.start : quote.end] for quote in find_quotes(text, ())]
    assert found == ["“One,”", '"two,"', "''three,''", "„four“", "«five»"]


def test_unclosed_quote_ends_with_its_paragraph() -> None:
    text = "He wrote: “Alas\nThe end."
    (quote,) = find_quotes(text, (Block(0, 15, "paragraph"), Block(16, 24, "paragraph")))
    assert (quote.end, quote.closed) == (15, False)


def test_new_speaker_of_a_transcript_does_not_continue_the_quote() -> None:
    first, second = "“REPORTER: Will you go?", "“MINISTER: No."
    text = f"{first}\n{second}"
    blocks = (Block(0, len(first), "paragraph"), Block(len(first) + 1, len(text), "paragraph"))
    assert len(find_quotes(text, blocks)) == 2
