from django.urls import path

from employers.views import vacancies

app_name = "employers"
urlpatterns = [
    path("vacancies/", vacancies.VacancyList.as_view(), name="vacancy-list"),
    path("vacancies/<int:pk>/", vacancies.VacancyDetail.as_view(), name="vacancy-detail"),
]
