"""The learned judge: its models, its features, and what it decides."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from legation.engines.local import Coder
from legation.events.coding import EventCoder
from legation.events.judge.deciding import Decider
from legation.events.judge.model import Linear, load
from legation.events.judge.paths import path, shown
from legation.events.judge.role_features import RoleFeatures
from legation.layers import Reading
from legation.record import Document

Read = Callable[[str], Reading]


@pytest.fixture
def read(coder: Coder) -> Read:
    """A text with every layer up to claims."""
    return lambda text: coder.read(Document(id="t", text=text))


@pytest.fixture
def small() -> Linear:
    return Linear(
        labels=("AID", "NONE"),
        rows={"lemma=give": 0, "dobj=grain": 1},
        weights=np.array([[0.5, -0.5], [1.0, 0.0]], np.float32),
        bias=np.array([0.0, 0.0], np.float32),
    )


def test_probabilities_are_those_of_a_softmax(small: Linear) -> None:
    shares = small.probabilities(["lemma=give", "dobj=grain", "unknown"])
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["AID"] == pytest.approx(np.exp(1.5) / (np.exp(1.5) + np.exp(-0.5)), abs=1e-6)


def test_a_feature_counts_once_and_order_does_not_matter(small: Linear) -> None:
    assert small.probabilities(["dobj=grain", "lemma=give", "lemma=give"]) == small.probabilities(
        ["lemma=give", "dobj=grain"]
    )


def test_reasons_name_what_speaks_for_a_label(small: Linear) -> None:
    assert [name for name, _ in small.reasons(["dobj=grain", "lemma=give"], "AID")] == ["dobj=grain", "lemma=give"]
    assert small.reasons(["lemma=give"], "NONE") == []


def test_the_shipped_models_know_every_type() -> None:
    types, roles = load("type"), load("role")
    assert types is not None and roles is not None
    assert len(types.labels) == 17 and "NONE" in types.labels
    assert set(roles.labels) == {"none", "source", "target"}


def test_a_path_goes_up_and_down_the_tree(read: Read) -> None:
    doc = read("Kenya sent grain to Somalia.").parsed
    words = {t.text: t.i for t in doc}
    assert path(doc, words["sent"], words["Kenya"]) == ("vnsubj",)
    assert path(doc, words["Kenya"], words["Somalia"])[0] == "^nsubj"
    assert path(doc, words["sent"], words["sent"]) == ()
    assert shown(path(doc, words["sent"], words["sent"])) == "self"


def test_words_of_different_sentences_are_apart(read: Read) -> None:
    doc = read("Kenya sent grain. Somalia was grateful.").parsed
    assert path(doc, 0, len(doc) - 2) is None
    assert shown(None) == "apart"


def decided(reading: Reading) -> list[tuple[str, set[str], set[str]]]:
    coder = EventCoder(reading)
    return [(c.type, set(c.source), set(c.target)) for c in Decider(reading, coder).revise(coder.candidates())]


@pytest.mark.parametrize(
    ("text", "type", "source", "target"),
    [
        ("Kenya expelled three Somali diplomats on Monday.", "SANCTION", {"KEN"}, None),
        ("Poland accused Belarus of sending migrants to the border.", "ACCUSE", {"POL"}, {"BLR"}),
        ("Jordan sent blankets to Sudan.", "AID", {"JOR"}, {"SDN"}),
    ],
)
def test_plain_sentences_are_read_plainly(
    read: Read, text: str, type: str, source: set[str], target: set[str] | None
) -> None:
    found = [e for e in decided(read(text)) if e[0] == type]
    assert len(found) == 1
    assert found[0][1] == source
    assert target is None or found[0][2] == target


def test_who_is_named_a_sentence_before_takes_part(read: Read) -> None:
    found = decided(read("Mali's president flew to Dakar on Tuesday. He asked Senegal for grain and fuel."))
    assert any(type == "REQUEST" and source and "SEN" in target for type, source, target in found)


def test_without_models_the_frames_stand(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legation.events.judge.deciding.load", lambda _: None)
    reading = read("Jordan sent blankets to Sudan.")
    coder = EventCoder(reading)
    candidates = coder.candidates()
    assert Decider(reading, coder).revise(candidates) == candidates


def test_features_are_the_same_on_every_reading(read: Read) -> None:
    text = "Kenya and Uganda agreed with Sudan on a pipeline in Juba."

    def features() -> list[list[str]]:
        reading = read(text)
        coder = EventCoder(reading)
        roles = RoleFeatures(reading, coder.participants)
        return [
            roles.of(c, actor, mentions, len(mentions))
            for c in coder.candidates()
            for actor, mentions in roles.near(c).items()
        ]

    assert features() == features() != []


def _roles(shares: dict[str, float]) -> Linear:
    """A model that gives every actor the same shares."""
    labels = ("none", "source", "target")
    bias = np.log(np.array([shares[name] for name in labels], np.float32))
    return Linear(labels=labels, rows={}, weights=np.zeros((0, 3), np.float32), bias=bias)


def test_a_role_that_nobody_fills_goes_to_the_likeliest_actor_if_it_is_likely_enough(read: Read) -> None:
    near, far = "Peru's miners walked out and Chile watched.", "Peru's miners walked out. Chile watched."
    for text, share, filled in ((near, 0.2, True), (near, 0.05, False), (far, 0.2, False), (far, 0.4, True)):
        reading = read(text)
        coder = EventCoder(reading)
        roles = _roles({"none": 0.9 - share, "source": 0.1, "target": share})
        events = Decider(reading, coder, roles=roles).revise(coder.candidates())
        assert events, "the walkout is read"
        assert all(bool(e.target) == filled for e in events)


def test_an_event_that_no_frame_typed_gets_a_mode_of_its_own_type(read: Read) -> None:
    modes = load("mode")
    assert modes is not None
    assert {name.partition("-")[0] for name in modes.labels} >= {"ASSAULT", "COERCE", "PROTEST", "SANCTION"}
    reading = read("Chadian fighters raided a convoy of Sudanese traders and burned two lorries.")
    coder = EventCoder(reading)
    for event in Decider(reading, coder).revise(coder.candidates()):
        assert event.mode is None or f"{event.type}-{event.mode}" in modes.labels


def test_many_rows_are_weighed_as_each_alone(small: Linear) -> None:
    rows = [["lemma=give"], [], ["dobj=grain", "lemma=give"]]
    for together, alone in zip(small.each(rows), map(small.probabilities, rows), strict=True):
        assert together == pytest.approx(alone)
    assert small.each([]) == []
