"""Relations, interests, agreements and forecasts: what a text says stands, and who holds it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from legation import resources
from legation.engines.local import Coder
from legation.events.standing.framing import framed
from legation.record import Document, Record

FILES = ("standing/relations.yaml", "standing/interests.yaml")
MARK = re.compile(r"</?[st]>")
EXAMPLES = [
    pytest.param(file, frame, text, id=f"{frame['id']}-{i}")
    for file in FILES
    for frame in resources.load(file)
    for i, text in enumerate(frame["examples"])
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def code(coder: Coder) -> Callable[[str], Record]:
    return lambda text: coder.code(Document(id="t", text=text))


@pytest.mark.parametrize(("file", "frame", "text"), EXAMPLES)
def test_every_example_is_matched_by_its_frame_with_the_marked_parts(
    coder: Coder, file: str, frame: dict[str, str], text: str
) -> None:
    plain = MARK.sub("", text)
    reading = coder.read(Document(id="t", text=plain))
    found = [m for _, matches in framed(reading, file) for m in matches if m.frame.id == frame["id"]]
    assert found, [m.frame.id for _, matches in framed(reading, file) for m in matches]
    roles = [r for m in found for r in (*m.frame.source[m.kind], *m.frame.target[m.kind])]
    tokens = {i for m in found for role in roles for i in m.tokens(role)}
    words = {w for i in tokens for w in (reading.parsed[i].text, reading.parsed[i].head.text)}
    for marked in re.findall(r"<[st]>(.*?)</[st]>", text):
        assert marked.split()[-1] in words, words


def ties(record: Record) -> set[tuple[str, str, str, str]]:
    return {(r.source, r.sign, r.kind, r.target) for r in record.relations}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jordan is an ally of Egypt.", ("JOR", "+", "alliance", "EGY")),
        ("Serbia, an old ally of Russia, abstained from the vote.", ("SRB", "+", "alliance", "RUS")),
        ("India and Pakistan oppose each other in Kashmir.", ("IND", "-", "rivalry", "PAK")),
        ("There is a rivalry between Ethiopia and Egypt.", ("ETH", "-", "rivalry", "EGY")),
        ("Laos depends on China.", ("LAO", "+", "dependence", "CHN")),
        ("France does not support Libya.", ("FRA", "-", "support", "LBY")),
        ("France is not willing to support Libya.", ("FRA", "-", "support", "LBY")),
        ("Cuba enjoys the support of Russia.", ("RUS", "+", "support", "CUB")),
        ("Cuba became deeply involved in Angola.", ("CUB", "+", "control", "AGO")),
        ("Kenya partly supports Ethiopia.", ("KEN", "mixed", "support", "ETH")),
        ("Chad severed its ties with Sudan.", ("TCD", "-", "alliance", "SDN")),
    ],
)
def test_a_tie_has_its_actors_kind_and_sign(code: Callable[[str], Record], text: str, wanted: tuple[str, ...]) -> None:
    assert wanted in ties(code(text))


@pytest.mark.parametrize(
    "text",
    [
        "France may support Libya.",
        "Does France support Libya?",
        "France supports its own army.",
        "It rained in France and Libya.",
    ],
)
def test_what_is_open_or_no_tie_is_not_written(code: Callable[[str], Record], text: str) -> None:
    assert not ties(code(text))


@pytest.mark.parametrize(
    ("text", "actor", "stance", "words"),
    [
        ("Turkey wants a buffer zone in Syria.", "TUR", "wants", "buffer zone"),
        ("India's goal is to keep the strait open.", "IND", "wants", "keep the strait open"),
        ("Egypt opposes the dam.", "EGY", "opposes", "dam"),
        ("Egypt does not want a war.", "EGY", "opposes", "war"),
        ("For Norway, the main thing is to protect the fisheries.", "NOR", "wants", "protect the fisheries"),
        ("Chad sent troops to the border in order to stop the smugglers.", "TCD", "wants", "stop the smugglers"),
        ("Kenya sent envoys in a bid to end the war.", "KEN", "wants", "end the war"),
    ],
)
def test_an_interest_has_its_actor_stance_and_object(
    code: Callable[[str], Record], text: str, actor: str, stance: str, words: str
) -> None:
    found = code(text).interests
    assert any(i.actor == actor and i.stance == stance and words in i.object.text for i in found), found


def test_what_is_wanted_is_no_pointer(code: Callable[[str], Record]) -> None:
    assert not code("India and Pakistan oppose each other.").interests


def test_agreements_have_parties_and_a_status(code: Callable[[str], Record]) -> None:
    (deal,) = code("Sudan and Chad signed an agreement on the border.").agreements
    assert (deal.status, set(deal.parties), deal.subject) == ("signed", {"SDN", "TCD"}, "the border")
    (breached,) = code("Sudan violated the ceasefire with Chad.").agreements
    assert (breached.status, breached.breached_by) == ("breached", ("SDN",))


def test_what_is_only_aimed_at_gives_no_status(code: Callable[[str], Record]) -> None:
    (deal,) = code("Sudan wants to violate the ceasefire with Chad.").agreements
    assert deal.status != "breached"


def test_an_agreement_needs_no_noun(code: Callable[[str], Record]) -> None:
    (deal,) = code("Peru and Chile agreed to reopen the border.").agreements
    assert (set(deal.parties), deal.subject) == ({"PER", "CHL"}, "to reopen the border")


def test_a_forecast_has_its_condition_and_certainty(code: Callable[[str], Record]) -> None:
    (found,) = code("If the talks fail, Kenya will close the border.").forecasts
    assert found.condition is not None and found.factuality == "PR+"


@pytest.mark.parametrize(
    "text", ["Kenya closed the border.", "Kenya may have closed the border.", "I would say it rained."]
)
def test_the_past_and_courtesy_are_no_forecasts(code: Callable[[str], Record], text: str) -> None:
    assert not code(text).forecasts
