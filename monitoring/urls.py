from django.urls import path

from monitoring import cycle_urls, file_urls
from monitoring.views import (
    campaigns,
    comparisons,
    frameworks,
    indicator_results,
    municipalities,
    note_check,
    open,
    pictures,
    regions,
    submissions,
)

app_name = "monitoring"
urlpatterns = [
    *cycle_urls.urlpatterns,
    *file_urls.urlpatterns,
    path("", campaigns.CampaignList.as_view(), name="campaign-list"),
    path("<int:pk>/", campaigns.detail, name="campaign-detail"),
    path("<int:pk>/region/", regions.detail, name="region"),
    path("<int:pk>/indicators/<str:code>/", indicator_results.detail, name="indicator-result"),
    path("<int:pk>/pictures/<slug:name>.csv", pictures.picture_csv, name="picture-csv"),
    path("<int:pk>/comparison/", comparisons.detail, name="comparison"),
    path("<int:pk>/municipalities/<int:municipality>/", municipalities.detail, name="municipality"),
    path("<int:pk>/start/", submissions.start, name="submission-start"),
    path("frameworks/<int:pk>/", frameworks.detail, name="framework-detail"),
    path("indicators/<int:pk>/", frameworks.indicator, name="indicator-detail"),
    path("submissions/", submissions.submission_list, name="submission-list"),
    path("submissions/<int:pk>/", submissions.detail, name="submission-detail"),
    path("submissions/<int:pk>/sections/<int:number>/", submissions.edit, name="submission-edit"),
    path("submissions/<int:pk>/submit/", submissions.submit, name="submission-submit"),
    path("submissions/<int:pk>/return/", submissions.return_for_revision, name="submission-return"),
    path("submissions/<int:pk>/accept/", submissions.accept, name="submission-accept"),
    path("note-check/", note_check.check_note, name="note-check"),
    path("open/", open.open_indicators, name="open"),
]
