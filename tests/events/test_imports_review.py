"""The review of an import: marks beside fields, steps, what is kept and what is told."""

import re

import pytest

from cluster.models import Council, CouncilMember, Person
from events.actions.carry_over import unfinished_matters
from events.models import AgendaItem, Meeting, ProtocolImport
from tests.events.factories import MeetingFactory
from tests.events.reviewing import SHORT, Review, decisions, typed

pytestmark = pytest.mark.django_db
LONG = """ПРОТОКОЛ № 6
заседания Экспертного совета

12 марта 2026 года

Председатель: Волкова Д.Ю.

Присутствовали: Волкова Д.Ю., Лугова А.Р., Мельников И.П., Озёрный К.М.

Повестка дня:

1. О пробах для школьников (Лугова А.Р.).
2. О наставниках (Мельников И.П.).

1. О пробах для школьников.

РЕШИЛИ:

1.1. АО «Хлебный двор» согласовать календарь проб. Известить школы района.
Срок – до 01.04.2026.
1.2. Направить календарь родителям.

Голосовали: за – 4, против – нет, воздержались – нет.

2. О наставниках.

РЕШИЛИ:

2.1. Рекомендовать ООО «Цифровой архив» назначить наставника.
Срок – до 01.02.2026.

Просим учесть пожелания родителей, высказанные на встрече.
"""


@pytest.fixture
def council():
    return Council.objects.get(kind="expert")


@pytest.fixture
def review(client_of, people, council):
    return Review(client_of(people.coordinator), council, LONG)


@pytest.fixture
def short(client_of, people, council):
    return Review(client_of(people.coordinator), council, SHORT)


def _accepted():
    return Meeting.objects.get(source_import__isnull=False)


def test_each_field_leads_to_its_words_and_back(review):
    first = decisions(review.page)[0]
    anchor = f"span-{first.add_prefix('due_on')}"
    assert f'href="#{anchor}"' in review.text
    words = re.search(rf'id="{anchor}" class="source-span">(.*?)<a class="source-back" href="#(.*?)"', review.text)
    assert "01.04.2026" in words[1] and words[2] == first["due_on"].id_for_label
    assert f'id="{words[2]}"' in review.text
    outer, inner = (review.text.index(f'id="span-{first.add_prefix(name)}"') for name in ("text", "responsible"))
    assert outer < inner < review.text.index("согласовать календарь", outer)
    assert "прочитано уверенно" in review.text


def test_no_anchor_stands_twice_and_every_link_has_its_end(review):
    ids = re.findall(r'\bid="([^"]+)"', review.text)
    assert len(ids) == len(set(ids))
    assert {link for link in re.findall(r'href="#([^"]+)"', review.text)} <= set(ids)


def test_source_is_shown_whole(review):
    shown = re.search(r'<div class="source-text">(.*?)</div>', review.text, re.S)[1]
    plain = re.sub(r"<a [^>]*>.*?</a>|<[^>]+>", "", shown)
    assert "".join(plain.split()) == "".join(LONG.split())


def test_decision_is_split_where_the_person_chooses(review):
    first = decisions(review.page)[0]
    place = next(one for one in first.places if one.after.startswith("Известить"))
    review.press(step=f"split:{first.key}", **{f"cut-{first.key}": place.offset})
    one, two = decisions(review.page)[:2]
    assert one["text"].value().endswith("календарь проб.") and two["text"].value().startswith("Известить школы")
    assert two["due_on"].value() == "01.04.2026"
    assert review.answer.headers["Location"].endswith(f"#at-{two.key}")
    assert "Решение разделено" in review.text
    spans = re.findall(r'id="span-decisions-[\w-]+-text" class="source-span">([^<]*)', review.text)
    assert any(span.startswith("Известить школы") for span in spans)


def test_split_without_a_place_says_so_and_keeps_what_was_typed(review):
    first = decisions(review.page)[0]
    review.press({first["text"].html_name: "Согласовать. И известить."}, step=f"split:{first.key}")
    assert "Выберите место, где разделить решение" in review.text
    assert decisions(review.page)[0]["text"].value() == "Согласовать. И известить."


