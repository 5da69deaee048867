"""The employer enters a vacancy: job, conditions, comments, check."""

import pytest
from django.urls import reverse

from cluster.models import Municipality
from employers.forms.vacancies import VacancyForm
from employers.models import Partner, Vacancy
from tests.employers.factories import OrganisationFactory, VacancyFactory, employer_without_organisation, own_partner

pytestmark = pytest.mark.django_db
CREATE = reverse("employers:vacancy-create")


def _page(name, vacancy):
    return reverse(f"employers:{name}", args=[vacancy.pk])


@pytest.fixture
def employer(client_of, people):
    return client_of(people.employer)


@pytest.fixture
def draft(people):
    return VacancyFactory(partner=own_partner(people.employer), title="Черновик наладчика")


def _job(**changes):
    job = {
        "title": "Наладчик",
        "duties": "Настраивать машины.",
        "municipality": Municipality.objects.get(oktmo="69701000").pk,
        "address": "улица Рабочая, 5",
        "employment": "full",
        "schedule": "full_day",
        "place": "site",
        "places_count": "1",
        "salary_from": "30000",
        "salary_to": "40000",
    }
    return job | changes


def test_new_vacancy_is_a_draft_of_the_own_employer(employer, people):
    response = employer.post(CREATE, _job())
    vacancy = Vacancy.objects.get(title="Наладчик")
    assert response.url == _page("vacancy-conditions", vacancy)
    assert vacancy.status == Vacancy.Status.DRAFT
    assert vacancy.partner == own_partner(people.employer)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"salary_to": "10000"}, "Зарплата «до» не может быть меньше зарплаты «от»."),
        ({"salary_from": "0"}, "должно быть не меньше 1"),
        ({"hours_per_week": "60"}, "должно быть не больше 40"),
        ({"title": ""}, "Заполните поле «Должность»"),
        ({"address": ""}, "Заполните поле «Адрес рабочего места»"),
        ({"places_count": "много"}, "целое число"),
    ],
)
def test_bad_job_is_explained_and_kept(employer, changes, message):
    response = employer.post(CREATE, _job(**changes))
    page = response.content.decode()
    assert response.status_code == 200
    assert message in page
    assert "<title>Ошибка: " in page
    assert "Настраивать машины." in page
    assert not Vacancy.objects.filter(duties="Настраивать машины.").exists()


def test_work_from_home_needs_no_address(employer):
    employer.post(CREATE, _job(place="remote", address=""))
    assert Vacancy.objects.filter(title="Наладчик", place="remote").exists()


def test_employer_cannot_post_for_another_partner(employer, people):
    other = VacancyFactory().partner
    employer.post(CREATE, _job(partner=other.pk))
    assert Vacancy.objects.get(title="Наладчик").partner == own_partner(people.employer)


def test_employer_of_two_organisations_chooses_for_which(employer, people):
    second = OrganisationFactory()
    partner = Partner.objects.create(organisation=second)
    people.employer.person.memberships.create(organisation=second)
    assert "Выберите значение" in employer.post(CREATE, _job()).content.decode()
    employer.post(CREATE, _job(partner=partner.pk))
    assert Vacancy.objects.get(title="Наладчик").partner == partner


def test_employer_without_a_profile_is_led_to_it_first(client_of):
    assert client_of(employer_without_organisation()).get(CREATE).url == reverse("employers:my-partner")


@pytest.mark.parametrize("name", ["my-vacancy-detail", "vacancy-update", "vacancy-conditions", "vacancy-comments"])
def test_someone_elses_vacancy_is_404(employer, name):
    assert employer.get(_page(name, VacancyFactory())).status_code == 404


@pytest.mark.parametrize("name", ["my-vacancy-detail", "vacancy-update", "vacancy-conditions", "vacancy-comments"])
def test_without_permission_it_is_403(client_of, people, draft, name):
    assert client_of(people.methodologist).get(_page(name, draft)).status_code == 403


@pytest.mark.parametrize("name", ["vacancy-update", "vacancy-conditions", "vacancy-comments"])
def test_published_vacancy_does_not_change_past_the_check(employer, people, name):
    vacancy = VacancyFactory(partner=own_partner(people.employer), published=True)
    assert employer.post(_page(name, vacancy), _job()).status_code == 404


def test_job_of_a_draft_changes(employer, draft):
    employer.post(_page("vacancy-update", draft), _job(title="Наладчик линии"))
    draft.refresh_from_db()
    assert draft.title == "Наладчик линии"


def test_conditions_are_answered_and_taken_back(employer, draft):
    answers = {"wp_quiet": "yes", "wp_seated": "can_arrange", "wp_climate": "no"}
    employer.post(_page("vacancy-conditions", draft), answers)
    assert dict(draft.offered_accommodations.values_list("accommodation__code", "answer")) == answers
    employer.post(_page("vacancy-conditions", draft), {"wp_quiet": "no"})
    assert dict(draft.offered_accommodations.values_list("accommodation__code", "answer")) == {"wp_quiet": "no"}


def test_comment_survives_a_new_answer(employer, people):
    draft = VacancyFactory(partner=own_partner(people.employer), offers={"wp_quiet": "yes"})
    employer.post(_page("vacancy-comments", draft), {"wp_quiet": "Отдельная комната."})
    employer.post(_page("vacancy-conditions", draft), {"wp_quiet": "can_arrange"})
    row = draft.offered_accommodations.get()
    assert (row.answer, row.comment) == ("can_arrange", "Отдельная комната.")


def test_wrong_answer_is_named_and_the_others_are_kept(employer, draft):
    page = employer.post(_page("vacancy-conditions", draft), {"wp_quiet": "perhaps", "wp_seated": "yes"})
    text = page.content.decode()
    assert "Выберите значение в поле «Тихое место» из списка" in text
    assert 'value="yes" id="id_wp_seated_0" checked' in text
    assert not draft.offered_accommodations.exists()


def test_too_long_comment_is_explained_and_kept(employer, people):
    draft = VacancyFactory(partner=own_partner(people.employer), offers={"wp_quiet": "yes"})
    page = employer.post(_page("vacancy-comments", draft), {"wp_quiet": "ш" * 301}).content.decode()
    assert "не больше 300 знаков" in page
    assert "ш" * 301 in page


def test_list_is_filtered_by_state_and_holds_only_own_rows(employer, people):
    mine = own_partner(people.employer)
    VacancyFactory(partner=mine, returned=True, title="Вернули")
    VacancyFactory(returned=True, title="Чужая")
    titles = {
        row.title for row in employer.get(reverse("employers:my-vacancy-list") + "?status=returned").context["page_obj"]
    }
    assert "Вернули" in titles
    assert "Чужая" not in titles


def test_saving_the_job_does_not_undo_a_step_taken_meanwhile(employer, draft, monkeypatch):
    checked = VacancyForm.is_valid

    def slowly(form):
        Vacancy.objects.filter(pk=draft.pk).update(status=Vacancy.Status.MODERATION)
        return checked(form)

    monkeypatch.setattr(VacancyForm, "is_valid", slowly)
    employer.post(_page("vacancy-update", draft), _job())
    draft.refresh_from_db()
    assert draft.status == Vacancy.Status.MODERATION
