"""The history of a decision: no code path skips it, nobody rewrites it, every line says who and what."""

from datetime import timedelta

import pghistory
import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction

from cluster.models import Organisation
from events.actions.decisions import extend
from events.actions.execution import report
from events.actions.extension_requests import ask_extension, refuse_extension
from events.actions.groups import expand_group, release_member
from events.actions.links import issue_link, revoke_link
from events.actions.recurrence import set_recurrence
from events.history import history_of
from events.models import CoExecutor, ControlPoint, Decision, Evidence, GroupMember, PersonalLink
from tests.events.factories import DecisionFactory, today

pytestmark = pytest.mark.django_db


def _lines(decision):
    return [
        ": ".join([step.label, "; ".join(step.changes)]) if step.changes else step.label
        for step in history_of(decision)
    ]


def test_update_raw_sql_and_delete_are_all_written_down():
    decision = DecisionFactory(on_control=True)
    Decision.objects.filter(pk=decision.pk).update(group_words="участники")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_decision SET number = '9' WHERE id = %s", [decision.pk])
    lines = _lines(decision)
    assert "Изменено: номер: 1 → 9" in lines and "Изменено: группа ответственных: нет → участники" in lines
    history = Decision._meta.get_field("history").related_model
    pk = decision.pk
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM events_decision WHERE id = %s", [pk])
    assert history.objects.filter(pgh_obj_id=pk, pgh_label="delete").count() == 1


@pytest.mark.parametrize("step", ["UPDATE {table} SET pgh_label = 'x'", "DELETE FROM {table}"])
@pytest.mark.parametrize(
    "table",
    [
        *("decisionhistory", "groupmemberhistory", "controlpointhistory", "extensionhistory"),
        *("executionreporthistory", "personallinkhistory", "evidencehistory"),
    ],
)
def test_history_cannot_be_altered(people, step, table):
    decision = _eventful(people)
    assert history_of(decision)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(step.format(table=f"events_{table}"))


def test_each_part_of_the_control_is_told_in_words(people):
    decision = _eventful(people)
    text = "\n".join(_lines(decision))
    employer = people.employer.person
    college = str(Organisation.objects.of_user(people.college_specialist).get())
    for line in (
        "Решение записано",
        f"Соисполнитель добавлен: {college}",
        f"Соисполнитель убран: {college}",
        f"Исполнитель группы записан: {employer}",
        f"{employer}: освобождён (болезнь)",
        "Промежуточный отчёт передан",
        "Файл к отчёту приложен: Акт.txt",
        f"Личная ссылка, Мастерская: выдана, действует по {today():%d.%m.%Y}",
        "Личная ссылка, Мастерская: отозвана",
        f"Просьба продлить срок до {today() + timedelta(days=40):%d.%m.%Y}. Отпуск",
        "отказано. Рано",
        f"Срок продлён: {today() + timedelta(days=20):%d.%m.%Y} → {today() + timedelta(days=30):%d.%m.%Y}. Ремонт",
        "Контрольная точка назначена",
        "правило повторения: нет → ежемесячно",
    ):
        assert line in text, line
    assert {step.who for step in history_of(decision)} >= {people.coordinator.full_name}


def test_a_file_taken_away_and_a_prolonged_link_are_told(people):
    decision = _eventful(people)
    Evidence.objects.filter(report__decision=decision).delete()
    PersonalLink.objects.filter(decision=decision).update(expires_on=today() + timedelta(days=9))
    lines = _lines(decision)
    assert "Файл к отчёту удалён: Акт.txt" in lines and "Личная ссылка, Мастерская: изменена" in lines
    assert "token_hash" not in {one.name for one in PersonalLink._meta.get_field("history").related_model._meta.fields}


def test_the_whole_history_takes_two_queries(people, django_assert_num_queries):
    decision = _eventful(people)
    with django_assert_num_queries(2):
        history_of(decision)


def test_the_page_of_an_eventful_decision_is_bounded(people, client_of, django_assert_max_num_queries):
    decision = _eventful(people)
    client = client_of(people.coordinator)
    with django_assert_max_num_queries(12):
        page = client.get(decision.get_absolute_url())
    assert "освобождён (болезнь)" in page.content.decode()


def _eventful(people):
    """A decision with which everything has happened once."""
    by, college = people.coordinator, Organisation.objects.of_user(people.college_specialist).get()
    decision = DecisionFactory(on_control=True, group_words="участники")
    with pghistory.context(user=by.pk):
        CoExecutor.objects.create(decision=decision, organisation=college).delete()
        persons = [people.employer.person, people.college_specialist.person]
        expand_group(decision, organisations=[], people=persons, by=by)
        release_member(
            GroupMember.objects.get(decision=decision, person=people.employer.person), reason="болезнь", by=by
        )
        report(decision, text="Половина", is_partial=True, by=by, files=[ContentFile(b"text", name="Акт.txt")])
        link, _ = issue_link(decision, executor="Мастерская", expires_on=today(), by=by)
        revoke_link(link, by=by)
        asked = ask_extension(decision, new_due_on=today() + timedelta(days=40), reason="Отпуск", by=by)
        refuse_extension(asked, reason="Рано", by=by)
        extend(decision, new_due_on=today() + timedelta(days=30), reason="Ремонт", by=by)
        set_recurrence(decision, months=1, first_on=today() + timedelta(days=31), recurs_until=None, by=by)
    assert ControlPoint.objects.filter(decision=decision).exists()
    return Decision.objects.get(pk=decision.pk)


def test_writing_many_rows_raises_no_error_in_each():
    """A caught error in every row made the time of one statement the square of its rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('_pgh_attach_context'::regproc), current_setting('pgtrigger.ignore')")
        function, ignored = cursor.fetchone()
    assert "EXCEPTION" not in function and ignored == "{}"


def test_context_is_still_told_and_once(people):
    decision = DecisionFactory(on_control=True)
    Decision.objects.filter(pk=decision.pk).update(number="7")
    with pghistory.context(executor="Проба"):
        Decision.objects.filter(pk=decision.pk).update(number="8")
        Decision.objects.filter(pk=decision.pk).update(number="9")
    history = Decision._meta.get_field("history").related_model.objects.filter(pgh_obj_id=decision.pk)
    told = list(history.order_by("pgh_id").values_list("number", "pgh_context__metadata__executor"))
    assert told[-3:] == [("7", None), ("8", "Проба"), ("9", "Проба")]
    assert len(set(history.exclude(pgh_context=None).values_list("pgh_context", flat=True))) == 1
