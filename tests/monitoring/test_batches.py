"""The way of a batch: dry run, loading at once, withdrawal that keeps what was changed since."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from monitoring.actions import batches as actions
from monitoring.actions.submissions import save_answers
from monitoring.exchange.checking import check
from monitoring.exchange.reading import Sent, read
from monitoring.exchange.template import template
from monitoring.form_files import archive_of, file_of, fillings_of, seal
from monitoring.models import Batch, BatchFile, Campaign, Submission, Value
from tests.monitoring.factories import told
from tests.monitoring.form_workbooks import number, text, with_cells

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(people):
    return people.municipal_operator


@pytest.fixture
def own(operator) -> Submission:
    return Submission.objects.visible_to(operator).get(campaign__status=Campaign.Status.OPEN)


@pytest.fixture
def filled(own) -> bytes:
    """The own template with one new answer, one changed and one emptied."""
    cells = {"n_probes": number(20), "u_school": number("7.25"), "b_model": "|", "n_camp": text("н/п")}
    return with_cells(file_of(own.campaign, own.municipality, "xlsx"), cells)


@pytest.fixture
def batch(own, operator, filled) -> Batch:
    return actions.check_files(own.campaign, [Sent("форма.xlsx", filled)], by=operator)


def stored(form: Submission) -> dict[str, tuple[int, Decimal | None]]:
    return {value.element.code: (value.state, value.amount) for value in form.values.select_related("element")}


def url(name: str, pk: int) -> str:
    return reverse(f"monitoring:{name}", args=[pk])


def upload(client, campaign: Campaign, *files: tuple[str, bytes]):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(url("batch-list", campaign.pk), {"files": sent})


def test_all_42_forms_come_back_as_they_stand():
    campaign = Campaign.objects.get(year=2021, region__oktmo_prefix="25")
    places = list(campaign.expected.all())
    for filling in fillings_of(campaign, places):
        [form] = read(Sent("a.xlsx", template(filling, seal)), seal)
        rows = check(form, filling.questions)
        assert form.claims == filling.passport
        assert {row.code: row.cell for row in rows} == dict(filling.cells)
    assert len(places) == 42


def test_archive_of_all_templates_changes_nothing(own, people):
    file = Sent("все.zip", archive_of(own.campaign))
    batch = actions.check_files(own.campaign, [file], by=people.methodologist)
    assert batch.files.count() == 42
    assert not batch.changes
    refused = batch.rows.filter(outcome="error")
    closed = own.campaign.submissions.exclude(status__in=Submission.EDITABLE)
    assert {row.municipality_id for row in refused} == {form.municipality_id for form in closed}


def test_dry_run_counts_and_saves_nothing(own, batch):
    before = stored(own)
    assert {name: batch.counts.get(name) for name in ("new", "changed", "emptied", "error")} == {
        "new": 2, "changed": 1, "emptied": 1, "error": None
    }  # fmt: skip
    assert "n_probes" not in before
    assert stored(own) == before


def test_loading_saves_every_answer_and_the_journal_knows_the_batch(own, batch, operator, client_of):
    before = stored(own)
    response = client_of(operator).post(url("batch-apply", batch.pk))
    assert response.url == batch.get_absolute_url()
    changed = {"n_probes": (0, 20), "u_school": (0, Decimal("7.25")), "n_camp": (2, None)}
    assert stored(own) == {**{code: cell for code, cell in before.items() if code != "b_model"}, **changed}
    batch.refresh_from_db()
    assert (batch.status, batch.applied_by) == (Batch.Status.APPLIED, operator)
    events = Value.pgh_event_model.objects.filter(pgh_context__metadata__batch=batch.pk)
    assert {event.pgh_label for event in events} == {"insert", "update", "delete"}
    assert {event.pgh_context.metadata["source"] for event in events} == {"import"}


def test_file_of_a_municipality_that_has_not_begun_starts_its_form(own, people):
    place = own.campaign.expected.exclude(submissions__campaign=own.campaign).first()
    data = with_cells(file_of(own.campaign, place, "xlsx"), {"n_probes": number(3)})
    batch = actions.check_files(own.campaign, [Sent("a.xlsx", data)], by=people.methodologist)
    actions.apply_batch(batch, by=people.methodologist)
    assert stored(Submission.objects.get(campaign=own.campaign, municipality=place)) == {"n_probes": (0, 3)}


def test_sending_files_leads_to_the_report(own, operator, client_of, filled):
    client = client_of(operator)
    response = upload(client, own.campaign, ("форма.xlsx", filled))
    batch = Batch.objects.latest("pk")
    assert response.url == batch.get_absolute_url()
    page = client.get(response.url).content.decode()
    assert "Ошибок нет. Будет сохранено: 4" in page
    assert "станет пустым" in page and "лист «Форма», строка" in page


def test_sending_nothing_is_told_beside_the_field(own, operator, client_of):
    before = Batch.objects.count()
    page = upload(client_of(operator), own.campaign).content.decode()
    assert "Приложите файл в поле «Файлы с ответами»" in page
    assert "<title>Ошибка:" in page
    assert Batch.objects.count() == before


def test_files_of_a_foreign_region_have_no_page(operator, client_of, own):
    own.campaign.expectations.filter(municipality=own.municipality).delete()
    assert upload(client_of(operator), own.campaign, ("a.csv", b"x")).status_code == 404


def test_batch_of_somebody_else_does_not_exist_for_an_operator(operator, client_of):
    foreign = Batch.objects.get(status=Batch.Status.APPLIED)
    client = client_of(operator)
    assert client.get(foreign.get_absolute_url()).status_code == 404
    assert client.post(url("batch-withdraw", foreign.pk), {"reason": "x"}).status_code == 404
    assert client.post(url("batch-apply", foreign.pk)).status_code == 404
    assert client.get(url("batch-file", foreign.files.get().pk)).status_code == 404


def test_template_of_a_foreign_municipality_does_not_exist(own, operator, client_of):
    stranger = own.campaign.expected.exclude(pk=own.municipality_id).first()
    address = reverse("monitoring:form-template", args=[own.campaign_id, stranger.pk, "xlsx"])
    assert client_of(operator).get(address).status_code == 404


def test_employer_sends_no_files(own, people, client_of):
    assert upload(client_of(people.employer), own.campaign, ("a.csv", b"x")).status_code == 403


def test_kept_file_is_the_one_that_was_sent(batch, operator, client_of, filled):
    response = client_of(operator).get(url("batch-file", batch.files.get().pk))
    assert b"".join(response.streaming_content) == filled


def test_answers_changed_meanwhile_are_checked_again(own, batch, operator, client_of):
    element = own.campaign.edition.elements.get(code="u_school")
    save_answers(own, {element: told("1.5")}, by=operator)
    page = client_of(operator).post(url("batch-apply", batch.pk), follow=True).content.decode()
    assert "Файлы проверены заново" in page
    assert stored(own)["u_school"] == (0, Decimal("1.5"))
    assert "n_probes" not in stored(own)
    batch.refresh_from_db()
    row = batch.rows.get(code="u_school")
    assert (row.old_amount, row.amount) == (Decimal("1.5"), Decimal("7.25"))
    actions.apply_batch(batch, by=operator)
    assert stored(own)["u_school"] == (0, Decimal("7.25"))


def test_batch_is_loaded_once(batch, operator):
    actions.apply_batch(batch, by=operator)
    with pytest.raises(actions.ValidationError, match="Сейчас загрузка загружена"):
        actions.apply_batch(batch, by=operator)


def test_old_check_expires_and_is_forgotten_with_its_file(batch, own, operator, django_capture_on_commit_callbacks):
    file = batch.files.get().file
    Batch.objects.filter(pk=batch.pk).update(uploaded_at=timezone.now() - timezone.timedelta(days=8))
    batch.refresh_from_db()
    with pytest.raises(actions.ValidationError, match="больше семи дней"):
        actions.apply_batch(batch, by=operator)
    with django_capture_on_commit_callbacks(execute=True):
        actions.check_files(own.campaign, [Sent("a.csv", b"x")], by=operator)
    assert not Batch.objects.filter(pk=batch.pk).exists()
    assert not file.storage.exists(file.name)


def test_equal_files_are_kept_once(batch, own, operator, filled):
    twin = actions.check_files(own.campaign, [Sent("ещё раз.xlsx", filled)], by=operator)
    assert {row.file.name for row in BatchFile.objects.filter(batch__in=[batch, twin])} == {batch.files.get().file.name}


def test_withdrawal_brings_former_answers_back(own, filled, operator, client_of):
    own.values.filter(element__code="b_model").update(comment="По приказу")
    before = stored(own)
    batch = actions.check_files(own.campaign, [Sent("форма.xlsx", filled)], by=operator)
    actions.apply_batch(batch, by=operator)
    client_of(operator).post(url("batch-withdraw", batch.pk), {"reason": "Не тот файл"})
    assert stored(own) == before
    assert own.values.get(element__code="b_model").comment == "По приказу"
    batch.refresh_from_db()
    assert (batch.status, batch.withdrawal_reason) == (Batch.Status.WITHDRAWN, "Не тот файл")
    sources = Value.pgh_event_model.objects.filter(pgh_context__metadata__source="withdrawal")
    assert sources.filter(pgh_context__metadata__batch=batch.pk).exists()


def test_withdrawal_keeps_what_was_changed_since(own, batch, operator):
    actions.apply_batch(batch, by=operator)
    element = own.campaign.edition.elements.get(code="n_probes")
    save_answers(own, {element: told(21)}, by=operator)
    actions.withdraw_batch(batch, reason="Не тот файл", by=operator)
    assert stored(own)["n_probes"] == (0, 21)
    assert "n_camp" not in stored(own)
    kept = batch.rows.exclude(kept_reason="")
    assert [(row.code, row.kept_reason) for row in kept] == [
        ("n_probes", "После загрузки ответ изменили, сейчас: 21.")
    ]  # fmt: skip


def test_handed_in_form_is_not_withdrawn(own, batch, operator, client_of):
    actions.apply_batch(batch, by=operator)
    Submission.objects.filter(pk=own.pk).update(status=Submission.Status.SUBMITTED)
    after = stored(own)
    page = client_of(operator).post(url("batch-withdraw", batch.pk), {"reason": "Ошибка"}, follow=True)
    assert "Отзывать нечего" in page.content.decode()
    batch.refresh_from_db()
    assert (batch.status, stored(own)) == (Batch.Status.APPLIED, after)


def test_withdrawal_wants_a_reason(batch, operator, client_of):
    actions.apply_batch(batch, by=operator)
    page = client_of(operator).post(url("batch-withdraw", batch.pk), {"reason": " "}).content.decode()
    assert "Заполните поле «Почему загрузка отзывается»" in page
    batch.refresh_from_db()
    assert batch.is_applied


def test_doubt_is_a_warning_and_forbids_nothing(own, operator):
    data = with_cells(file_of(own.campaign, own.municipality, "xlsx"), {"n_parents": number(9_000_000)})
    batch = actions.check_files(own.campaign, [Sent("a.xlsx", data)], by=operator)
    row = batch.rows.get(code="n_parents")
    assert (row.outcome, bool(row.message), bool(row.advice)) == ("new", True, True)
    assert batch.counts["warnings"] == 1
    assert batch.can_be_applied
