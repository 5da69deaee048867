"""Names without a consent do not stand in what everybody may read."""

from datetime import timedelta

import pytest

from cluster.models import Person
from events.actions.meetings import sign_protocol
from events.documents.masking import Mask
from events.models import AgendaSpeaker, Attendance
from tests.events.factories import AgendaItemFactory, DecisionFactory, MeetingFactory, ProtocolFactory, today


def _mask(*hidden, open_names=()):
    until = today() + timedelta(days=1)
    people = [Person(pk=n, surname=one, first_name="Анна", patronymic="Петровна") for n, one in enumerate(hidden, 1)]
    people += [Person(pk=100 + n, surname=one, may_be_published_until=until) for n, one in enumerate(open_names)]
    return Mask(people, today())


@pytest.mark.parametrize(
    "words",
    [
        *("Иванова", "Иванову", "Ивановой", "Ивановой А.П.", "А.П. Ивановой", "А. П. Иванову", "Ивановых"),
        *("Анне Петровне", "Анны Петровны Ивановой", "Ивановой Анне Петровне"),
    ],
)
def test_surname_is_hidden_in_any_form(words):
    assert _mask("Иванова").text(f"Поручить {words} подготовить список") == "Поручить [участник] подготовить список"


@pytest.mark.parametrize(
    ("surname", "words"),
    [
        ("Бондарчук", "Бондарчуку"),
        ("Гайдай", "Гайдаем"),
        ("Середа", "Середе"),
        ("Горская", "Горской О.В."),
        ("Белый", "Белому"),
        ("Шевченко", "Шевченко"),
        ("Соловьёв", "Соловьева"),
        ("Римский-Корсаков", "Римскому-Корсакову"),
    ],
)
def test_surnames_of_all_kinds_are_hidden(surname, words):
    assert _mask(surname).text(f"Слово дали: {words}.") == "Слово дали: [участник]."


def test_consent_of_today_opens_the_name_and_a_namesake_without_it_hides_both():
    assert _mask("Рябинина", open_names=["Горская"]).text("Горская и Рябинина") == "Горская и [участник]"
    assert _mask("Горская", open_names=["Горская"]).text("Горской О.В.") == "[участник]"


def test_unknown_name_with_initials_is_hidden_and_other_words_stay():
    text = "Комитет занятости Томской области, Сидоров П.П., Дом культуры «Авангард», Томский район"
    assert _mask().text(text) == text.replace("Сидоров П.П.", "[участник]")


def test_a_known_organisation_called_like_a_person_keeps_its_name():
    hidden = Person(pk=1, surname="Кедров", first_name="Павел", patronymic="Ильич")
    mask = Mask([hidden], today(), organisations=["ООО «Кедровая мануфактура»", "ИП Кедров П.И."])
    text = "Поручить ООО «Кедровая мануфактура» и Кедрову; ИП Кедров П.И., «Кедровая роща» от Кедровой"
    shown = "Поручить ООО «Кедровая мануфактура» и [участник]; ИП [участник], «[участник] роща» от [участник]"
    assert mask.text(text) == shown


@pytest.mark.parametrize(
    "contact",
    ["anna@demo.example", "+7 (3822) 12-34-56", "8-913-123-45-67", "8 913 123 45 67", "+79131234567", "51-22-33"],
)
def test_contacts_never_stand_there(contact):
    assert _mask().text(f"Писать: {contact} до мая") == "Писать: [контакт скрыт] до мая"


@pytest.mark.parametrize("kept", ["до 21.02.2022", "в 2022-2023 годах", "приказ № 8-123", "18 411 человек"])
def test_days_and_numbers_stay(kept):
    assert _mask("Иванова").text(kept) == kept


@pytest.mark.django_db
def test_public_page_names_only_those_who_agree(client, people):
    hidden, named = Person.objects.get(surname="Горская"), Person.objects.get(surname="Рябинина")
    Person.objects.exclude(pk=named.pk).update(may_be_published_until=today() - timedelta(days=1))
    Person.objects.filter(pk=named.pk).update(may_be_published_until=today())
    protocol = ProtocolFactory(is_public=True)
    Attendance.objects.create(meeting=protocol.meeting, person=hidden, post="директор")
    heard = "Горская О.В. рассказала, телефон 8-913-123-45-67."
    item = AgendaItemFactory(meeting=protocol.meeting, title="Сообщение Горской О.В.", heard=heard, spoke="Горская.")
    AgendaSpeaker.objects.create(agenda_item=item, person=hidden)
    own = {"meeting": protocol.meeting, "agenda_item": item}
    DecisionFactory(**own, text="Поручить Горской и Рябининой подготовить список", responsible_person=hidden)
    DecisionFactory(**own, number="2", text="Провести пробы", responsible_person=named)
    sign_protocol(protocol, by=people.coordinator)
    text = client.get(f"/protocols/{protocol.pk}/public/").content.decode()
    assert "Поручить [участник] и Рябининой подготовить список" in text and "Ответственный: [участник]" in text
    assert "Ответственный: Рябинина" in text and "Сообщение [участник]" in text
    for word in ("Горск", "8-913", "Алмазова", "СЛУШАЛИ", "рассказала"):
        assert word not in text
    Person.objects.update(may_be_published_until=None)
    assert "Рябинин" not in client.get(f"/protocols/{protocol.pk}/public/").content.decode()


