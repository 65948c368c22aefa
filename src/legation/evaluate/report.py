"""What an evaluation returns: figures by name, counts, and lists of errors by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``value`` and, where it is a share, the counts ``hit`` of ``total``."""

    name: str
    value: float
    hit: float | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Figures that need two dimensions: the first row of cells is the head, the first cell of each row its name."""

    title: str
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> list[str]:
        """The table for a terminal: names flush left, numbers flush right."""
        widths = [max(len(row[i]) for row in self.rows) for i in range(len(self.rows[0]))]
        return [
            "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
            for row in self.rows
        ]


@dataclass(slots=True)
class Report:
    """The figures of one run in order, its tables, and its worst errors by class."""

    layer: str
    figures: list[Figure] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def share(self, name: str, hit: float, total: int) -> None:
        """Add ``hit`` of ``total`` (0 where there is nothing to find)."""
        self.figures.append(Figure(name, hit / total if total else 0.0, hit, total))

    def add(self, name: str, value: float) -> None:
        """Add a figure that is no share."""
        self.figures.append(Figure(name, value))

    def types(self, figures: dict[str, tuple[float, float, float]], counts: Counter[str]) -> None:
        """Add the table of precision, recall and F1 by type; ``counts`` is how often each stands in the gold."""
        head = ("type", "precision", "recall", "F1", "in gold")
        rows = [
            (name, *(f"{value:.3f}" for value in values), str(counts[name])) for name, values in sorted(figures.items())
        ]
        self.tables.append(Table("By type", (head, *rows)))

    def confusion(self, pairs: Iterable[tuple[str, str]], *, title: str = "Coded as (columns), by gold type") -> None:
        """Add the confusion matrix of (gold, found) labels; a dot stands for none."""
        counts = Counter(pairs)
        gold = sorted({a for a, _ in counts})
        found = sorted({b for _, b in counts}, key=lambda label: (label not in gold, label))
        rows = [(a, *(str(counts[a, b]) if counts[a, b] else "." for b in found)) for a in gold]
        self.tables.append(Table(title, (("", *(b[:5] for b in found)), *rows)))

    def classes(self, errors: Iterable[tuple[str, float, str]], *, shown: int = 3, classes: int = 25) -> None:
        """Add errors, given as (class, how sure we were, what), by class: the commonest first, in each the surest.

        Those whose ``what`` is empty are counted and not shown.
        """
        grouped: dict[str, list[tuple[float, str]]] = {}
        for name, sure, what in errors:
            grouped.setdefault(name, []).append((sure, what))
        for name, found in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))[:classes]:
            self.errors.append(f"{name}: {len(found)}")
            worst = sorted((item for item in found if item[1]), key=lambda item: (-item[0], item[1]))[:shown]
            self.errors += [f"  {sure:.2f}  {what}" for sure, what in worst]

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
