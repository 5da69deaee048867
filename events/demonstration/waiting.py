"""A protocol that was uploaded and still waits for its review."""

from pathlib import Path

from cluster.models import Council
from events.actions.imports import receive
from events.demonstration.people import coordinator, council

TEXT = Path(__file__).parent / "waiting.txt"


def load_waiting_import() -> None:
    receive(
        TEXT.read_bytes(),
        filename="Протокол Экспертного совета.txt",
        council=council(Council.Kind.EXPERT),
        by=coordinator(),
    )
