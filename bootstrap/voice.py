"""How set-up speaks: to the screen for `run`, to standard error where standard output belongs to a command."""

import os
import sys
from collections.abc import Callable

Say = Callable[[str], None]


def aloud(line: str) -> None:
    """A reader who has left, a closed terminal say, is no reason to stop the portal."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def aside(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def speak_utf8() -> None:
    """A bare container has an ASCII terminal; a Russian line must not become an error of its own."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
