"""What may not stand in the frame files: unknown names, contradictions, frames without an example."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from legation import resources
from legation.codebook import frames, plover
from legation.record import FACTUALITY_SCORE, QuantityKind

ROLES = frozenset(
    {"subject", "object", "recipient", "agent", "possessor", "modifier", "attribute", "clause", "apposition"}
)
SECTOR_ROLES = frozenset({"target_is", "source_is"})
RELATIONS = frozenset({"clause", "infinitive", "object", "auxiliary"})
ASPECTS = frozenset({"begin", "continue", "resume", "end", "cause", "prevent", "plan"})
_COMMON = ("id", "verb", "noun", "adjective", "mode", "weight", "examples", "not_examples", "note")
FRAME_KEYS = frozenset({*_COMMON, "type", "source", "target", "symmetric", "when", "unless", "quantity", "jointly"})
SHIFT_KEYS = frozenset({*_COMMON, "relation", "embedded", "becomes", "target", "keep_embedded", "negated", "modal"})
LIGHT_KEYS = frozenset({"verb", "nouns", "roles", "aspect", "negates", "swap", "note"})
_PREPOSITION = re.compile(r"prep:[a-z]+")


def problems() -> list[str]:
    """Everything wrong with the files of ``resources/frames``, one line each, in the order of the files."""
    found: list[str] = []
    ids: dict[str, str] = {}
    meanings: dict[tuple[str, str, str], tuple[str, str | None, str]] = {}
    known = set(frames.classes())
    found += _class_problems()
    for name in frames.frame_files():
        for number, item in enumerate(resources.load(name) or (), 1):
            where = f"{name}: {item.get('id', f'frame {number}')}"
            found += [f"{where}: {what}" for what in _frame_problems(item, known)]
            found += _same_id(item, where, ids)
            found += _contradictions(item, where, meanings)
    for number, item in enumerate(resources.load(f"{frames.FOLDER}/shifts.yaml"), 1):
        where = f"shifts.yaml: {item.get('id', f'shift {number}')}"
        found += [f"{where}: {what}" for what in _shift_problems(item)]
        found += _same_id(item, where, ids)
    for item in resources.load(f"{frames.FOLDER}/light.yaml"):
        where = f"light.yaml: {' '.join(frames.as_list(item.get('verb')))[:40]}"
        found += [f"{where}: {what}" for what in _light_problems(item, known)]
    return found


def is_role(role: str) -> bool:
    """Whether ``role`` is one of a proposition, or a path of such (``object/possessor``)."""
    return all(part in ROLES or _PREPOSITION.fullmatch(part) for part in role.split("/"))


def _class_problems() -> Iterable[str]:
    seen: dict[str, str] = {}
    for file in frames.class_files():
        for name, members in resources.load(file).items():
            if name in seen:
                yield f"{file}: class {name} stands in {seen[name]} already"
            seen[name] = file
            yield from (
                f"{file}: {name}: {member!r} is more than two words" for member in members if str(member).count(" ") > 1
            )
            yield from (
                f"{file}: {name}: unknown class {member}"
                for member in members
                if str(member).startswith("@") and member[1:] not in frames.classes()
            )


def _frame_problems(item: Mapping[str, Any], known: set[str]) -> Iterable[str]:
    yield from _keys(item, FRAME_KEYS)
    yield from _type_and_mode(item.get("type"), item.get("mode"))
    yield from _entries(item)
    for key in ("source", "target"):
        yield from (f"unknown role {role!r} in {key}" for role in frames.as_list(item.get(key)) if not is_role(role))
    for key in ("when", "unless"):
        yield from _condition_problems(item.get(key) or {}, key, known)
    if item.get("jointly") is not None and item["jointly"] not in plover.TYPES:
        yield f"unknown type {item['jointly']!r} in jointly"
    if item.get("quantity") not in (None, *get_args(QuantityKind)):
        yield f"unknown quantity kind {item['quantity']!r}"
    yield from _weight(item)
    yield from _examples(item)


def _shift_problems(item: Mapping[str, Any]) -> Iterable[str]:
    yield from _keys(item, SHIFT_KEYS)
    modes = item.get("mode")
    for mode in modes.values() if isinstance(modes, dict) else (modes,):
        yield from _type_and_mode(item.get("becomes"), mode)
    embedded = frames.as_list(item.get("embedded"))
    if not embedded:
        yield "no embedded types"
    for name in [*embedded, *(modes if isinstance(modes, dict) else ())]:
        kind, _, mode = str(name).partition("/")
        if name != "*":
            yield from _type_and_mode(kind, mode or None)
    for relation in frames.as_list(item.get("relation")):
        if relation not in RELATIONS and not _PREPOSITION.fullmatch(relation):
            yield f"unknown relation {relation!r}"
    if item.get("target") not in (None, "own", "inherit"):
        yield f"target is {item['target']!r}, not own or inherit"
    if item.get("keep_embedded") not in (None, *FACTUALITY_SCORE):
        yield f"keep_embedded is {item['keep_embedded']!r}, no factuality"
    yield from _entries(item)
    yield from _weight(item)
    yield from _examples(item)


def _light_problems(item: Mapping[str, Any], known: set[str]) -> Iterable[str]:
    yield from _keys(item, LIGHT_KEYS)
    if not item.get("verb"):
        yield "no verb"
    yield from (f"unknown role {role!r}" for role in frames.as_list(item.get("roles")) if not is_role(role))
    yield from _unknown_classes(frames.as_list(item.get("nouns", "any")), known)
    if item.get("aspect") not in (None, *ASPECTS):
        yield f"unknown aspect {item['aspect']!r}"


def _keys(item: Mapping[str, Any], allowed: frozenset[str]) -> Iterable[str]:
    yield from (f"unknown key {key!r}" for key in item if key not in allowed)


def _type_and_mode(type: Any, mode: Any) -> Iterable[str]:
    if type not in plover.TYPES:
        yield f"unknown type {type!r}"
    elif mode is not None and mode not in plover.modes(type):
        yield f"{type} has no mode {mode!r}"


def _entries(item: Mapping[str, Any]) -> Iterable[str]:
    if not any(item.get(kind) for kind in frames.KINDS):
        yield "no words"
    for kind in frames.KINDS:
        listed = frames.as_list(item.get(kind))
        yield from (f"{kind} {text!r} is listed twice" for text in sorted({t for t in listed if listed.count(t) > 1}))
        yield from (f"{kind} {text!r} is not lower case" for text in listed if text != text.lower())
        yield from _truth_values(item.get(kind), kind)


def _condition_problems(conditions: Mapping[str, Any], key: str, known: set[str]) -> Iterable[str]:
    for role, value in conditions.items():
        if role in SECTOR_ROLES:
            yield from (
                f"unknown sector {s!r} in {key}"
                for s in frames.as_list(value)
                if s not in plover.SECTORS and s not in plover.STATELESS
            )
        elif not is_role(role):
            yield f"unknown role {role!r} in {key}"
        elif value is not True and not isinstance(value, (str, list)):
            yield f"{key} {role}: give lemmas, @classes or true, not {value!r}"
        elif value is not True:
            yield from _unknown_classes(frames.as_list(value), known)
            yield from _truth_values(value, f"{key} {role}")


def _truth_values(listed: Any, where: str) -> Iterable[str]:
    """YAML reads a bare ``no``, ``on`` or ``off`` as a truth value."""
    if isinstance(listed, list) and not all(isinstance(part, str) for part in listed):
        yield f"{where} holds something that is no string (a bare no, on, yes?)"


def _unknown_classes(items: Iterable[str], known: set[str]) -> Iterable[str]:
    yield from (f"unknown class {item}" for item in items if item.startswith("@") and item[1:] not in known)


def _weight(item: Mapping[str, Any]) -> Iterable[str]:
    weight = item.get("weight", 1.0)
    if not isinstance(weight, (int, float)) or not 0.1 <= weight <= 1.0:
        yield f"weight {weight!r} is not within 0.1 and 1.0"


def _examples(item: Mapping[str, Any]) -> Iterable[str]:
    if not frames.as_list(item.get("examples")):
        yield "no example"
    for key in ("examples", "not_examples"):
        for marked in frames.as_list(item.get(key)):
            try:
                frames.example(marked)
            except ValueError as error:
                yield str(error)


def _same_id(item: Mapping[str, Any], where: str, ids: dict[str, str]) -> Iterable[str]:
    name = str(item.get("id", ""))
    if not name:
        return [f"{where}: no id"]
    if name in ids:
        return [f"{where}: the id stands at {ids[name]} too"]
    ids[name] = where
    return []


def _contradictions(
    item: Mapping[str, Any], where: str, meanings: dict[tuple[str, str, str], tuple[str, str | None, str]]
) -> Iterable[str]:
    """The same words under the same conditions may mean one type and mode only."""
    found = []
    conditions = f"{_canonical(item.get('when'))} unless {_canonical(item.get('unless'))}"
    meaning = (str(item.get("type")), item.get("mode"))
    for kind in frames.KINDS:
        for text in frames.as_list(item.get(kind)):
            key = (kind, text, conditions)
            other = meanings.setdefault(key, (*meaning, where))
            if other[2] != where and other[:2] != meaning:
                found.append(f"{where}: {kind} {text!r} means {meaning} here and {other[:2]} in {other[2]}")
            elif other[2] != where:
                found.append(f"{where}: {kind} {text!r} stands with the same conditions in {other[2]}")
    return found


def _canonical(conditions: Mapping[str, Any] | None) -> str:
    pairs = sorted(
        (role, value if value is True else sorted(frames.as_list(value))) for role, value in (conditions or {}).items()
    )
    return repr(pairs)
