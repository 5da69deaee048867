"""SMTP that tells a letter surely not taken from one of which nobody knows.

A server answers for a letter only once it has the whole of it (RFC 5321, 4.2.5): until the closing dot it has taken
nothing, after the dot and before its answer nobody can say. Both moments are told to the outbox.
"""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

END_OF_LETTER = b"\r\n.\r\n"
PATIENCE = 8  # seconds for each step of the talk: a silent server must not hold the scheduler
PATIENCE_FOR_VERDICT = 60  # after the whole letter a timeout leaves a doubt that a person has to settle


class OutcomeUnknown(smtplib.SMTPException):
    """The whole letter went to the server, and its answer did not come."""


class _Watched:
    """Over a connection of smtplib: calls `on_hand_over` before the body, which may forbid it by an exception."""

    def __init__(self, *args: Any, on_hand_over: Callable[[], None], **kwargs: Any) -> None:
        self._on_hand_over = on_hand_over
        self._awaits_verdict = False
        super().__init__(*args, **kwargs)

    def send(self, s: Any) -> None:
        is_letter = isinstance(s, bytes) and s.endswith(END_OF_LETTER)
        if is_letter:
            try:
                self._on_hand_over()
            except BaseException:
                self.close()  # type: ignore[attr-defined]  # without the dot the server takes nothing
                raise
        super().send(s)  # type: ignore[misc]
        self._awaits_verdict = is_letter
        if is_letter:
            self.sock.settimeout(PATIENCE_FOR_VERDICT)  # type: ignore[attr-defined]

    def getreply(self) -> tuple[int, bytes]:
        try:
            reply: tuple[int, bytes] = super().getreply()  # type: ignore[misc]
        except OSError as error:
            if self._awaits_verdict:
                raise OutcomeUnknown(str(error)) from error
            raise
        finally:
            if self._awaits_verdict and self.sock:  # type: ignore[attr-defined]
                self.sock.settimeout(self.timeout)  # type: ignore[attr-defined]
            self._awaits_verdict = False
        return reply


class _WatchedPlain(_Watched, smtplib.SMTP):
    pass


class _WatchedSSL(_Watched, smtplib.SMTP_SSL):
    pass


class OutboxBackend(EmailBackend):
    """The SMTP backend of Django with the two moments told; a fault of parting never spoils a letter already taken."""

    def __init__(self, *args: Any, on_hand_over: Callable[[], None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.timeout = self.timeout or PATIENCE
        self._on_hand_over = on_hand_over

    @property
    def connection_class(self) -> Any:
        return partial(_WatchedSSL if self.use_ssl else _WatchedPlain, on_hand_over=self._on_hand_over)

    def close(self) -> None:
        with suppress(OSError):
            super().close()
