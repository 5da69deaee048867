from django.urls import path

from graduates.views import access_log, candidates, consents, disclosures, matches, needs, profiles, routes

app_name = "graduates"
urlpatterns = [
    path("", profiles.GraduateList.as_view(), name="graduate-list"),
    path("new/", profiles.GraduateCreate.as_view(), name="graduate-create"),
    path("<int:pk>/", profiles.show_graduate, name="graduate-detail"),
    path("<int:pk>/edit/", profiles.GraduateUpdate.as_view(), name="graduate-update"),
    path("<int:pk>/needs/", needs.edit_needs, name="needs-edit"),
    path("<int:pk>/protected/", needs.edit_health, name="protected-edit"),
    path("<int:pk>/matches/", matches.list_matches, name="match-list"),
    path("<int:pk>/consents/new/", consents.record_consent, name="consent-create"),
    path("<int:pk>/steps/new/", routes.add_step, name="step-create"),
    path("steps/<int:pk>/", routes.edit_step, name="step-update"),
    path("steps/<int:pk>/done/", routes.complete_step, name="step-complete"),
    path("consents/<slug:purpose>/", consents.show_text, name="consent-text"),
    path("my/", routes.my_route, name="my-route"),
    path("my/matches/", matches.list_my_matches, name="my-match-list"),
    path("my/matches/<int:pk>/show/", disclosures.show_to_employer, name="my-match-show"),
    path("my/disclosures/<int:pk>/revoke/", disclosures.revoke_disclosure, name="my-disclosure-revoke"),
    path("my/needs/", needs.my_needs, name="my-needs"),
    path("my/consents/", consents.my_consents, name="my-consents"),
    path("my/consents/<int:pk>/withdraw/", consents.withdraw_my_consent, name="my-consent-withdraw"),
    path("my/access-log/", access_log.MyAccessLog.as_view(), name="my-access-log"),
    path("candidates/", candidates.CandidateList.as_view(), name="candidate-list"),
    path("candidates/<int:pk>/", candidates.show_candidate, name="candidate-detail"),
]
