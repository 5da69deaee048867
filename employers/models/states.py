"""States of a vacancy and the steps between them: one table instead of conditions all over the code."""

from datetime import timedelta

from django.db import models

FRESH_FOR = timedelta(days=60)  # an older promise of an open place may be no longer true


class WrongState(Exception):
    """The vacancy is not in a state from which this step starts; the text says so to the reader."""


class Status(models.TextChoices):
    DRAFT = "draft", "черновик"
    MODERATION = "moderation", "на проверке"
    PUBLISHED = "published", "опубликована"
    PAUSED = "paused", "приостановлена"
    FILLED = "filled", "место занято"
    EXPIRED = "expired", "срок подтверждения вышел"


class Step(models.TextChoices):
    SEND = "send", "отправить на проверку"
    PUBLISH = "publish", "опубликовать"
    RETURN = "return", "вернуть на доработку"
    WITHDRAW = "withdraw", "снять, чтобы изменить"
    PAUSE = "pause", "приостановить"
    RESUME = "resume", "возобновить"
    CONFIRM = "confirm", "подтвердить, что вакансия ещё открыта"
    FILL = "fill", "отметить, что место занято"
    EXPIRE = "expire", "убрать из списка: никто не подтвердил"


S = Status
STEPS: dict[Step, tuple[tuple[S, ...], S]] = {
    Step.SEND: ((S.DRAFT,), S.MODERATION),
    Step.PUBLISH: ((S.MODERATION,), S.PUBLISHED),
    Step.RETURN: ((S.MODERATION,), S.DRAFT),
    Step.WITHDRAW: ((S.MODERATION, S.PUBLISHED, S.PAUSED, S.EXPIRED), S.DRAFT),
    Step.PAUSE: ((S.PUBLISHED,), S.PAUSED),
    Step.RESUME: ((S.PAUSED,), S.PUBLISHED),
    Step.CONFIRM: ((S.PUBLISHED, S.EXPIRED), S.PUBLISHED),
    Step.EXPIRE: ((S.PUBLISHED,), S.EXPIRED),
    Step.FILL: ((S.PUBLISHED, S.PAUSED, S.EXPIRED), S.FILLED),
}
STATE_WORDS: dict[str, str] = {
    S.DRAFT: "лежит в черновиках",
    S.MODERATION: "уже на проверке",
    S.PUBLISHED: "уже опубликована",
    S.PAUSED: "уже приостановлена",
    S.FILLED: "закрыта, место занято",
    S.EXPIRED: "ушла из списка: срок подтверждения вышел",
}
TAGS: dict[str, str] = {
    S.DRAFT: "draft",
    S.MODERATION: "waiting",
    S.PUBLISHED: "done",
    S.PAUSED: "closed",
    S.FILLED: "closed",
    S.EXPIRED: "overdue",
}