@pytest.fixture(scope="module")
def named():
    """Four people without a consent and one who agreed."""
    told = [
        *(("Иванова", "Анна", "Петровна"), ("Рябинина", "Вера", "Олеговна"), ("Томилин", "Лев", "Ильич")),
        *(("Соловьёв", "Алексей", "Юрьевич"), ("Горская", "Ольга", "Викторовна")),
    ]
    people = [
        Person(pk=n, surname=surname, first_name=first, patronymic=second)
        for n, (surname, first, second) in enumerate(told)
    ]
    people[-1].may_be_published_until = today() + timedelta(days=1)
    return Mask(people, today(), ["тихая комната", "ООО «Ромашка»"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Поручить Ане и Анне список", "Поручить [участник] и [участник] список"),
        ("Анну поддержал Лёша", "[участник] поддержал [участник]"),
        ("Слово дали Вере.", "Слово дали [участник]."),
        ("Передать Льву", "Передать [участник]"),
        ("Ивоновой и Иваноовой", "[участник] и [участник]"),
        ("Заслушать Рябинну", "Заслушать [участник]"),
        ("Соловеву, Солавьёву", "[участник], [участник]"),
        ("Передать Ивану Сергеевичу", "Передать [участник]"),
        ("Оборудовать тихую комнату с ООО «Ромашка»", "Оборудовать [скрыто] с [скрыто]"),
    ],
)
def test_first_names_nicknames_and_slips_are_hidden(named, text, shown):
    assert named.text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("Ольге Викторовне Горской", "Горская доложила", "посёлок Томилино", "в городе Иванове", "Ивановской области"),
        *("улица Анны Зегерс", "фонд «Вера» и центр «Надежда»", "Вера в себя помогает", "имени Льва Толстого"),
        *("Совет молодёжи, Соловки, Рябина, Калинин", "Абилимпикс, Иркутск, Ростех, Сбербанк", "Томский район"),
        *("Сергею и Марине", "комната отдыха", "анналы", "Левый берег"),
    ],
)
def test_other_words_and_those_who_agreed_stay(named, text):
    assert named.text(text) == text


def _page_of(client, protocol):
    return client.get(f"/protocols/{protocol.pk}/hidden-words/").content.decode()


@pytest.fixture
def opened(people):
    protocol = ProtocolFactory(is_public=True)
    item = AgendaItemFactory(meeting=protocol.meeting, title="О наставниках")
    DecisionFactory(meeting=protocol.meeting, agenda_item=item, text="Просить бабу Нюсю и Сидорова П.П. помочь")
    return sign_protocol(protocol, by=people.coordinator)


@pytest.mark.django_db
def test_coordinator_sees_what_is_hidden_and_hides_more(client, client_of, people, opened):
    coordinator, public = client_of(people.coordinator), f"/protocols/{opened.pk}/public/"
    page = _page_of(coordinator, opened)
    assert "[убрано: </span>Сидорова П.П.<span" in page and "бабу Нюсю" in page
    assert "РЕШИЛИ:" in page
    assert "бабу Нюсю" in client.get(public).content.decode()
    coordinator.post(f"/protocols/{opened.pk}/hidden-words/", {"phrases": "баба Нюся\n\nбаба  Нюся"})
    assert [one.words for one in opened.meeting.hidden_words.all()] == ["баба Нюся"]
    assert "Просить [скрыто] и [участник] помочь" in client.get(public).content.decode()
    coordinator.post(f"/protocols/{opened.pk}/hidden-words/", {"phrases": ""})
    assert "бабу Нюсю" in client.get(public).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "told"),
    [("дедушка Егор", "Таких слов в решениях нет"), ("я", "Слишком короткие"), ("а" * 201, "длиннее 200")],
)
def test_words_that_hide_nothing_are_told_and_kept(client_of, people, opened, typed, told):
    page = client_of(people.coordinator).post(f"/protocols/{opened.pk}/hidden-words/", {"phrases": f"Нюся\n{typed}"})
    text = page.content.decode()
    assert told in text and "<title>Ошибка: " in text and typed in text
    assert not opened.meeting.hidden_words.exists()


@pytest.mark.django_db
def test_hidden_words_of_others_and_of_drafts_are_not_found(client_of, people, opened):
    draft = ProtocolFactory()
    foreign = ProtocolFactory(meeting=MeetingFactory(foreign=True))
    coordinator = client_of(people.coordinator)
    for protocol in (draft, foreign):
        assert coordinator.get(f"/protocols/{protocol.pk}/hidden-words/").status_code == 404
    assert client_of(people.methodologist).get(f"/protocols/{opened.pk}/hidden-words/").status_code == 403
