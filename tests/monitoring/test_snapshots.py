"""Published snapshots: frozen, proved from their inputs, revised with a list of changes, and the pages about them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from monitoring.actions import submissions
from monitoring.actions.note_texts import save_note_text
from monitoring.actions.snapshots import coming_changes, publish_revision, take_snapshot
from monitoring.actions.unlockings import unlock
from monitoring.documents import briefing, campaign_documents, municipal_sheet, summary_tables
from monitoring.documents.building import all_documents, stamp_of
from monitoring.models import Campaign, Snapshot, SnapshotDocument, Submission, Value
from monitoring.models.snapshots import canonical, fingerprint
from monitoring.recalculation import differences
from tests.monitoring.factories import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.select_related("region", "edition").get(year=2021, region__oktmo_prefix="25")


@pytest.fixture
def snapshot(campaign) -> Snapshot:
    return Snapshot.objects.get(campaign=campaign)


def correct(campaign: Campaign, *, oktmo: str = "25714000", amount: int = 1234) -> Value:
    """An accepted correction after publication: the form is opened, one value changes, the form is closed again."""
    own = Submission.objects.filter(campaign=campaign, municipality__oktmo=oktmo)
    own.update(status=Submission.Status.ACCEPTED)
    value = Value.objects.get(submission__in=own, element__code="n_probes")
    value.amount, value.comment = amount, "исправлена опечатка"
    value.save()
    own.update(status=Submission.Status.PUBLISHED)
    return value


def test_a_snapshot_carries_everything_and_its_fingerprint_is_right(snapshot):
    content = snapshot.content
    assert snapshot.is_whole and fingerprint(content) == snapshot.digest
    assert len(content["places"]) == 42
    form = content["places"][0]["form"]
    assert form["accepted_by"] and form["values"]
    assert len(content["framework"]["indicators"]) == 27
    assert content["framework"]["digest"] and content["heads"]["r9"]
    assert content["before"]["year"] == 2020 and content["before"]["snapshot"]
    assert content["recommendations"] and content["measures"] and content["texts"]
    assert any(name.endswith(".ttf") for name in content["look"])


def test_stored_results_follow_from_the_inputs_by_another_calculator(snapshot):
    content = snapshot.content
    assert differences(content) == []
    place = content["places"][0]["key"]
    content["results"]["municipal"][place]["6.1"][1] = "1"
    assert len(differences(content)) == 1


@pytest.mark.parametrize("table", ["snapshot", "snapshotdocument"])
@pytest.mark.parametrize("change", ["UPDATE monitoring_{} SET packed = packed", "DELETE FROM monitoring_{}"])
def test_the_database_refuses_to_change_what_is_published(snapshot, table, change):
    with pytest.raises(Error, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_documents_of_a_published_campaign_do_not_read_live_tables(campaign, snapshot, people):
    before = [
        build(campaign, people.methodologist) for build in (briefing, summary_tables)
    ]  # fmt: skip
    form = Submission.objects.filter(campaign=campaign).first()
    sheet = municipal_sheet(form, people.methodologist)
    correct(campaign)
    campaign.recommendations.update(text="Совсем другое.")
    campaign.measures.all().delete()
    form.municipality.name = "Переименованный район"
    form.municipality.save()
    assert [build(campaign, people.methodologist) for build in (briefing, summary_tables)] == before
    assert municipal_sheet(form, people.methodologist) == sheet


def test_kept_documents_are_those_the_content_gives(snapshot):
    stamp = stamp_of(snapshot.number, snapshot.digest, snapshot.made_at)
    kept = {(row.kind, row.place): row.blocks for row in snapshot.documents.all()}
    assert len(kept) == 44
    for made in all_documents(snapshot.content, stamp):
        assert canonical(kept[made.kind, made.place]) == canonical(made.blocks)


def test_each_document_names_its_snapshot(snapshot):
    for row in SnapshotDocument.objects.filter(snapshot=snapshot):
        assert f"снимок {snapshot.short}" in row.blocks["meta"]["footer"]


def test_a_snapshot_of_an_unpublished_campaign_is_refused(people):
    running = Campaign.objects.get(status=Campaign.Status.OPEN)
    with pytest.raises(ValidationError, match="при публикации"):
        take_snapshot(running, by=people.methodologist)


def test_a_campaign_without_results_cannot_be_published(campaign, people):
    campaign.region_results.all().delete()
    with pytest.raises(ValidationError, match="Результатов нет"):
        take_snapshot(campaign, by=people.methodologist, reason="проба")


def test_results_that_do_not_follow_from_inputs_are_not_published(campaign, people):
    correct(campaign)
    with pytest.raises(ValidationError, match="не сходятся"):
        take_snapshot(campaign, by=people.methodologist, reason="проба")


def test_a_revision_lists_what_changed_and_keeps_the_former(campaign, snapshot, people):
    correct(campaign)
    coming = coming_changes(campaign)
    revision = publish_revision(campaign, reason="Ответ пришёл поздно", by=people.methodologist)
    assert revision.number == 2 and revision.digest != snapshot.digest
    changed = revision.changes["values"][0]
    assert (changed["new"], changed["reason"]) == ("1234", "исправлена опечатка")
    assert changed["who"]
    assert [row["code"] for row in revision.changes["region"]] == ["6.1"]
    assert revision.changes["municipal"][0]["code"] == "6.1"
    assert coming == revision.changes
    first = briefing(campaign, people.methodologist, revision=1)
    assert "Редакция 1" in first["meta"]["footer"]
    assert "Редакция 2" in briefing(campaign, people.methodologist)["meta"]["footer"]


def test_a_revision_tells_why_a_form_was_opened(campaign, people):
    form = Submission.objects.get(campaign=campaign, municipality__oktmo="25714000")
    unlock(
        form, reason="Школа прислала другой список", ends_at=timezone.now() + timedelta(days=1), by=people.methodologist
    )
    form = Submission.objects.get(pk=form.pk)
    element = campaign.edition.elements.get(code="n_probes")
    submissions.save_answers(form, {element: told(1234)}, by=people.municipal_operator)
    submissions.submit(form, by=people.municipal_operator)
    submissions.accept(Submission.objects.get(pk=form.pk), by=people.methodologist)
    (changed,) = coming_changes(campaign)["values"]
    assert changed["opened"].startswith(f"Школа прислала другой список ({people.methodologist.full_name}, ")
    revision = publish_revision(campaign, reason="Поздний ответ", by=people.methodologist)
    assert revision.changes["values"] == [changed]


def test_a_revision_tells_changed_words_and_not_figures(campaign, client_of, people):
    advice = campaign.recommendations.issued().first()
    campaign.recommendations.filter(pk=advice.pk).update(text=f"{advice.text} Срок — лето.")
    words = "Договоры есть в {7.1.в_скольких}, и этого мало."
    save_note_text(campaign, key="indicator-7.1", text=words, number=1, by=people.methodologist)
    save_note_text(campaign, key="readers", text="Справка для всех.", number=0, by=people.methodologist)
    found = {row["name"]: row for row in coming_changes(campaign)["texts"]}
    assert set(found) == {"Показатель 7.1", "Кому справка", "Рекомендации"}
    pieces = found["Показатель 7.1"]["lines"][0]
    assert "{" not in str([piece["text"] for piece in pieces])
    assert "этого мало" in "".join(piece["text"] for piece in pieces if piece["kind"] != "removed")
    (line,) = found["Рекомендации"]["lines"]
    assert [piece["text"].strip() for piece in line if piece["kind"] == "added"] == ["Срок — лето."]
    page = (
        client_of(people.methodologist).get(reverse("monitoring:snapshot-revise", args=[campaign.pk])).content.decode()
    )
    assert "[вставлено: </span>" in page and "Кому справка" in page and "Значения форм" not in page


def test_a_revision_without_changes_is_refused(campaign, people):
    with pytest.raises(ValidationError, match="ничего не изменилось"):
        publish_revision(campaign, reason="просто так", by=people.methodologist)


def test_all_documents_come_as_one_archive(campaign, people):
    archive = campaign_documents(campaign, people.methodologist)
    files = [(file.name, file.format) for file in archive.files]
    assert archive.total == len(files) == 87
    assert sum(name.startswith("Муниципалитеты/") for name, _ in files) == 84


def test_pages_of_revisions_show_number_proof_and_changes(campaign, client_of, people):
    correct(campaign)
    client = client_of(people.methodologist)
    page = client.get(reverse("monitoring:snapshot-revise", args=[campaign.pk])).content.decode()
    assert "исправлена опечатка" in page
    answer = client.post(reverse("monitoring:snapshot-revise", args=[campaign.pk]), {"reason": "Поздний ответ"})
    made = Snapshot.objects.get(campaign=campaign, number=2)
    assert answer.url == made.get_absolute_url()
    page = client_of(people.coordinator).get(made.get_absolute_url()).content.decode()
    assert "Поздний ответ" in page and "всё сходится" in page and made.digest in page


def test_a_revision_needs_a_reason_and_keeps_nothing_without_it(campaign, client_of, people):
    correct(campaign)
    page = client_of(people.methodologist).post(reverse("monitoring:snapshot-revise", args=[campaign.pk]), {})
    assert "Напишите, почему публикуется новая редакция." in page.content.decode()
    assert Snapshot.objects.filter(campaign=campaign).count() == 1


def test_a_revision_of_a_running_campaign_is_not_found(client_of, people):
    running = Campaign.objects.get(status=Campaign.Status.OPEN)
    assert client_of(people.methodologist).get(f"/monitoring/{running.pk}/revise/").status_code == 404


def test_a_methodologist_of_another_region_publishes_nothing_here(campaign, client_of):
    stranger = User.objects.create_user("far@test.example", "x", full_name="Чужой", role="methodologist")
    client = client_of(stranger)
    assert client.post(f"/monitoring/{campaign.pk}/revise/", {"reason": "чужое"}).status_code == 404
    assert client.get(f"/monitoring/{campaign.pk}/note/").status_code == 404
