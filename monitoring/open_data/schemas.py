"""Shapes of the read API. Numbers travel as text, so that no reader rounds them on the way."""

from datetime import datetime
from decimal import Decimal

from ninja import Field, Schema


class SnapshotOut(Schema):
    number: int = Field(description="Номер опубликованной редакции результатов")
    digest: str = Field(description="SHA-256 содержания редакции: по нему различают состояния данных")
    made_at: datetime = Field(description="Когда опубликована")


class LicenceOut(Schema):
    name: str
    url: str


class CampaignOut(Schema):
    id: int
    region: str
    oktmo_prefix: str = Field(description="Первые две цифры ОКТМО региона")
    year: int
    framework: str = Field(description="Система показателей и её редакция")
    expected: int = Field(description="Сколько муниципальных образований ожидались")
    accepted: int = Field(description="От скольких приняты формы")
    is_conditional: bool = Field(description="Значения муниципальных образований условные (показательные данные)")
    snapshot: SnapshotOut | None
    licence: LicenceOut
    citation: str = Field(description="Как ссылаться на эти данные")


class FigureOut(Schema):
    state: str = Field(description="reported — сообщено; другие состояния говорят, почему числа нет")
    numerator: str | None = Field(description="Точное число, для долей — числитель")
    denominator: str | None = Field(description="Знаменатель; пусто, если его нет")
    printed: str = Field(description="Как число напечатано на страницах и в документах; «к» — скрыто")
    is_hidden: bool = Field(description="Скрыто: по числу можно было бы узнать отдельных людей")


class IndicatorFigureOut(FigureOut):
    code: str
    criterion: int
    name: str
    kind: str
    unit: str
    reported: int = Field(description="Сколько муниципальных образований сообщили значение")
    expected: int


class MunicipalFigureOut(FigureOut):
    municipality: str
    oktmo: str


class CampaignFiguresOut(CampaignOut):
    indicators: list[IndicatorFigureOut]


class IndicatorOut(Schema):
    campaign: CampaignOut
    region: IndicatorFigureOut
    source: str
    polarity: str
    municipalities: list[MunicipalFigureOut]


def exact(number: Decimal | None) -> str | None:
    """«608.75», «19»: a full stop, no zeros that only storage needs."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
