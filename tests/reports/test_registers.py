"""Any register as a file: the rows of its page with the same filter, nothing of others, each look at people logged."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import AccessEntry
from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from cluster.models import Organisation, ProposalRound
from events.actions.decisions import extend
from events.actions.links import issue_link
from events.actions.recurrence import set_recurrence
from events.models import Event
from graduates.models import Graduate
from reports.catalogue import KINDS
from tests.employers.factories import VacancyFactory, own_partner
from tests.events.factories import DecisionFactory, today
from tests.graduates.factories import GraduateFactory, RouteStepFactory, UserFactory
from tests.reports.factories import JobFactory

pytestmark = pytest.mark.django_db
PAGES = {
    "control-point-register": ("events:control-point-list", Role.COORDINATOR, "turn=ahead", "decision"),
    "extension-register": ("events:extension-list", Role.COORDINATOR, "text=Озеленить", "decision"),
    "graduate-register": ("graduates:graduate-list", Role.COLLEGE_SPECIALIST, "waiting=step", "surname"),
    "vacancy-register": ("employers:vacancy-list", Role.METHODOLOGIST, "condition=wp_quiet&place=site", "title"),
    "my-vacancy-register": ("employers:my-vacancy-list", Role.EMPLOYER, "status=draft", "title"),
    "moderation-register": ("employers:moderation-list", Role.COORDINATOR, "", "title"),
    "partner-register": ("employers:partner-list", Role.COORDINATOR, "text=ООО", "organisation"),
    "practice-register": ("cluster:practice-list", Role.EMPLOYER, "text=наставник", "title"),
    "person-register": ("cluster:person-list", Role.COORDINATOR, "text=А", "full_name"),
    "council-register": ("cluster:council-list", Role.METHODOLOGIST, "", "name"),
    "project-register": ("cluster:project-list", Role.COORDINATOR, "late=on", "name"),
    "direction-register": ("cluster:partnership-list", Role.COORDINATOR, "status=agreed", "title"),
    "municipality-register": ("cluster:municipality-list", Role.EMPLOYER, "text=район", "name"),
    "organisation-register": ("cluster:organisation-list", Role.COORDINATOR, "kind=employer", "name"),
}


def _lines(document):
    tables = [block for block in document["blocks"] if block["type"] == "table"]
    return tables[0]["rows"] if tables else []


def _words(cell):
    return str(cell["value"])


def _build(code, viewer, subject=None, **params):
    return KINDS[code].build(subject, viewer, params)


def _listed(client, address, query, name):
    """The whole list, page after page."""
    found, number = [], 1
    while True:
        page = client.get(f"{address}?{query}&page={number}").context["page_obj"]
        found += [str(getattr(one, name)) for one in page]
        if not page.has_next():
            return found
        number += 1


def _some_of_everything(people):
    VacancyFactory(published=True, title="Тихое место", offers={"wp_quiet": "yes"})
    VacancyFactory(partner=own_partner(people.employer), title="Черновик")
    VacancyFactory(waiting=True, title="На проверке")
    GraduateFactory(surname="Безшагов")
    late = DecisionFactory(on_control=True, text="Озеленить двор", due_on=today())
    extend(late, new_due_on=today() + timedelta(days=9), reason="Дожди", by=people.coordinator)
    again = DecisionFactory(on_control=True, due_on=None, deadline_kind="none")
    set_recurrence(again, months=3, first_on=today() + timedelta(days=9), recurs_until=None, by=people.coordinator)


@pytest.mark.parametrize("code", PAGES)
def test_the_file_holds_what_its_page_lists(people, client_of, code):
    address, role, query, name = PAGES[code]
    viewer = getattr(people, role)
    _some_of_everything(people)
    client, url = client_of(viewer), reverse(address)

    for chosen in {"", query}:
        answer = client.get(f"{url}?{chosen}")
        assert f"/{code}/all/" in answer.content.decode()
        given = {key: values for key, values in answer.wsgi_request.GET.lists()}
        document = KINDS[code].build(None, viewer, KINDS[code].read_params(given))
        listed = _listed(client, url, chosen, name)
        assert listed and [_words(line[0]) for line in _lines(document)] == listed


def test_conditions_chosen_on_the_page_go_into_the_order_all(people, client_of):
    page = client_of(people.coordinator).get("/vacancies/?condition=wp_quiet&condition=wp_mentor&page=1")
    form = page.content.decode().partition("/vacancy-register/all/")[2].partition("</form>")[0]

    assert 'name="condition" value="wp_quiet"' in form and 'name="condition" value="wp_mentor"' in form
    assert 'name="page"' not in form


def test_without_an_account_no_file_is_offered(client, db):
    assert "Реестр в Excel" not in client.get("/vacancies/").content.decode()


def test_a_register_of_graduates_keeps_to_the_own_college_and_to_the_working_zone(people):
    own = GraduateFactory(surname="Своих", wishes="тихо", needs={"wp_quiet": "required"})
    RouteStepFactory(graduate=own, text="Позвонить врачу")
    GraduateFactory(surname="Чужих", of_other_college=True)

    text = str(_build("graduate-register", people.college_specialist))

    assert "Своих" in text and "Чужих" not in text
    assert not any(word in text for word in ("wp_quiet", "тихо", "врачу", "здоров", "инвалид"))
    assert not _lines(_build("graduate-register", people.coordinator))
    assert Graduate.objects.filter(surname="Чужих").exists()


def test_vacancies_of_another_employer_are_not_in_my_file(people):
    VacancyFactory(title="Чужой черновик")

    assert "Чужой черновик" not in str(_build("my-vacancy-register", people.employer))
    assert "Чужой черновик" not in str(_build("vacancy-register", people.coordinator))


def test_personal_links_are_listed_without_their_address(people):
    decision, other = DecisionFactory(on_control=True), DecisionFactory(on_control=True)
    said = {"expires_on": today() + timedelta(days=9), "by": people.coordinator}
    link, token = issue_link(decision, executor="ООО «Ромашка»", email="romashka@firm.test", **said)
    issue_link(other, executor="ООО «Другое»", **said)

    document = _build("personal-link-register", people.coordinator, decision)

    text = str(document)
    assert [_words(line[0]) for line in _lines(document)] == ["ООО «Ромашка»"]
    assert "действует" in text and token not in text and link.token_hash not in text


def test_links_and_registrations_of_another_region_have_no_file(people, client_of):
    foreign = DecisionFactory(foreign=True, on_control=True)
    client, xlsx = client_of(people.coordinator), {"format": "xlsx"}

    assert client.post(f"/documents/order/personal-link-register/{foreign.pk}/", xlsx).status_code == 404
    event = Event.objects.exclude(pk__in=Event.objects.managed_by(people.coordinator)).first()
    assert event is None or not _lines(_build("registration-register", people.coordinator, event))


def test_registrations_are_listed_without_wishes(people):
    event = Event.objects.managed_by(people.coordinator).filter(registrations__isnull=False).distinct().first()

    document = _build("registration-register", people.coordinator, event)

    names = [_words(line[0]) for line in _lines(document)]
    assert names == [one.name for one in event.registrations.order_by("registered_at", "pk")]
    assert len(_lines(document)[0]) == 5


@pytest.mark.parametrize("code", ["graduate-register", "person-register", "personal-link-register"])
def test_each_download_of_people_is_written_down(people, client_of, code):
    assert KINDS[code].is_protected
    job = JobFactory(ready=True, kind=code, ordered_by=people.college_specialist)

    client_of(people.college_specialist).get(reverse("reports:job-file", args=[job.uuid]))

    assert AccessEntry.objects.filter(subject_pk=str(job.pk), actor=people.college_specialist).count() == 1


@pytest.mark.parametrize("code", [code for code in KINDS if code.endswith("-register")])
def test_a_register_is_refused_to_whoever_may_not_see_its_page(client_of, code):
    needed = {KINDS[code].permission, Permission.REPORT_ORDER}
    outside = next(role for role, may in ROLE_PERMISSIONS.items() if not needed <= may)
    client = client_of(UserFactory(role=outside))

    answer = client.post(reverse("reports:order", kwargs={"kind": code, "pk": "all"}), {"format": "xlsx"})

    assert answer.status_code == 403


def test_an_empty_register_is_still_a_document(people):
    assert not Organisation.objects.filter(name="такой нет").exists()
    document = _build("partner-register", people.coordinator, text="такой нет")

    assert not _lines(document) and "не подходит" in str(document)


def test_proposals_of_a_call_come_as_a_file(people, client_of):
    call = ProposalRound.objects.visible_to(people.coordinator).filter(proposals__isnull=False).first()
    page = client_of(people.coordinator).get(call.get_absolute_url()).content.decode()
    assert f"/proposal-register/{call.pk}/" in page
    lines = _lines(_build("proposal-register", people.coordinator, call))
    assert sorted(_words(line[0]) for line in lines) == sorted(call.proposals.values_list("text", flat=True))
    withdrawn = _lines(_build("proposal-register", people.coordinator, call, state="withdrawn"))
    assert len(withdrawn) == call.proposals.filter(state="withdrawn").count() < len(lines)
