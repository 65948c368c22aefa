"""What an evaluation returns: figures by name, counts, and lists of errors by class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``value`` and, where it is a share, the counts ``hit`` of ``total``."""

    name: str
    value: float
    hit: float | None = None
    total: int | None = None


@dataclass(slots=True)
class Report:
    """The figures of one run in order, and its worst errors."""

    layer: str
    figures: list[Figure] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def share(self, name: str, hit: float, total: int) -> None:
        """Add ``hit`` of ``total`` (0 where there is nothing to find)."""
        self.figures.append(Figure(name, hit / total if total else 0.0, hit, total))

    def add(self, name: str, value: float) -> None:
        """Add a figure that is no share."""
        self.figures.append(Figure(name, value))

    def __getitem__(self, name: str) -> float:
        for figure in self.figures:
            if figure.name == name:
                return figure.value
        raise KeyError(name)


def precision_recall(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts."""
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlap(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two half-open spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def f1_by_label(
    gold: Sequence[str], found: Sequence[str], labels: Iterable[str]
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each label."""
    result = {}
    for label in labels:
        right = sum(g == f == label for g, f in zip(gold, found, strict=True))
        result[label] = precision_recall(right, list(found).count(label) - right, list(gold).count(label) - right)
    return result
