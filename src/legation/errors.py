"""Errors that a user can cause, and mend."""

from __future__ import annotations


class LegationError(Exception):
    """Something a user can mend: bad usage, an unreadable path, an archive held by another process. Exit status 2."""


class InputRefused(LegationError):
    """One input (a file, a line of a file) that cannot be read; the others go on. Exit status 3.

    ``str(error)`` is one line: ``FILE:LINE: what is wrong; what to do``.
    """

    def __init__(self, reason: str, *, file: str | None = None, line: int | None = None) -> None:
        self.reason = " ".join(reason.split())
        self.file = file
        self.line = line
        where = "".join([file or "", f":{line}" if line is not None else ""])
        super().__init__(f"{where}: {self.reason}" if where else self.reason)
