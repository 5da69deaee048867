"""Personal links: one decision, one executor, until revoked or expired; the token is kept nowhere."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Letter
from cluster.models import Organisation
from events.actions.decisions import extend
from events.actions.execution import return_for_revision
from events.actions.links import issue_link, report_by_link, revoke_link
from events.history import history_of
from events.models import ExecutionReport, PersonalLink, StateError
from tests.events.factories import DecisionFactory, today

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 50
EXECUTABLE = b"MZ\x90\x00" + b"\x00" * 60


def _issue(people, decision=None, days=10):
    return issue_link(
        decision or DecisionFactory(on_control=True),
        executor="ООО «Ромашка»",
        expires_on=today() + timedelta(days=days),
        by=people.coordinator,
    )


def _ask(token, data=None):
    return Client().get(f"/report/{token}/") if data is None else Client().post(f"/report/{token}/", data)


def test_coordinator_issues_a_link_that_is_shown_once(client_of, people):
    decision = DecisionFactory(on_control=True)
    client, url = client_of(people.coordinator), f"/decisions/{decision.pk}/links/"
    typed = {"executor": "ООО «Ромашка»", "expires_on": f"{today() + timedelta(days=5):%d.%m.%Y}"}
    text = client.post(url, typed).content.decode()
    token = re.search(r"/report/([\w-]{43})/", text).group(1)
    assert "на предприятиях" in _ask(token).content.decode()
    again = client.get(url).content.decode()
    assert token not in again and "ООО «Ромашка»" in again
    assert token not in str(PersonalLink.objects.filter(decision=decision).values().get())


def test_a_link_into_the_past_or_to_nobody_is_told_in_words(client_of, people):
    decision = DecisionFactory(on_control=True)
    typed = {"executor": "", "email": "comrade@firm.test", "expires_on": "01.02.2020"}
    text = client_of(people.coordinator).post(f"/decisions/{decision.pk}/links/", typed).content.decode()
    assert "Этот день уже прошёл" in text and "Заполните поле «Кому»" in text and "comrade@firm.test" in text
    assert not decision.personal_links.exists()


def test_links_of_another_region_are_not_found(client_of, people):
    foreign = DecisionFactory(foreign=True, on_control=True)
    link, _ = _issue(people, foreign)
    client = client_of(people.coordinator)
    assert client.get(f"/decisions/{foreign.pk}/links/").status_code == 404
    assert client.post(f"/decisions/links/{link.pk}/revoke/").status_code == 404


def test_executor_may_not_issue_or_revoke(client_of, people):
    link, _ = _issue(people)
    client = client_of(people.college_specialist)
    assert client.get(f"/decisions/{link.decision_id}/links/").status_code == 403
    assert client.post(f"/decisions/links/{link.pk}/revoke/").status_code == 403


def test_no_link_to_a_decision_nobody_has_to_do(client_of, people):
    decision = DecisionFactory(reported=True)
    typed = {"executor": "ООО «Ромашка»", "expires_on": f"{today():%d.%m.%Y}"}
    client_of(people.coordinator).post(f"/decisions/{decision.pk}/links/", typed)
    assert not decision.personal_links.exists()


def test_executor_reports_with_words_and_a_file(client_of, people):
    decision = DecisionFactory(on_control=True)
    _, token = _issue(people, decision)
    answer = _ask(token, {"text": "Наставники назначены", "files": SimpleUploadedFile("Приказ.png", PICTURE)})
    assert answer.status_code == 302
    decision.refresh_from_db()
    report = decision.reports.get()
    with report.evidence.get().file.open() as file:
        assert file.read() == PICTURE
    assert (decision.state, report.by) == ("reported", None)
    assert "Вы уже сообщили" in _ask(token).content.decode()
    page = client_of(people.coordinator).get(f"/decisions/{decision.pk}/").content.decode()
    assert "ООО «Ромашка», по личной ссылке" in page
    assert history_of(decision)[0].who == "ООО «Ромашка», по личной ссылке"
    client_of(people.coordinator).post(f"/decisions/{decision.pk}/accept/")
    decision.refresh_from_db()
    assert decision.state == "accepted"


def test_a_partial_report_by_link_leaves_the_decision_open(people):
    decision = DecisionFactory(on_control=True, responsible=Organisation.objects.of_user(people.employer).get())
    _, token = _issue(people, decision)
    _ask(token, {"text": "Начали", "is_partial": "on"})
    decision.refresh_from_db()
    assert decision.state == "on_control" and decision.reports.get().is_partial
    assert not decision.reports.get().is_contribution
    _ask(token, {"text": "Закончили"})
    decision.refresh_from_db()
    assert decision.state == "reported" and decision.reports.count() == 2


@pytest.mark.parametrize("name", ["Отчёт.exe", "Отчёт.pdf", "Отчёт.jpg"])
def test_an_executable_is_refused_and_the_words_are_kept(people, name):
    _, token = _issue(people)
    text = _ask(token, {"text": "Мы всё сделали", "files": SimpleUploadedFile(name, EXECUTABLE)}).content.decode()
    assert "Ошибка:" in text and "Мы всё сделали" in text
    assert "Такой файл не подходит" in text or "внутри у него другое" in text
    assert not ExecutionReport.objects.filter(link__isnull=False).exists()


def test_revoked_expired_and_unknown_links_meet_a_plain_page(client_of, people):
    revoked, token = _issue(people)
    client_of(people.coordinator).post(f"/decisions/links/{revoked.pk}/revoke/")
    _, old = _issue(people, days=-1)
    for address, status in ((token, 410), (old, 410), ("x" * 43, 404), ("а%00б", 404)):
        for answer in (_ask(address), _ask(address, {"text": "Сделано"})):
            text = answer.content.decode()
            assert answer.status_code == status and "Ссылка не действует" in text
            assert "на предприятиях" not in text
    assert not ExecutionReport.objects.filter(link__isnull=False).exists()


def test_a_link_revoked_while_the_page_was_open_takes_no_report(people):
    link, _ = _issue(people)
    revoke_link(link, by=people.coordinator)
    with pytest.raises(StateError, match="больше не действует"):
        report_by_link(link, text="Сделано")
    with pytest.raises(StateError, match="уже отозвана"):
        revoke_link(link, by=people.coordinator)


def test_a_second_report_after_the_first_is_told_in_words(people):
    _, token = _issue(people)
    client = Client()
    client.post(f"/report/{token}/", {"text": "Сделано"})
    answer = client.post(f"/report/{token}/", {"text": "Сделано ещё раз"}, follow=True)
    assert "Отчитаться можно, пока решение на контроле" in answer.content.decode()


def test_search_engines_and_caches_do_not_keep_the_page(people):
    _, token = _issue(people)
    for answer in (_ask(token), _ask("x" * 43)):
        assert "noindex" in answer["X-Robots-Tag"] and "no-store" in answer["Cache-Control"]
        assert "noindex" in answer.content.decode()
    assert "/account/login" not in _ask(token).headers.get("Location", "")


def test_a_link_lives_until_the_new_deadline(people):
    decision = DecisionFactory(on_control=True)
    link, _ = _issue(people, decision)
    revoked, _ = _issue(people, decision)
    revoke_link(revoked, by=people.coordinator)
    far, _ = _issue(people, decision, days=900)
    later = today() + timedelta(days=200)
    extend(decision, new_due_on=later, reason="Ждём станок", by=people.coordinator)
    days = dict(decision.personal_links.values_list("pk", "expires_on"))
    assert days[link.pk] == later + PersonalLink.USUAL_TERM
    assert (days[revoked.pk], days[far.pk]) == (today() + timedelta(days=10), today() + timedelta(days=900))


def test_the_owner_of_a_link_gets_a_letter_of_the_return(people):
    decision = DecisionFactory(on_control=True)
    link, _ = issue_link(
        decision, executor="ООО «Ромашка»", email="r@example.org", expires_on=today(), by=people.coordinator
    )
    told = report_by_link(link, text="Готово")
    return_for_revision(decision, reason="Нет списка", by=people.coordinator)
    letter = Letter.objects.get(key=f"report-returned-{told.pk}")
    assert letter.to == "r@example.org" and "Нет списка" in letter.text and "/decisions/" not in letter.text
