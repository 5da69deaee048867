"""Texts of consents. A text that somebody has signed never changes: a new wording is a new version."""

from dataclasses import dataclass
from hashlib import sha256

from graduates.models import Consent

HOW_TO_WITHDRAW = (
    "Я могу отозвать согласие в любой день: на портале, на странице «Мои согласия», или письмом в колледж. "
    "С этого дня мои сведения больше не показывают и не передают."
)


@dataclass(frozen=True)
class ConsentText:
    purpose: str
    version: str
    paragraphs: tuple[str, ...]

    @property
    def sha256(self) -> str:
        return sha256("\n".join(self.paragraphs).encode()).hexdigest()


TEXTS = (
    ConsentText(
        Consent.Purpose.PROCESSING,
        "2026-1",
        (
            "Я разрешаю колледжу хранить и использовать мои имя, телефон, почту, профессию, год выпуска, "
            "место жительства и пожелания к работе.",
            "Это нужно только для одного: помочь мне найти работу и остаться на ней.",
            "Колледж может записывать, хранить, уточнять, использовать и удалять эти сведения.",
            HOW_TO_WITHDRAW,
        ),
    ),
    ConsentText(
        Consent.Purpose.HEALTH,
        "2026-1",
        (
            "Я разрешаю колледжу хранить и использовать сведения о моём здоровье: статус ОВЗ, инвалидность, "
            "рекомендации ИПРА, и список условий, которые нужны мне на работе.",
            "Это нужно только для одного: подобрать работу, на которой эти условия есть.",
            "Работодатель не видит моего диагноза. Нужные условия он видит, только если я сам их показал.",
            "Каждый, кто открывает эти сведения, остаётся в журнале. Я могу прочитать этот журнал.",
            HOW_TO_WITHDRAW,
        ),
    ),
)


def current_text(purpose: str) -> ConsentText:
    """The newest text of a purpose; KeyError for an unknown purpose."""
    found = [text for text in TEXTS if text.purpose == purpose]
    if not found:
        raise KeyError(purpose)
    return found[-1]