def test_split_follows_the_place_through_an_edit(review):
    first = decisions(review.page)[0]
    place = next(one for one in first.places if one.after.startswith("Известить"))
    changes = {first["text"].html_name: "Согласовать календарь. Известить школы района."}
    review.press(changes, step=f"split:{first.key}", **{f"cut-{first.key}": place.offset})
    assert [form["text"].value() for form in decisions(review.page)[:2]] == [
        "Согласовать календарь.",
        "Известить школы района.",
    ]


def test_line_of_hyphens_cuts_a_decision(review):
    first = decisions(review.page)[0]
    review.press({first["text"].html_name: "Согласовать.\n---\nИзвестить.\n---\nПоздравить."}, save="1")
    assert [form["text"].value() for form in decisions(review.page)[:3]] == [
        "Согласовать.",
        "Известить.",
        "Поздравить.",
    ]


def test_decision_is_merged_with_the_one_above_and_parted_again(review):
    second = decisions(review.page)[1]
    review.press(step=f"merge:{second.key}")
    assert "часть решения выше" in review.text and len(decisions(review.page)) == 2
    review.press(step=f"keep:{second.key}")
    assert len(decisions(review.page)) == 3
    review.press(step=f"merge:{second.key}")
    review.press(accept="1")
    assert "Направить календарь родителям" in _accepted().decisions.order_by("position")[0].text
    assert _accepted().decisions.count() == 2


def test_first_decision_of_an_item_has_nothing_to_join(review):
    third = decisions(review.page)[2]
    assert f'value="merge:{third.key}"' not in review.text
    review.press(step=f"merge:{third.key}")
    assert "присоединить не к чему" in review.text and len(decisions(review.page)) == 3


def test_part_without_its_decision_stops_the_acceptance(review):
    first, second, _ = decisions(review.page)
    review.press(step=f"merge:{second.key}")
    review.press(step=f"skip:{first.key}")
    review.press(accept="1")
    assert "присоединить не к чему" in review.text and f'href="#at-{second.key}"' in review.text
    assert not Meeting.objects.filter(source_import__isnull=False).exists()


def test_not_a_decision_is_kept_in_the_draft_and_can_return(review):
    first = decisions(review.page)[0]
    review.press({first["text"].html_name: "Напечатанное до нажатия"}, step=f"skip:{first.key}")
    assert "не решение" in review.text and "Напечатанное до нажатия" in review.text
    review.press(step=f"keep:{first.key}")
    assert decisions(review.page)[0]["text"].value() == "Напечатанное до нажатия"
    review.press(step=f"skip:{first.key}")
    review.press(accept="1")
    assert not _accepted().decisions.filter(text="Напечатанное до нажатия").exists()


def test_carried_decision_waits_for_the_next_meeting(review, council):
    second = decisions(review.page)[1]
    review.press(step=f"carry:{second.key}")
    review.press(accept="1")
    meeting = _accepted()
    assert meeting.decisions.count() == 2
    item = meeting.agenda_items.get(state=AgendaItem.State.POSTPONED)
    assert item.title.startswith("Направить календарь") and item.parent.number.startswith("1")
    matters = unfinished_matters(MeetingFactory(council=council, held_on=meeting.held_on.replace(year=2027)))
    assert any("Направить календарь" in matter.title for matter in matters)


def test_item_is_carried_over_removed_and_restored(review):
    review.press(step="carry-item:a2")
    assert review.rows("agenda")["a2"]["state"] == "postponed"
    review.press(step="remove-item:a2")
    assert "Вопрос 2: убран" in review.text and "Без вопроса повестки" in review.text
    review.press(save="1")
    assert review.record["decisions"][2]["agenda"] == "a2"
    review.press(step="restore-item:a2")
    assert [section.key for section in review.page.context["form"].part.sections if section.decisions][-1] == "a2"
    review.press(step="remove-item:a2")
    review.press(accept="1")
    assert _accepted().agenda_items.count() == 1 and _accepted().decisions.filter(agenda_item=None).count() == 1


