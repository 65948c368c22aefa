"""The command line inside the test's process, as a user would see it."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from legation.cli import app
from legation.commands.reporting import guarded


@dataclass(frozen=True)
class Outcome:
    """Exit status and what was printed."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error. Fails where there are more or none, or a traceback."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err and "internal error" not in self.err, self.err
        return lines[0]


def run(*words: str | Path, stdin: bytes = b"") -> Outcome:
    """``legation WORDS…`` with ``stdin`` as standard input."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    argv = ["legation", *map(str, words)]
    patched = mock.patch.multiple(sys, argv=argv, stdin=given)
    with patched, redirect_stdout(out), redirect_stderr(err):
        status = guarded(app)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return Outcome(status, *texts)
