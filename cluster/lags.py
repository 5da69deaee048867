"""Plan against fact: days behind, and how they are told. Plain arithmetic, nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cluster.models import ProjectStep
from ui.words import count

DAYS = "день,дня,дней"


def lag_in_words(lag: int | None, *, is_done: bool) -> str:
    """«отстаёт на 5 дней» while it is open, «на 5 дней позже срока» when it is done; None means no planned day."""
    if lag is None:
        return "срок не назначен"
    if lag == 0:
        return "в срок" if is_done else "отставания нет"
    days = count(abs(lag), DAYS)
    if not is_done:
        return f"отстаёт на {days}"
    return f"на {days} позже срока" if lag > 0 else f"на {days} раньше срока"


@dataclass(frozen=True)
class Progress:
    """State of a project worked out from its steps; `kind` is a kind of tag."""

    kind: str
    state: str
    done: int
    total: int
    lag: int | None

    @property
    def in_words(self) -> str:
        if not self.total:
            return "шагов пока нет"
        return lag_in_words(self.lag, is_done=self.done == self.total)

    @property
    def in_full(self) -> str:
        """What the page shows in a tag and a line, in one line of a file."""
        if not self.total:
            return self.state
        lag = f", {self.in_words}" if self.lag else ""
        return f"{self.state}, сделано шагов: {self.done} из {self.total}{lag}"


def progress_of(steps: Sequence[ProjectStep], day: date) -> Progress:
    """A project is late by its latest open step; a finished one by its last day against the last planned day."""
    done = [step for step in steps if step.done_on]
    planned = [step.planned_on for step in steps if step.planned_on]
    if not steps:
        return Progress("draft", "без шагов", 0, 0, None)
    if len(done) == len(steps):
        last = max(step.done_on for step in done if step.done_on)
        return Progress("done", "выполнен", len(done), len(steps), (last - max(planned)).days if planned else None)
    lags = [lag for step in steps if not step.done_on and (lag := step.lag_on(day)) is not None]
    lag = max(lags, default=None)
    if lag:
        return Progress("overdue", "отстаёт", len(done), len(steps), lag)
    if done:
        return Progress("progress", "идёт", len(done), len(steps), lag)
    return Progress("waiting", "запланирован", 0, len(steps), lag)