def test_decision_and_item_are_added_by_hand_and_moved(review):
    review.press(step="add-item:a1")
    added = next(row["key"] for row in review.record["agenda"] if row["key"].startswith("b"))
    review.press({f"agenda-{added}-title": "Разное", f"agenda-{added}-number": "1а"}, step=f"add:{added}")
    key = review.record["decisions"][2]["key"]
    review.press({f"decisions-{key}-text": "Поздравить школы.", f"decisions-{key}-agenda": "a2"}, step=f"move:{key}")
    assert decisions(review.page)[-1]["text"].value() == "Поздравить школы."
    review.press(accept="1")
    assert [item.title for item in _accepted().agenda_items.all()][1] == "Разное"
    assert _accepted().decisions.get(text="Поздравить школы.").agenda_item.number.startswith("2")


def test_unparsed_words_are_told_and_become_a_decision(review):
    saved = review.saved
    start = LONG.index("Просим учесть")
    span = {"start": start, "end": len(LONG) - 1, "text": LONG[start:].strip()}
    saved.draft["unparsed"].append(span)
    saved.save()
    review.press(save="1")
    assert re.search(r"В поля попало \d\d % текста, .*не разобрано \d+ %: остальное ниже", review.text)
    assert f'<mark id="span-{start}"' in review.text and f'href="#span-{start}"' in review.text
    review.press(step=f"take:{start}")
    row = review.rows()[f"u{start}"]
    assert "учесть пожелания" in row["text"] and row["agenda"] == "a2"
    assert f'<mark id="span-{start}"' not in review.text
    review.press(accept="1")
    assert _accepted().decisions.filter(text__startswith="Просим учесть").exists()


def test_vote_is_corrected_added_and_removed(review):
    review.press({"votes-v1-for_count": "3", "votes-v1-abstained_count": "1"}, step="add-vote:a2")
    key = review.record["votes"][-1]["key"]
    review.press({f"votes-{key}-for_count": "2", f"votes-{key}-is_unanimous": "on"}, step="skip-vote:v1")
    assert "Голосование: убрано" in review.text
    review.press(step="keep-vote:v1")
    review.press(accept="1")
    votes = _accepted().votes.order_by("agenda_item__position")
    assert [(one.for_count, one.abstained_count, one.is_unanimous) for one in votes] == [(3, 1, True), (2, None, True)]


def test_votes_above_attendance_are_told_and_kept(review):
    review.press({"votes-v1-for_count": "9"}, save="1")
    assert "Голосов всего 9, а присутствовали" in review.text
    review.press(accept="1")
    assert _accepted().votes.get().for_count == 9


def test_impossible_votes_are_an_error(review):
    review.press({"votes-v1-for_count": "много"}, accept="1")
    assert "целое число" in review.text and 'value="много"' in review.text


def test_deadline_before_the_meeting_is_told_and_written_with_its_flag(review):
    assert "Срок раньше дня заседания." in review.text
    review.press(accept="1")
    late = _accepted().decisions.get(due_on="2026-02-01")
    assert "deadline_before_meeting" in late.flags and "non_working_day" in late.flags


def test_corrected_deadline_loses_its_flag_and_its_remark(review):
    third = decisions(review.page)[2]
    review.press({third["due_on"].html_name: "02.04.2026"}, save="1")
    assert "Срок раньше дня заседания." not in review.text and "раньше даты заседания" not in review.text
    review.press(accept="1")
    assert _accepted().decisions.get(due_on="2026-04-02").flags == []


def test_day_that_does_not_exist_in_the_source_does_not_stop_the_review(client_of, people, council):
    review = Review(client_of(people.coordinator), council, LONG.replace("01.02.2026", "31.02.2026"))
    assert "Такого дня нет в календаре" in review.text
    review.press(accept="1")
    decision = _accepted().decisions.get(deadline_words__contains="31.02.2026")
    assert "impossible_date" in decision.flags


def test_wrong_day_typed_by_a_person_stops_acceptance_and_stays(short):
    name = decisions(short.page)[0]["due_on"].html_name
    short.press({name: "31.02.2026", "head-place": "Актовый зал"}, accept="1")
    assert "<title>Ошибка: " in short.text and "Такого дня нет: 31.02.2026" in short.text
    assert 'value="31.02.2026"' in short.text and f'href="#id_{name}"' in short.text
    assert not Meeting.objects.filter(source_import__isnull=False).exists()
    assert short.record["head"]["place"] == "Актовый зал"


