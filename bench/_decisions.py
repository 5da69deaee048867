"""A register of 100 000 decisions, written by the database itself and taken back with the transaction around it."""

from datetime import date, timedelta
from typing import Any

from django.db import connection, models
from django.utils import timezone

from accounts.models import User
from cluster.models import Cluster, Council, Membership, Organisation, Person, Region
from events.models import AgendaItem, CoExecutor, Decision, Extension, Meeting

AMOUNT = 100_000
MEETINGS = 2_000
BODIES = 300
WORDS = (
    *("наставников", "рабочие места", "остановки", "маршруты выпускников", "ярмарку вакансий", "памятку родителям"),
    *("программу обучения", "доступность зданий", "договоры о практике", "сведения о трудоустройстве", "тихую комнату"),
)
VERBS = ("Подготовить", "Согласовать", "Проверить", "Разослать", "Обновить", "Представить", "Организовать")


def fill() -> User:
    """Ten years of four councils in a region of its own. Returns the coordinator who sees all of it."""
    region = Region.objects.create(name="Замерная область", name_genitive="Замерной области", oktmo_prefix="96")
    bodies = Organisation.objects.bulk_create(
        Organisation(region=region, name=f"Замерная организация {n}", kind="college") for n in range(BODIES)
    )
    cluster = Cluster.objects.create(region=region, name="Замерный кластер", founder=bodies[0], organiser=bodies[0])
    councils = [Council.objects.create(cluster=cluster, name=f"Совет {n}", kind="working") for n in range(4)]
    user = User.objects.create(email="register@bench.test", full_name="Замерный Координатор", role="coordinator")
    person = Person.objects.create(surname="Замерный", user=user)
    Membership.objects.create(person=person, organisation=bodies[0])
    today = timezone.localdate()
    meetings = Meeting.objects.bulk_create(
        Meeting(council=councils[n % 4], title=f"Заседание {n}", held_on=today - timedelta(days=n * 3650 // MEETINGS))
        for n in range(MEETINGS)
    )
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number="I", position=1, title="Вопрос") for meeting in meetings
    )
    with connection.cursor() as cursor:
        # Triggers keep the history of each row: 100 000 invented ones need none.
        cursor.execute("SET LOCAL session_replication_role = replica")
        _decisions(meetings, items, bodies, user, today)
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")
    return user


def _decisions(
    meetings: list[Meeting], items: list[AgendaItem], bodies: list[Organisation], user: User, today: date
) -> None:
    """Copies of one sample in all states, some extended, some with a co-executor."""
    model = Decision.objects.create(meeting=meetings[0], text="Образец")
    _copy(
        model,
        AMOUNT,
        _columns(),
        {
            "first_meeting": meetings[0].pk,
            "first_item": items[0].pk,
            "first_body": bodies[0].pk,
            "today": today,
            "user": user.pk,
            "words": list(WORDS),
            "verbs": list(VERBS),
        },
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Extension._meta.db_table} (decision_id, old_due_on, new_due_on, reason, by_id, at) "
            f"SELECT id, due_on - 20, due_on, 'Замер', %s, now() FROM {Decision._meta.db_table} "
            "WHERE due_on IS NOT NULL AND id %% 10 = 0",
            [user.pk],
        )
        cursor.execute(
            f"INSERT INTO {CoExecutor._meta.db_table} (decision_id, organisation_id) "
            f"SELECT id, %s FROM {Decision._meta.db_table} WHERE id %% 20 = 0",
            [bodies[-1].pk],
        )


def _columns() -> dict[str, str]:
    """`n` counts from 1. A third of the last year's tasks is open; of the rest a fifth was late, a tenth extended."""
    meeting = f"(%(first_meeting)s + n %% {MEETINGS})"
    held_on = f"(%(today)s::date - (n %% {MEETINGS}) * 3650 / {MEETINGS})"
    due_on = f"({held_on} + 20 + n %% 97)"
    is_task = "(n %% 7 <> 0)"
    is_open = f"({is_task} AND ({due_on} > %(today)s::date OR n %% 23 = 0))"
    state = (
        f"CASE WHEN NOT {is_task} THEN 'recorded' WHEN {is_open} THEN 'on_control' WHEN n %% 31 = 0 THEN 'reported' "
        "WHEN n %% 37 = 0 THEN 'draft' ELSE 'accepted' END"
    )
    done = f"({state}) = 'accepted'"
    lag = "CASE WHEN n %% 5 = 1 THEN 1 + n %% 60 ELSE -(n %% 15) END"
    kind = f"CASE WHEN NOT {is_task} THEN 'approval' WHEN n %% 5 = 0 THEN 'recommendation' ELSE 'assignment' END"
    return {
        "meeting_id": meeting,
        "agenda_item_id": f"(%(first_item)s + n %% {MEETINGS})",
        "number": "(1 + n / 2000)::text",
        "text": "(%(verbs)s::text[])[1 + n %% 7] || ' ' || (%(words)s::text[])[1 + n %% 11] || ' № ' || n",
        "kind": kind,
        "responsible_id": f"CASE WHEN n %% 53 = 0 THEN NULL ELSE %(first_body)s + n %% {BODIES} END",
        "deadline_kind": f"CASE WHEN {is_task} AND n %% 19 <> 0 THEN 'date' ELSE 'none' END",
        "due_on": f"CASE WHEN {is_task} AND n %% 19 <> 0 THEN {due_on} END",
        "state": state,
        "control_started_on": f"CASE WHEN {is_task} THEN {held_on} END",
        "executed_on": f"CASE WHEN {done} THEN {due_on} + {lag} END",
        "accepted_at": f"CASE WHEN {done} THEN now() END",
        "accepted_by_id": f"CASE WHEN {done} THEN %(user)s END",
    }


def _copy(model: models.Model, times: int, changed: dict[str, str], given: dict[str, Any]) -> None:
    """Copies of one row with some columns worked out anew, so that a column added later needs no word here."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]
    columns = [field.column for field in fields]
    values = ", ".join(changed.get(column, f'model."{column}"') for column in columns)
    table, listed = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({listed}) SELECT {values} "
            f"FROM {table} model, generate_series(1, {times}) n WHERE model.id = %(model)s",
            {**given, "model": model.pk},
        )
