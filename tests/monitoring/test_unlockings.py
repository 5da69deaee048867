"""A form taken in is opened for correction, handed in again, or locked by itself with its former answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, User
from monitoring import printing
from monitoring.actions import submissions as actions
from monitoring.actions.unlockings import lock_again, lock_run_out, unlock
from monitoring.corrections import pending_corrections
from monitoring.models import Campaign, RegionResult, Submission, Unlocking
from reports.duties import DUTIES
from tests.monitoring.factories import told, tomorrow

pytestmark = pytest.mark.django_db
Status = Submission.Status


@pytest.fixture
def published(operator) -> Submission:
    return Submission.objects.visible_to(operator).get(campaign__year=2021)


def correct(submission: Submission, amount: int, by: User) -> None:
    element = submission.campaign.edition.elements.get(code="n_contest")
    actions.save_answers(submission, {element: told(amount)}, by=by)


def contest(submission: Submission):
    return submission.values.get(element__code="n_contest").amount


def test_form_is_opened_on_its_page(published, methodologist, operator, client_of):
    day = timezone.localdate() + timedelta(days=2)
    url = reverse("monitoring:submission-unlock", args=[published.pk])
    client_of(methodologist).post(url, {"reason": "Опечатка", "last_day": f"{day:%d.%m.%Y}"})
    published.refresh_from_db()
    assert (published.status, published.is_editable) == (Status.UNLOCKED, True)
    assert published.unlocking.opened_by == methodologist
    assert Letter.objects.filter(to=operator.email, subject__startswith="Форма открыта").count() == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"reason": "", "last_day": "01.01.2099"}, "Заполните поле «Зачем открывать форму»"),
        ({"reason": "так", "last_day": "01.01.2020"}, "Этот день уже прошёл"),
        ({"reason": "так", "last_day": "01.01.2099"}, "не больше чем на 60 дней"),
        ({"reason": "я" * 501, "last_day": "01.01.2020"}, "не больше 500 знаков"),
    ],
)
def test_bad_opening_is_explained(published, methodologist, client_of, data, message):
    url = reverse("monitoring:submission-unlock", args=[published.pk])
    assert message in client_of(methodologist).post(url, data).content.decode()
    published.refresh_from_db()
    assert published.status == Status.PUBLISHED


def test_operator_opens_nothing(published, operator, client_of):
    for name in ("unlock", "lock"):
        url = reverse(f"monitoring:submission-{name}", args=[published.pk])
        assert client_of(operator).post(url, {"reason": "x"}).status_code == 403


def test_accepted_correction_waits_for_the_next_revision(published, methodologist, operator, client_of):
    before = RegionResult.objects.get(campaign=published.campaign, indicator__code="8.1")
    former = contest(published)
    unlock(published, reason="Опечатка в числе", ends_at=tomorrow(), by=methodologist)
    published.refresh_from_db()
    correct(published, 4321, operator)
    actions.submit(published, by=operator)
    actions.accept(Submission.objects.get(pk=published.pk), by=methodologist)
    published.refresh_from_db()
    after = RegionResult.objects.get(campaign=published.campaign, indicator__code="8.1")
    assert (published.status, contest(published)) == (Status.PUBLISHED, 4321)
    assert (after.numerator, after.digest) == (before.numerator, before.digest)
    (one,) = pending_corrections(published.campaign)
    assert (one.element.code, one.reason, one.who) == ("n_contest", "Опечатка в числе", str(operator))
    assert (one.before, one.after, one.is_accepted) == (printing.amount(former), printing.amount(4321), True)
    place = reverse("monitoring:municipality", args=[published.campaign_id, published.municipality_id])
    whole = published.campaign.get_absolute_url()
    for person, url in ((operator, published.get_absolute_url()), (operator, place), (methodologist, whole)):
        assert "войдут в следующую редакцию" in client_of(person).get(url).content.decode()
    makings = [line.making for card in client_of(operator).get(place).context["cards"] for line in card.lines]
    share = next(row for row in makings if row.result.indicator.code == "8.1")
    assert printing.amount(former) in [row.printed for row in share.inputs]


def test_correction_undone_by_hand_is_no_correction(published, methodologist, operator):
    former = contest(published)
    unlock(published, reason="Проверка", ends_at=tomorrow(), by=methodologist)
    published.refresh_from_db()
    correct(published, 4321, operator)
    correct(published, former, operator)
    assert pending_corrections(published.campaign) == []


def test_values_stay_protected_after_the_correction(published, methodologist, operator):
    unlock(published, reason="Опечатка", ends_at=tomorrow(), by=methodologist)
    lock_again(published, reason="Не нужно")
    with pytest.raises(DatabaseError, match="locked submission"), transaction.atomic():
        published.values.update(comment="иначе")


def test_form_locks_by_itself_with_its_former_answers(published, methodologist, operator):
    former = contest(published)
    unlocking = unlock(published, reason="Опечатка", ends_at=tomorrow(), by=methodologist)
    published.refresh_from_db()
    correct(published, 4321, operator)
    later = tomorrow() + timedelta(minutes=1)
    assert lock_run_out(later) == 1
    assert lock_run_out(later) == 0
    published.refresh_from_db()
    unlocking.refresh_from_db()
    assert (published.status, contest(published)) == (Status.PUBLISHED, former)
    assert unlocking.outcome == Unlocking.Outcome.EXPIRED
    assert Letter.objects.filter(to=operator.email, subject__startswith="Форма закрыта").count() == 1


def test_form_is_closed_at_its_end_even_before_the_duty_runs(published, methodologist, operator):
    unlocking = unlock(published, reason="Опечатка", ends_at=tomorrow(), by=methodologist)
    now = timezone.now()
    Unlocking.objects.filter(pk=unlocking.pk).update(opened_at=now - timedelta(days=2), ends_at=now)
    published.refresh_from_db()
    assert not published.is_editable
    with pytest.raises(ValidationError):
        correct(published, 4321, operator)
    with pytest.raises(ValidationError):
        actions.submit(published, by=operator)


def test_handed_in_correction_does_not_run_out(published, methodologist, operator):
    unlock(published, reason="Опечатка", ends_at=tomorrow(), by=methodologist)
    published.refresh_from_db()
    correct(published, 4321, operator)
    actions.submit(published, by=operator)
    assert lock_run_out(tomorrow() + timedelta(days=9)) == 0
    assert contest(published) == 4321


def test_returned_correction_is_open_again_until_the_end(published, methodologist, operator):
    unlock(published, reason="Опечатка", ends_at=tomorrow(), by=methodologist)
    published.refresh_from_db()
    actions.submit(published, by=operator)
    actions.return_for_revision(Submission.objects.get(pk=published.pk), reason="Не то", by=methodologist)
    published.refresh_from_db()
    assert (published.status, published.return_reason) == (Status.UNLOCKED, "Не то")
    assert published.is_editable


def test_correction_in_a_running_campaign_is_returned_and_prolonged(running, methodologist):
    form = running.submissions.filter(status=Status.ACCEPTED).first()
    unlock(form, reason="Опечатка", ends_at=tomorrow(), by=methodologist)
    form.refresh_from_db()
    actions.submit(form, by=methodologist)
    unlock(form, reason="Опечатка", ends_at=tomorrow() + timedelta(days=3), by=methodologist)
    form.refresh_from_db()
    actions.submit(form, by=methodologist)
    actions.return_for_revision(form, reason="Не то", by=methodologist)
    assert form.status == Status.UNLOCKED
    actions.submit(form, by=methodologist)
    actions.accept(form, by=methodologist)
    assert (form.status, form.unlockings.get().outcome) == (Status.ACCEPTED, Unlocking.Outcome.ACCEPTED)


def test_second_opening_moves_the_end(published, methodologist):
    first = unlock(published, reason="Опечатка", ends_at=tomorrow(), by=methodologist)
    second = unlock(published, reason="Опечатка", ends_at=tomorrow() + timedelta(days=3), by=methodologist)
    assert first.pk == second.pk
    assert second.ends_at > first.ends_at


def test_draft_of_a_running_campaign_is_not_unlocked(methodologist):
    draft = Submission.objects.filter(status=Status.DRAFT, campaign__status=Campaign.Status.OPEN).first()
    with pytest.raises(ValidationError, match="Открыть для исправления"):
        unlock(draft, reason="так", ends_at=tomorrow(), by=methodologist)


def test_form_that_never_began_may_come_after_the_end(methodologist, client_of):
    campaign = Campaign.objects.get(year=2020)
    place = campaign.expected.exclude(submissions__campaign=campaign).first()
    url = reverse("monitoring:late-form", args=[campaign.pk, place.pk])
    day = timezone.localdate() + timedelta(days=2)
    client = client_of(methodologist)
    client.post(url, {"reason": "Данные пришли поздно", "last_day": f"{day:%d.%m.%Y}"})
    late = campaign.submissions.get(municipality=place)
    assert late.is_editable
    actions.save_answers(late, dict.fromkeys(actions.unanswered(late), told(1)), by=methodologist)
    actions.submit(late, by=methodologist)
    actions.accept(Submission.objects.get(pk=late.pk), by=methodologist)
    late.refresh_from_db()
    assert late.status == Status.PUBLISHED
    assert {one.before for one in pending_corrections(campaign)} == {"нет ответа"}
    assert client.get(url).status_code == 404


def test_journal_names_the_reason(published, methodologist, operator, client_of):
    unlock(published, reason="Опечатка в числе", ends_at=tomorrow(), by=methodologist)
    url = reverse("monitoring:submission-edit", args=[published.pk, 8])
    client_of(operator).post(url, {"n_contest": "4321"})
    url = reverse("monitoring:answer-detail", args=[published.pk, "n_contest"])
    entry = client_of(operator).get(url).context["entries"][0]
    assert (entry.reason, entry.who, entry.source) == ("Опечатка в числе", str(operator), "форма")


def test_duty_is_on_the_list():
    assert any(duty.find() is lock_run_out for duty in DUTIES)
