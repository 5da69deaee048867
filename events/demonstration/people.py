"""Who takes part: people and organisations of the cluster demonstration by short names, and more invented people."""

from accounts.models import User
from cluster.demonstration import ORGANISATIONS
from cluster.models import Council, Organisation, Person

# Present at the first meeting besides those whom the cluster already knows.
GUESTS = (
    *("Белозёрова К.А.", "Бирюсина М.Е.", "Васюганова Л.Т.", "Громов Ф.И.", "Дубравин А.С.", "Ельникова П.В."),
    *("Заречная И.О.", "Зимин Т.А.", "Кетская Н.Л.", "Клёнова В.Р.", "Колосов Е.Д.", "Лебединская С.А."),
    *("Листвинская Г.М.", "Морошкина Ю.К.", "Нагорный Б.В.", "Парабельский Д.Д.", "Полянина А.Ф.", "Ракитин С.С."),
    *("Снегирёва О.Л.", "Тайгин Л.Ю.", "Ушайкин М.М.", "Черёмухина Т.Г.", "Шегарский В.П.", "Яровая Н.Н."),
)


def coordinator() -> User:
    return User.objects.get(email="coordinator@demo.example")


def organisations() -> dict[str, Organisation]:
    by_name = {one.name: one for one in Organisation.objects.all()}
    return {key: by_name[row[1]] for key, row in ORGANISATIONS.items() if row[1] in by_name}


def person(surname: str) -> Person:
    return Person.objects.filter(surname=surname).order_by("pk")[0]


def council(kind: str) -> Council:
    return Council.objects.filter(kind=kind).select_related("cluster__region").order_by("pk")[0]
