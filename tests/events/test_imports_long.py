"""A protocol of two hundred pages: reviewed in parts, quick, nothing lost; bad files are told in plain words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cluster.models import Council
from events.importing import parse
from events.models import Meeting, ProtocolImport
from tests.events.reviewing import NEW, SHORT, Review, decisions, upload
from tests.importing.building import pdf, word

pytestmark = pytest.mark.django_db
ITEMS, EACH = 60, 5
MOST_FIELDS = 1000  # what Django takes by itself
HEARD = (
    "Докладчик рассказал, что на предприятиях района работали наставники, текучесть среди новичков снизилась, "
    "а родители школьников чаще приходили на дни открытых дверей и задавали вопросы о пробах. "
)


def long_protocol():
    """Three hundred decisions on about two hundred pages."""
    titles = [f"{number}. О ходе работы по направлению номер {number}" for number in range(1, ITEMS + 1)]
    lines = ["ПРОТОКОЛ № 77", "заседания Экспертного совета", "", "15 сентября 2026 года", ""]
    lines += ["Председатель: Волкова Д.Ю.", "", "Присутствовали: Волкова Д.Ю., Лугова А.Р., Мельников И.П.", ""]
    lines += ["Повестка дня:", "", *(f"{title} (Мельников И.П.)." for title in titles)]
    for number, title in enumerate(titles, 1):
        lines += ["", f"{title}.", "", "СЛУШАЛИ: Мельникова И.П. — о работе за год.", *[HEARD] * 25, "", "РЕШИЛИ:", ""]
        for own in range(1, EACH + 1):
            lines += [f"{number}.{own}. АО «Хлебный двор» описать порядок работы наставника {number}-{own}."]
            lines += ["Срок – до 15.10.2026."]
    return "\n".join(lines)


@pytest.fixture
def council():
    return Council.objects.get(kind="expert")


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def review(client, council):
    text = long_protocol()
    assert len(text) > 200 * 1500
    return Review(client, council, text)


def test_long_protocol_is_reviewed_in_parts(review):
    form = review.page.context["form"]
    assert len(form.record["decisions"]) == ITEMS * EACH
    shown = [row["key"] for part in form.parts for section in part.sections for row in section.rows]
    assert len(shown) == len(set(shown)) == ITEMS * EACH + ITEMS
    assert len(list(form)) < MOST_FIELDS / 2
    for number in (1, len(form.parts)):
        with CaptureQueriesContext(connection) as queries:
            page = review.client.get(f"{review.url}?part={number}")
        assert len(queries) <= 12, [query["sql"][:120] for query in queries]
    assert f"Часть {number} из {number}" in page.content.decode()


@pytest.mark.parametrize(("make", "name"), [(word, "Протокол.docx"), (pdf, "Протокол.pdf")], ids=["docx", "pdf"])
def test_two_hundred_pages_in_a_file_lose_nothing(make, name):
    record = parse(make(long_protocol()), name).as_json()
    told = [(one["number"], one["deadline"]) for one in record["decisions"]]
    assert told == [(f"{number}.{own}", "2026-10-15") for number in range(1, ITEMS + 1) for own in range(1, EACH + 1)]
    assert all(one["responsible"] == ["АО «Хлебный двор»"] for one in record["decisions"])
    assert record["date"] == "2026-09-15"


def test_whole_source_is_shown_over_the_parts(review):
    count = len(review.page.context["form"].parts)
    text = "".join(review.client.get(f"{review.url}?part={number}").content.decode() for number in range(1, count + 1))
    for number in range(1, ITEMS + 1):
        assert f"наставника {number}-{EACH}." in text and f'id="span-decisions-d{number * EACH}-text"' in text


def test_what_was_typed_in_one_part_stays_while_another_is_reviewed(review):
    first = decisions(review.page)[0]
    review.press({first["text"].html_name: "Исправлено в первой части"}, go="3")
    assert review.part == 3
    third = decisions(review.page)[0]
    review.press({third["due_on"].html_name: "31.02.2026"}, go="1")
    assert decisions(review.page)[0]["text"].value() == "Исправлено в первой части"
    review.press(accept="1")
    assert review.part == 3 and "Такого дня нет: 31.02.2026" in review.text and "<title>Ошибка: " in review.text
    review.press({third["due_on"].html_name: "16.10.2026"}, accept="1")
    meeting = Meeting.objects.get(source_import__isnull=False)
    assert meeting.decisions.count() == ITEMS * EACH
    assert meeting.decisions.filter(text="Исправлено в первой части").exists()


def test_problem_of_another_part_has_a_link_to_it(review):
    number = len(review.page.context["form"].parts)
    review.press(go=str(number))
    last = decisions(review.page)[-1]
    review.press({last["text"].html_name: ""}, go="1")
    first = decisions(review.page)[0]
    review.press({first["text"].html_name: ""}, accept="1")
    assert f'href="?part={number}&amp;check=1#{last["text"].id_for_label}"' in review.text
    page = review.client.get(f"{review.url}?part={number}&check=1").content.decode()
    assert "<title>Ошибка: " in page and f'href="#{last["text"].id_for_label}"' in page


def test_item_with_very_many_decisions_goes_on_in_the_next_part(client, council):
    lines = [f"1.{number}. Школе «Ступени» сделать дело {number}.\nСрок – до 01.04.2026." for number in range(2, 70)]
    review = Review(client, council, SHORT.replace("\nГолосовали", "\n".join(["", *lines]) + "\n\nГолосовали"))
    assert len(review.page.context["form"].parts) > 2
    review.press(go="2")
    assert "продолжение" in review.text
    key = decisions(review.page)[0].row["key"]
    review.press(step=f"merge:{key}")
    assert review.record["decisions"][22]["action"] in ("keep", "merge") and review.part == 2


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("Протокол.txt", SHORT.replace("о", "\ufffd").encode(), "Часть букв в файле потеряна"),
        ("Протокол.txt", b"\x00\x01\x02" * 500, "внутри"),
        ("Протокол.txt", "Решили: ok".encode(), ""),
        ("Протокол.pdf", b"%PDF-1.4 broken", "PDF повреждён"),
    ],
    ids=["lost-letters", "binary", "too-short", "broken-pdf"],
)
def test_unreadable_file_is_refused_in_plain_words(client, council, name, data, message):
    before = ProtocolImport.objects.count()
    answer = upload(client, council, data, name)
    text = answer.content.decode()
    if answer.status_code == 200:
        assert "field__error" in text and message in text and "<title>Ошибка: " in text
        assert ProtocolImport.objects.count() == before
    else:
        assert not message


def test_unreadable_pasted_text_stays_on_the_page(client, council):
    words = "nPOTOKOJI 3aceDaHue coBeTa pewunu " * 60
    answer = client.post(NEW, {"council": council.pk, "text": words})
    assert answer.status_code == 200 and words.strip()[:200] in answer.content.decode()


def test_file_under_review_opens_the_review_that_was_begun(client, council):
    review = Review(client, council, SHORT)
    review.press({"head-place": "Малый зал"}, later="1")
    again = upload(client, council, SHORT.encode())
    text = client.get(again.headers["Location"]).content.decode()
    assert "Этот файл уже на проверке" in text and 'value="Малый зал"' in text
