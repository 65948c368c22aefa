"""Who says what: the constructions of attribution, their spans, sources, holders and certainty."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from legation.attribution.claims import find
from legation.layers import Block, ClaimSpan, Mention, Reading
from legation.parse.grammar import Grammar
from legation.record import Document

Read = Callable[..., Reading]


def only(reading: Reading, cue: str) -> ClaimSpan:
    """The one claim of ``reading`` whose cue reads ``cue``."""
    found = [c for c in find(reading) if c.cue is not None and reading.text[slice(*c.cue)] == cue]
    assert len(found) == 1, [(c.kind, reading.text[slice(*c.content)]) for c in find(reading)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        # indirect speech, with and without "that", with a hearer
        ("The envoy said that the talks had failed.", "said", "The envoy", "that the talks had failed"),
        ("Officials say the border is closed.", "say", "Officials", "the border is closed"),
        ("The minister told reporters that the dam was safe.", "told", "The minister", "that the dam was safe"),
        ("Norway announced that it would host the talks.", "announced", "Norway", "that it would host the talks"),
        ("The two generals asked whether the truce was over.", "asked", "The two generals", "whether the truce was over"),
        # fronted and parenthetical
        ("The harbour will reopen in May, the mayor said.", "said", "the mayor", "The harbour will reopen in May"),
        (
            "The bridge, the engineers warned, would not survive the winter.",
            "warned",
            "the engineers",
            "The bridge, the engineers warned, would not survive the winter",
        ),
        # according to, fronted and final
        ("According to the ministry, nine people drowned.", "According to", "the ministry", "nine people drowned"),
        ("Nine people drowned, according to the ministry.", "according to", "the ministry", "Nine people drowned"),
        # intentions, promises, requests
        ("Ghana promised to send troops.", "promised", "Ghana", "to send troops"),
        ("Chile urged Peru to withdraw its patrols.", "urged", "Chile", "Peru to withdraw its patrols"),
        ("The rebels refused to leave the valley.", "refused", "The rebels", "to leave the valley"),
        ("The union called for a general strike.", "called", "The union", "a general strike"),
        # judgements with an object
        (
            "The speaker condemned the raid on the convoy.",
            "condemned",
            "The speaker",
            "the raid on the convoy",
        ),
        # beliefs and attitudes
        ("Many Finns believe that the lake is cursed.", "believe", "Many Finns", "that the lake is cursed"),
        ("The general is confident that the pass can be held.", "confident", "The general", "that the pass can be held"),
        # nouns
        ("His claim that the ship was armed was false.", "claim", "His", "that the ship was armed"),
        ("Fiji rejected the accusation that it had jammed radios.", "accusation", "Fiji", "that it had jammed radios"),
        # documents
        ("The report shows a sharp fall in wheat exports.", "shows", "The report", "a sharp fall in wheat exports"),
    ],
)  # fmt: skip
def test_construction(read: Read, text: str, cue: str, source: str, content: str) -> None:
    reading = read(text)
    claim = only(reading, cue)
    assert claim.source is not None
    assert text[slice(*claim.source)] == source
    assert text[slice(*claim.content)] == content


def test_direct_quote_keeps_its_marks_and_what_is_said_after_the_cue(read: Read) -> None:
    text = '"We will rebuild," the governor said. "No town is lost." The crowd cheered.'
    claim = only(read(text), "said")
    assert text[slice(*claim.content)] == '"We will rebuild," the governor said. "No town is lost."'
    assert claim.kind == "direct"


def test_inverted_quote(read: Read) -> None:
    text = "“The ice is too thin,” said Marta Kivi, a fisherwoman."
    claim = only(read(text), "said")
    assert text[slice(*claim.content)] == "“The ice is too thin,”"
    assert claim.source is not None
    assert "Kivi" in text[slice(*claim.source)]


def test_quote_after_a_colon_runs_over_several_sentences(read: Read) -> None:
    text = "The chancellor said: “Nobody wins. Everybody pays. We must stop.”"
    claim = only(read(text), "said")
    assert text[slice(*claim.content)] == "“Nobody wins. Everybody pays. We must stop.”"


def test_mixed_quotation(read: Read) -> None:
    text = "The bishop said the law was “an insult to the poor” and must go."
    claim = only(read(text), "said")
    assert claim.kind == "mixed"
    assert "“an insult to the poor”" in text[slice(*claim.content)]


def paragraphs(grammar: Grammar, *parts: str, kinds: tuple[str, ...] = ()) -> Reading:
    """A reading whose blocks are ``parts``, separated by a blank line."""
    text, blocks, at = "\n\n".join(parts), [], 0
    for number, part in enumerate(parts):
        kind = kinds[number] if number < len(kinds) else "paragraph"
        blocks.append(Block(at, at + len(part), kind))  # type: ignore[arg-type]
        at += len(part) + 2
    reading = Reading(document=Document(id="t", text=text), text=text, blocks=tuple(blocks))
    reading.doc = grammar.parse(reading)
    return reading


def test_quote_that_opens_anew_in_the_next_paragraph_is_one_claim(grammar: Grammar) -> None:
    reading = paragraphs(grammar, "The pilot wrote: “We saw smoke.", "“Then the radio died.”")
    claim = only(reading, "wrote")
    assert reading.text[slice(*claim.content)].startswith("“We saw")
    assert reading.text[slice(*claim.content)].endswith("died.”")


def test_paragraph_of_quote_alone_goes_on_with_the_last_speaker(grammar: Grammar) -> None:
    reading = paragraphs(grammar, "“We are ready,” Admiral Holm said.", "“Our ships will sail at dawn on Friday.”")
    last = find(reading)[-1]
    assert reading.text[slice(*last.content)] == "“Our ships will sail at dawn on Friday.”"
    assert last.source is not None
    assert "Holm" in reading.text[slice(*last.source)]


def test_heading_with_a_speaker_before_a_colon(grammar: Grammar) -> None:
    reading = paragraphs(grammar, "Macron: France will not send ships", "The fleet is in port.", kinds=("heading",))
    claim = find(reading)[0]
    assert reading.text[slice(*claim.content)] == "France will not send ships"
    assert claim.source is not None
    assert reading.text[slice(*claim.source)] == "Macron"


def test_passives(read: Read) -> None:
    text = "The colonel was accused of selling fuel. It was reported that two ferries sank."
    reading = read(text)
    assert "selling fuel" in text[slice(*only(reading, "accused").content)]
    claim = only(reading, "reported")
    assert text[slice(*claim.content)] == "that two ferries sank"
    assert claim.holder == "unnamed"


def test_words_inside_a_direct_quote_are_the_speakers(read: Read) -> None:
    text = '"I think they know that we want peace," the consul said.'
    assert len(find(read(text))) == 1


def test_report_inside_a_report_is_a_second_claim(read: Read) -> None:
    text = "The ambassador said that Tehran had told him that the port was closed."
    reading = read(text)
    outer, inner = only(reading, "said"), only(reading, "told")
    assert outer.content[0] < inner.content[0]
    assert inner.content[1] <= outer.content[1]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("According to our sources, the meeting lasted an hour.", "anonymous"),
        ("A source close to the cabinet said the vote was rigged.", "anonymous"),
        ("Officials who asked not to be named said the plan had failed.", "anonymous"),
        ("An official statement said the visit was short.", "official statement"),
        ("The stated purpose of the trip was to inspect the docks.", "official statement"),
        ("Many believe that the pact is dead.", "unnamed"),
        ("There are rumours of a secret deal.", "unnamed"),
        ("The convoy reportedly turned back.", "unnamed"),
        ("No one knows whether the pact will hold.", "author"),
        ("The collapse of the wheat harvest confirms that the reform failed.", "author"),
    ],
)
def test_holders_that_are_no_actor(read: Read, text: str, holder: str) -> None:
    assert find(read(text))[-1].holder == holder


def test_holder_is_the_actor_mentioned_in_the_source(read: Read) -> None:
    text = "Foreign Minister Ana Sol, who was in Oslo, said that Spain would pay."
    reading = read(text)
    start = text.index("Ana")
    head = next(token.i for token in reading.parsed if token.text == "Sol")
    reading.mentions = (Mention(start, start + 7, "Ana Sol", "name", "person/ana-sol", head),)
    assert only(reading, "said").holder == "person/ana-sol"


def test_relative_pronoun_stands_for_its_noun(read: Read) -> None:
    text = "Japan, which said that the islands are its own, sent a ship."
    reading = read(text)
    reading.mentions = (Mention(0, 5, "Japan", "name", "JPN", 0),)
    assert only(reading, "said").holder == "JPN"


@pytest.mark.parametrize(
    ("text", "cue", "value"),
    [
        ("The envoy said that the talks had failed.", "said", "CT+"),
        ("The envoy said that the talks had not failed.", "said", "CT-"),
        ("The envoy said that the talks may fail.", "said", "PS+"),
        ("The envoy said that the talks will probably fail.", "said", "PR+"),
        ("The envoy denied that the talks had failed.", "denied", "CT-"),
        ("The envoy asked whether the talks had failed.", "asked", "Uu"),
        ("The envoy did not say that the talks had failed.", "say", "Uu"),
    ],
)
def test_certainty_of_the_holder(read: Read, text: str, cue: str, value: str) -> None:
    assert only(read(text), cue).factuality == value


@pytest.mark.parametrize(
    "text",
    ["Two tankers left the port on Monday.", "", "  \n ", "The delegation arrived in Lima and met the president."],
)
def test_plain_narration_gives_no_claim(read: Read, text: str) -> None:
    assert find(read(text)) == ()


def test_spans_lie_in_the_text_and_hold_words(read: Read) -> None:
    text = "“Go,” he said - and: \"no\", 'maybe' said: ”” “ said. According to. Claims that. X: ... “"
    reading = read(text)
    for claim in find(reading):
        assert 0 <= claim.content[0] < claim.content[1] <= len(text)


def test_same_text_gives_the_same_claims(read: Read) -> None:
    text = "“Go,” he said. Kenya believes that Chad wants to leave, according to a report."
    assert find(read(text)) == find(read(text))
