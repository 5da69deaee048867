"""The generated prose of a note, paragraph by paragraph, with marks instead of figures.

The same words serve the note and the page where the methodologist edits it: an edited paragraph takes the place of the
generated one under the same key.
"""

from dataclasses import dataclass

from monitoring.documents.record import Record
from monitoring.framework.vocabulary import IndicatorKind, Polarity
from monitoring.models import RegionResult

PERIODS = {"two_years": "за два календарных года", "school_year": "за учебный год"}


@dataclass(frozen=True)
class Paragraph:
    key: str
    title: str
    text: str
    code: str = ""  # the indicator it speaks of


def paragraphs(record: Record) -> dict[str, Paragraph]:
    """All paragraphs of the note in its order."""
    general = [
        Paragraph("readers", "Кому справка", READERS),
        Paragraph("about", "О чём справка", _about(record)),
        Paragraph("definition", "Что такое сопровождение самоопределения", DEFINITION),
        Paragraph("participants", "Участники и сроки", _participants(record)),
        Paragraph("method", "Как считались показатели", METHOD),
    ]
    indicators = [
        Paragraph(f"indicator-{code}", f"Показатель {code}", sentences(record, row), code)
        for code, row in record.region.items()
    ]
    ends = []
    if record.comparison is not None:
        ends = [
            Paragraph("two-years", "Как сравнивались годы", TWO_YEARS),
            Paragraph("two-years-summary", "Вывод о двух годах", TWO_YEARS_SUMMARY),
        ]
    return {row.key: row for row in (*general, *indicators, *ends)}


def texts(record: Record) -> dict[str, str]:
    """What the note prints under each key: the methodologist's words, else the generated ones."""
    edited = record.content["texts"]
    return {key: edited.get(key) or row.text for key, row in paragraphs(record).items()}


READERS = (
    "Справка написана для руководителей и педагогов школ, для специалистов органов управления образованием и "
    "для тех, кто руководит общим и профессиональным образованием региона."
)
DEFINITION = (
    "Сопровождение профессионального самоопределения (СПС) — это помощь детям и молодёжи в осознанном выборе "
    "профессии. Мониторинг описывает, как она устроена, чтобы дать каждой территории выполнимые рекомендации."
)
METHOD = (
    "Доли считаются от числа муниципальных образований, сообщивших значение; охват региона — сумма числителей "
    "к сумме знаменателей. Проценты округлены при печати, половина — вверх."
)
TWO_YEARS = (
    "Составы участников двух лет могут различаться, поэтому изменение считается только по ответившим в оба года: таких "
    "муниципальных образований {общих} (таблица 1). Разность берётся из точных значений и только потом округляется. "
    "Изменение меньше одного муниципального образования ростом не называется."
)
TWO_YEARS_SUMMARY = (
    "Сравнить можно {сравнимы} из {всего_показателей}: рост — {выросли}, снижение — {снизились}, без заметного "
    "изменения — {не_изменились}. Об остальных показателях по двум годам вывод сделать нельзя."
)


def _about(record: Record) -> str:
    compared = ", сравнение с {прошлый_год} годом" if record.comparison else ""
    return (
        f"В ней — результаты мониторинга за {{год}} год по {{критериев}}{compared}, "
        "дефициты и рекомендации на {следующий_год} год."
    )


def _participants(record: Record) -> str:
    told = "Формы приняты от {приняты} из {ожидались} ({доля_принятых})"
    if record.comparison is not None:
        told += "; в {прошлый_год} году — от {приняты_прежде} из {ожидались_прежде}"
    return (
        f"Сбор шёл с {{сбор_с}} по {{сбор_по}}. {told}. Отвечают муниципальные районы, муниципальные и городские "
        "округа; поселения сведений не подают."
    )


def sentences(record: Record, result: RegionResult) -> str:
    """What the note says about one indicator: the figure, what lacks, what is counted beside it."""
    indicator = result.indicator
    code = indicator.code
    if not result.is_reported:
        return f"Показатель {code} ({_lower(indicator.statement)}): {{{code}.состояние}}."
    said = [_flag(result) if indicator.is_flag else _number(result)]
    beside = [
        f"{_lower(element.name)} — {{{element.code}.всего}}"
        for element in record.slices.get(code, [])
        if (total := record.totals.get(element.code)) is not None and total.amount is not None
    ]
    if beside:
        said.append(f"Отдельно учтены: {'; '.join(beside)}.")
    if result.reported < result.expected:
        said.append(f"Показатель рассчитан по данным {{{code}.сообщили}} из {{{code}.ожидались}}.")
    return " ".join(said)


def _flag(result: RegionResult) -> str:
    indicator = result.indicator
    code = indicator.code
    text = f"В {{{code}.в_скольких}} из {{{code}.база}} ({{{code}.доля}}) {indicator.statement}"
    if result.told == result.base or indicator.polarity == Polarity.LOW:
        return f"{text}."
    return f"{text}; в {{{code}.нет_в_скольких}} ({{{code}.нет_доля}}) {indicator.gap}."


def _number(result: RegionResult) -> str:
    indicator = result.indicator
    code = indicator.code
    clause = "," if "," in indicator.statement else ""  # a participle clause closes before the dash
    text = f"{_upper(indicator.statement)}{clause} — {{{code}.сколько}}"
    if indicator.kind == IndicatorKind.SHARE and result.denominator:
        text += f" из {{{code}.база}} ({{{code}.доля}})"
    period = PERIODS.get(indicator.period)
    return f"{text} ({period})." if period else f"{text}."


def _lower(text: str) -> str:
    """Lower the first letter, but keep abbreviations and proper names."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
