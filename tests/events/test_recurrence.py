"""Tasks that come again: the rule, its three control points, and one turn after another."""

from datetime import date, timedelta
from itertools import islice

import pytest

from events.actions.decisions import extend
from events.actions.execution import accept, report
from events.actions.recurrence import set_recurrence, stop_recurrence
from events.models import Decision, StateError
from events.recurrence import days_of, in_words, read_words, rule_of
from tests.events.factories import DecisionFactory, today


@pytest.mark.parametrize(
    ("words", "months", "first_on"),
    [
        ("ежеквартально, до 10 числа", 3, date(2027, 1, 10)),
        ("ежемесячно", 1, date(2026, 11, 30)),
        ("ежемесячно до 5 числа", 1, date(2026, 12, 5)),
        ("раз в полгода", 6, date(2026, 12, 31)),
        ("ежегодно", 12, date(2026, 12, 31)),
        ("ежегодно до 1 декабря", 12, date(2026, 12, 1)),
        ("ежегодно, до 1 марта", 12, date(2027, 3, 1)),
        ("раз в три года", 36, date(2026, 12, 31)),
        ("не реже 1 раза в квартал", 3, date(2026, 12, 31)),
    ],
)
def test_words_of_a_protocol_become_a_rule(words, months, first_on):
    found = read_words(words, date(2026, 11, 22))
    assert found is not None and (found.months, found.first_on) == (months, first_on)


@pytest.mark.parametrize("words", ["постоянно", "", "по мере поступления"])
def test_words_without_a_period_suggest_nothing(words):
    assert read_words(words, date(2026, 11, 22)) is None


def test_a_day_short_months_lack_is_their_last_day():
    days = list(islice(days_of(rule_of(1, date(2027, 1, 31))), 4))
    assert days == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    assert in_words(rule_of(36, date(2026, 1, 10))) == "раз в 3\xa0года"


def _recurring(people, **given):
    decision = DecisionFactory(on_control=True, due_on=None, deadline_kind="none")
    first_on = given.pop("first_on", today() + timedelta(days=10))
    return set_recurrence(decision, months=3, first_on=first_on, recurs_until=None, by=people.coordinator, **given)


@pytest.mark.django_db
def test_three_points_ahead_and_the_nearest_is_the_deadline(people):
    decision = _recurring(people)
    points = list(decision.control_points.all())
    assert len(points) == 3 and decision.due_on == points[0].due_on == today() + timedelta(days=10)
    assert decision.deadline_kind == "recurring"


@pytest.mark.django_db
def test_acceptance_closes_the_turn_and_the_next_one_begins(people):
    decision = _recurring(people)
    first, second, _ = decision.control_points.all()
    made = report(decision, text="За первый квартал", by=people.coordinator)
    decision = accept(decision, by=people.coordinator)
    first.refresh_from_db()
    assert (decision.state, decision.due_on) == ("on_control", second.due_on)
    assert (first.executed_on, made.control_point) == (today(), first)
    assert decision.control_points.filter(executed_on=None).count() == 3
    made.refresh_from_db()
    assert made.verdict == "accepted"


@pytest.mark.django_db
def test_the_task_ends_with_its_last_day(people):
    decision = DecisionFactory(on_control=True, due_on=None, deadline_kind="none")
    until = today() + timedelta(days=11)
    set_recurrence(decision, months=1, first_on=today() + timedelta(days=10), recurs_until=until, by=people.coordinator)
    assert decision.control_points.count() == 1
    report(decision, text="Один раз", by=people.coordinator)
    assert accept(decision, by=people.coordinator).state == "accepted"


@pytest.mark.django_db
def test_stopping_leaves_only_the_nearest_turn(people):
    decision = _recurring(people)
    stop_recurrence(decision, by=people.coordinator)
    report(decision, text="Последний раз", by=people.coordinator)
    assert accept(decision, by=people.coordinator).state == "accepted"


@pytest.mark.django_db
def test_an_extension_moves_the_turn_but_never_past_the_next(people):
    decision = _recurring(people)
    later = decision.due_on + timedelta(days=5)
    extend(decision, new_due_on=later, reason="Отпуск", by=people.coordinator)
    assert decision.control_points.filter(executed_on=None).earliest("due_on").due_on == later
    with pytest.raises(StateError, match="раньше следующей контрольной точки"):
        extend(decision, new_due_on=later + timedelta(days=200), reason="Ещё", by=people.coordinator)
    assert Decision.objects.get(pk=decision.pk).due_on == later


@pytest.mark.django_db
def test_rule_is_read_from_the_protocol_and_checked_on_the_page(people, client_of):
    decision = DecisionFactory(
        on_control=True, due_on=None, deadline_kind="recurring", deadline_rule="ежеквартально, до 10 числа"
    )
    client, url = client_of(people.coordinator), f"/decisions/{decision.pk}/recurrence/"
    page = client.get(url)
    assert page.context["form"].initial["months"] == 3 and "прочитано из этих слов" in page.content.decode()
    typed = {"months": "0", "years": "", "first_on": "10.04.2040", "recurs_until": "01.01.2030"}
    text = client.post(url, typed).content.decode()
    assert "Последний день не может быть раньше" in text and "раз в сколько лет" in text and "10.04.2040" in text
    typed = {"months": "0", "years": "3", "first_on": "10.04.2040", "recurs_until": ""}
    text = client.post(url, typed, follow=True).content.decode().replace("\xa0", " ")
    assert "10 апреля 2040 года" in text and "10 апреля 2046 года" in text


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["recurrence", "recurrence/stop"])
def test_rule_pages_refuse_strangers_and_executors(people, client_of, page):
    url = f"/decisions/{DecisionFactory(foreign=True, on_control=True).pk}/{page}/"
    assert client_of(people.coordinator).get(url).status_code == 404
    assert client_of(people.employer).get(url).status_code == 403
