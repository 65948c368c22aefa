"""Nothing that Legation does reaches for the network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BLOCKED = """
import socket, sys

def refused(*_, **__):
    raise AssertionError("a socket was opened")

class Blocked(socket.socket):
    __init__ = refused

socket.socket = Blocked
socket.create_connection = socket.getaddrinfo = socket.socketpair = refused
sys.argv = ["legation", "demo", "--out", sys.argv[1]]
from legation.cli import main
main()
"""


def test_the_demo_runs_with_every_socket_blocked(tmp_path: Path) -> None:
    """In its own process, so that nothing was loaded before the sockets were taken away."""
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, str(tmp_path / "demo")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Key events in 12 sample reports" in done.stdout
    assert "legation show disagreements" in done.stdout
    page = (tmp_path / "demo" / "brief.html").read_text(encoding="utf-8")
    assert page.startswith("<!") and page.rstrip().endswith("</html>")
