"""Head counts from a file: checked first, replaced whole, results recomputed only before publication."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitoring import head_counts
from monitoring.actions import populations as actions
from monitoring.exchange.reading import Sent
from monitoring.models import Campaign, PopulationLoad, ReferencePopulation, RegionResult, Submission, Value

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.get(status=Campaign.Status.OPEN)


def sheet(campaign: Campaign, code: str = "r9", amount: int = 500) -> bytes:
    lines = [f"{oktmo};{amount}" for oktmo in campaign.expected.values_list("oktmo", flat=True)]
    return "\n".join([f"ОКТМО;{code}", *lines]).encode()


def check(campaign: Campaign, by, data: bytes | None = None) -> PopulationLoad:
    file = Sent("r9.csv", sheet(campaign) if data is None else data)
    return actions.check_populations(campaign, file, source="Свод", counted_on=date(2026, 10, 1), by=by)


def address(campaign: Campaign) -> str:
    return reverse("monitoring:population-list", args=[campaign.pk])


def send(client, campaign: Campaign, data: bytes, **fields: str):
    told = {"source": "Свод", "counted_on": "01.10.2026", **fields}
    return client.post(address(campaign), {**told, "file": SimpleUploadedFile("r9.csv", data)})


def test_file_is_checked_then_loaded_whole(campaign, people, client_of):
    before = head_counts.stored(campaign)
    client = client_of(people.methodologist)
    response = send(client, campaign, sheet(campaign))
    load = PopulationLoad.objects.latest("pk")
    assert response.url == load.get_absolute_url()
    assert head_counts.stored(campaign) == before
    client.post(reverse("monitoring:population-apply", args=[load.pk]))
    after = head_counts.stored(campaign)
    assert set(after["r9"].values()) == {500} and len(after["r9"]) == 42
    assert {code: after[code] for code in after if code != "r9"} == {
        code: before[code] for code in before if code != "r9"
    }
    row = ReferencePopulation.objects.filter(campaign=campaign, population__code="r9").first()
    assert row.source == "Свод, на 01.10.2026"


def test_loading_recomputes_the_running_campaign(campaign, people):
    result = RegionResult.objects.get(campaign=campaign, indicator__code="5.4")
    actions.apply_populations(check(campaign, people.methodologist), by=people.methodologist)
    after = RegionResult.objects.get(campaign=campaign, indicator__code="5.4")
    assert after.denominator == 500 * after.reported != result.denominator


def test_published_campaign_keeps_its_head_counts(people):
    published = Campaign.objects.published().first()
    with pytest.raises(ValidationError, match="не меняются"):
        check(published, people.methodologist)


def test_campaign_published_meanwhile_keeps_its_head_counts(campaign, people):
    load, before = check(campaign, people.methodologist), head_counts.stored(campaign)
    Campaign.objects.filter(pk=campaign.pk).update(status=Campaign.Status.PUBLISHED)
    with pytest.raises(ValidationError, match="не меняются"):
        actions.apply_populations(load, by=people.methodologist)
    assert head_counts.stored(campaign) == before


def test_file_with_faults_is_told_by_line_and_not_loaded(campaign, people, client_of):
    before = head_counts.stored(campaign)
    load = check(campaign, people.methodologist, sheet(campaign).replace(b";500", "; много".encode(), 1))
    page = client_of(people.methodologist).get(load.get_absolute_url()).content.decode()
    assert "строка 2" in page and "Это не число" in page and "Загрузить численности" not in page
    with pytest.raises(ValidationError, match="есть ошибки"):
        actions.apply_populations(load, by=people.methodologist)
    assert head_counts.stored(campaign) == before


def test_load_is_applied_once(campaign, people):
    load = actions.apply_populations(check(campaign, people.methodologist), by=people.methodologist)
    with pytest.raises(ValidationError, match="уже загружены"):
        actions.apply_populations(load, by=people.methodologist)


def test_source_is_asked_for_and_what_was_typed_stays(campaign, people, client_of):
    count = PopulationLoad.objects.count()
    page = send(client_of(people.methodologist), campaign, sheet(campaign), source="").content.decode()
    assert "Заполните поле «Источник»" in page
    assert 'value="01.10.2026"' in page
    assert PopulationLoad.objects.count() == count


def test_jump_of_ten_per_cent_is_flagged_and_less_is_not(campaign, people, client_of):
    last = head_counts.last_year_of(campaign)
    old = head_counts.stored(last)["r9"]
    first, second = sorted(old, key=lambda oktmo: -old[oktmo])[:2]
    now = {"r9": {**old, first: old[first] * 12 // 10, second: old[second] * 105 // 100}}
    rows = head_counts.sums(campaign, now, {"r9": old})
    names = dict(campaign.expected.values_list("oktmo", "name"))
    told = head_counts.jumps(names, rows, now, {"r9": old})
    assert [names[first] in one for one in told] == [True]


def test_more_people_in_a_form_than_there_are_is_told(campaign):
    form = campaign.submissions.filter(status=Submission.Status.ACCEPTED).first()
    oktmo = form.municipality.oktmo
    typed = Value.objects.get(submission=form, element__code="n_9_to_poo").amount
    names, heads = {oktmo: "Первый район"}, {"r9": {oktmo: int(typed) - 1}}
    told = head_counts.contradictions(campaign, names, heads)
    assert len(told) == 1 and "Первый район" in told[0]
    assert head_counts.contradictions(campaign, names, {"r9": {oktmo: int(typed)}}) == []


def test_downloaded_table_is_a_file_that_can_be_loaded(campaign, people, client_of):
    client = client_of(people.methodologist)
    response = client.get(reverse("monitoring:population-table", args=[campaign.pk]))
    load = check(campaign, people.methodologist, response.content)
    assert load.faults == []
    assert load.amounts == head_counts.stored(campaign)


def test_operator_loads_no_head_counts(campaign, people, client_of):
    assert send(client_of(people.municipal_operator), campaign, sheet(campaign)).status_code == 403


def test_load_of_a_foreign_region_does_not_exist(campaign, people, client_of):
    load = check(campaign, people.methodologist)
    people.methodologist.person.memberships.all().delete()
    client = client_of(people.methodologist)
    assert client.get(load.get_absolute_url()).status_code == 404
    assert client.post(reverse("monitoring:population-apply", args=[load.pk])).status_code == 404
