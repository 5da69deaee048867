from django.urls import path

from employers.views import moderation, my_vacancies, offered_accommodations, partners, vacancies, vacancy_steps

app_name = "employers"
mine = "employer/vacancies/"
one = f"{mine}<int:pk>/"
urlpatterns = [
    path("vacancies/", vacancies.VacancyList.as_view(), name="vacancy-list"),
    path("vacancies/<int:pk>/", vacancies.VacancyDetail.as_view(), name="vacancy-detail"),
    path("vacancies/moderation/", moderation.ModerationList.as_view(), name="moderation-list"),
    path("vacancies/<int:pk>/publish/", moderation.publish_vacancy, name="vacancy-publish"),
    path("vacancies/<int:pk>/return/", moderation.return_vacancy, name="vacancy-return"),
    path("partners/", partners.PartnerList.as_view(), name="partner-list"),
    path("partners/<int:pk>/", partners.PartnerDetail.as_view(), name="partner-detail"),
    path("partners/<int:pk>/edit/", partners.PartnerUpdate.as_view(), name="partner-update"),
    path("employer/profile/", partners.my_partner, name="my-partner"),
    path(mine, my_vacancies.MyVacancyList.as_view(), name="my-vacancy-list"),
    path(f"{mine}new/", my_vacancies.VacancyCreate.as_view(), name="vacancy-create"),
    path(one, my_vacancies.MyVacancyDetail.as_view(), name="my-vacancy-detail"),
    path(f"{one}job/", my_vacancies.VacancyUpdate.as_view(), name="vacancy-update"),
    path(f"{one}conditions/", offered_accommodations.edit_conditions, name="vacancy-conditions"),
    path(f"{one}comments/", offered_accommodations.edit_comments, name="vacancy-comments"),
    path(f"{one}send/", vacancy_steps.send_to_moderation, name="vacancy-send"),
    path(f"{one}confirm/", vacancy_steps.confirm_vacancy, name="vacancy-confirm"),
    path(f"{one}pause/", vacancy_steps.pause_vacancy, name="vacancy-pause"),
    path(f"{one}resume/", vacancy_steps.resume_vacancy, name="vacancy-resume"),
    path(f"{one}filled/", vacancy_steps.fill_vacancy, name="vacancy-fill"),
    path(f"{one}withdraw/", vacancy_steps.withdraw_vacancy, name="vacancy-withdraw"),
]