def test_draft_is_saved_as_typed_right_or_wrong_and_waits_in_the_list(short):
    name = decisions(short.page)[0]["due_on"].html_name
    short.press({name: "31.02.2026", "head-place": "Актовый зал"}, later="1")
    listed = short.page.content.decode()
    assert "Черновик «Протокол.txt» сохранён" in listed and "Продолжить проверку" in listed and "1\xa0решение" in listed
    text = short.client.get(short.url).content.decode()
    assert 'value="31.02.2026"' in text and 'value="Актовый зал"' in text


def test_draft_changed_in_another_window_is_not_overwritten_in_silence(review):
    sent = typed(review.page)
    review.press({"head-place": "Малый зал"}, save="1")
    answer = review.client.post(review.url, sent | {"head-place": "Большой зал", "save": "1"})
    text = answer.content.decode()
    assert "сохранили в другом окне" in text and 'value="Большой зал"' in text
    assert review.record["head"]["place"] == "Малый зал"
    review.client.post(review.url, typed(answer) | {"save": "1"})
    assert review.record["head"]["place"] == "Большой зал"


def test_step_with_a_strange_key_changes_nothing(review):
    before = review.record["decisions"]
    for step in ("skip:d99", "take:7", "explode:d1", "split:d1"):
        review.press(step=step)
    assert review.record["decisions"] == before


def test_misspelt_person_is_asked_about_and_the_spelling_is_kept(client_of, people, council):
    known = Person.objects.get(surname="Лугова")
    text = LONG.replace("Лугова А.Р.", "Лугава А.Р.")
    review = Review(client_of(people.coordinator), council, text)
    assert f"есть похожее имя: {known.full_name}. Кто это?" in review.text
    review.press({"people-1-words": "Лугава А.Р.", "people-1-answer": known.pk}, save="1")
    assert re.search(rf'value="{known.pk}"[^>]*checked', review.text)
    review.press(accept="1")
    assert _accepted().attendance.get(person=known).name_words == "Лугава А.Р."
    assert not Person.objects.filter(surname="Лугава").exists()
    assert _accepted().agenda_items.all()[0].speakers.get() == known
    again = Review(client_of(people.coordinator), council, text.replace("№ 6", "№ 7"))
    assert "Кто это?" not in again.text


def test_person_who_is_somebody_else_is_written_anew(client_of, people, council):
    review = Review(client_of(people.coordinator), council, LONG.replace("Лугова А.Р.", "Лугава А.Р."))
    review.press({"people-1-words": "Лугава А.Р.", "people-1-answer": "other"}, accept="1")
    assert Person.objects.filter(surname="Лугава").exists()


def test_name_of_namesakes_is_asked_about(client_of, people, council):
    known = Person.objects.get(surname="Лугова")
    namesake = Person.objects.create(surname="Лугова", first_name="Алина", patronymic="Романовна")
    CouncilMember.objects.create(council=council, person=namesake, duty="member")
    review = Review(client_of(people.coordinator), council, LONG)
    assert "подходит нескольким людям" in review.text
    review.press({"people-1-words": "Лугова А.Р.", "people-1-answer": namesake.pk}, accept="1")
    assert namesake in [row.person for row in _accepted().attendance.all()]
    assert known not in [row.person for row in _accepted().attendance.all()]


def test_organisations_that_resemble_the_words_stand_first(client_of, people, council):
    text = LONG.replace("АО «Хлебный двор» согласовать", "АО «Хлебный дом» согласовать")
    review = Review(client_of(people.coordinator), council, text)
    choices = decisions(review.page)[0].fields["responsible"].choices
    assert choices[1][0] == "Похожие на слова протокола"
    assert "АО «Хлебный двор»" in [name for _, name in choices[1][1]]


def test_words_of_the_source_are_shown_as_text(client_of, people, council):
    text = LONG.replace("АО «Хлебный двор»", "АО «<b id=x>Хлебный</b> двор»").replace(
        "до 01.04.2026", "до 01.04.2026 <i>"
    )
    review = Review(client_of(people.coordinator), council, text)
    assert "<b id=x>" not in review.text and "<i>" not in review.text
    assert "&lt;b id=x&gt;" in review.text


def test_accepted_review_shows_no_buttons(short):
    short.press(accept="1")
    text = short.client.get(short.url).content.decode()
    assert 'name="step"' not in text and "Протокол принят" in text
    assert ProtocolImport.objects.get(pk=short.saved.pk).is_accepted
