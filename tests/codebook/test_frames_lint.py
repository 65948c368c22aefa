"""The frame files are sound, and so is the linter that says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from legation import resources
from legation.codebook import frames, lint
from legation.codebook.plover import TYPES


def test_the_frame_files_hold_no_problem() -> None:
    assert frames.problems() == []


def test_every_type_has_frames() -> None:
    assert {frame.type for frame in frames.frames()} == set(TYPES)


@pytest.fixture
def with_frames(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[dict[str, object]]], list[str]]:
    """Lint the given frames as if they were the only file."""
    real = resources.load

    def lint_them(items: list[dict[str, object]]) -> list[str]:
        monkeypatch.setattr(frames, "frame_files", lambda: ("frames/made_up.yaml",))
        monkeypatch.setattr(resources, "load", lambda name: items if name == "frames/made_up.yaml" else real(name))
        return [line for line in lint.problems() if "made_up" in line]

    return lint_them


GOOD = {"id": "made-up", "type": "SUPPORT", "verb": ["applaud"], "examples": ["<s>Fiji</s> applauded <t>Tonga</t>."]}


def test_a_sound_frame_passes(with_frames: Callable[[list[dict[str, object]]], list[str]]) -> None:
    assert with_frames([GOOD]) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "APPLAUD"}, "unknown type"),
        ({"mode": "visit"}, "no mode"),
        ({"when": {"object": ["@no-such-class"]}}, "unknown class"),
        ({"source": ["actor"]}, "unknown role"),
        ({"when": {"target_is": ["XYZ"]}}, "unknown sector"),
        ({"examples": []}, "no example"),
        ({"examples": ["<s>Fiji applauded."]}, "left open"),
        ({"weight": 2}, "weight"),
        ({"verb": []}, "no words"),
        ({"verb": ["applaud", True]}, "truth value|no string"),
        ({"colour": "red"}, "unknown key"),
    ],
)
def test_a_fault_is_named(
    with_frames: Callable[[list[dict[str, object]]], list[str]], change: dict[str, object], said: str
) -> None:
    found = with_frames([{**GOOD, **change}])
    assert any(part in line for line in found for part in said.split("|")), found


def test_the_same_words_may_not_mean_two_types(with_frames: Callable[[list[dict[str, object]]], list[str]]) -> None:
    found = with_frames([GOOD, {**GOOD, "id": "other", "type": "ACCUSE"}])
    assert any("means" in line for line in found)


def test_the_same_words_may_mean_two_types_under_different_conditions(
    with_frames: Callable[[list[dict[str, object]]], list[str]],
) -> None:
    assert with_frames([GOOD, {**GOOD, "id": "other", "type": "ACCUSE", "when": {"prep:with": True}}]) == []
