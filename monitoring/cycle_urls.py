"""Addresses of the cycle: deficits, recommendations, measures."""

from django.urls import path

from monitoring.views import deficits, measures, recommendations

urlpatterns = [
    path("<int:pk>/deficits/", deficits.deficit_list, name="deficit-list"),
    path("<int:pk>/deficits.csv", deficits.deficit_file, name="deficit-file"),
    path("<int:pk>/recommendations/new/", recommendations.create, name="recommendation-create"),
    path("<int:pk>/recommendations/draft/", recommendations.draft, name="recommendation-draft"),
    path("<int:pk>/measures/new/", measures.create, name="measure-create"),
    path("decisions/<int:pk>/", recommendations.choose_recommendations, name="decision-recommendations"),
    path("recommendations/", recommendations.recommendation_list, name="recommendation-list"),
    path("recommendations/<int:pk>/", recommendations.detail, name="recommendation-detail"),
    path("recommendations/<int:pk>/update/", recommendations.update, name="recommendation-update"),
    path("recommendations/<int:pk>/issue/", recommendations.issue, name="recommendation-issue"),
    path("recommendations/<int:pk>/delete/", recommendations.delete, name="recommendation-delete"),
    path("recommendations/<int:pk>/address/", recommendations.address, name="recommendation-address"),
    path("addresses/<int:pk>/acknowledge/", recommendations.acknowledge, name="recommendation-acknowledge"),
    path("measures/", measures.measure_list, name="measure-list"),
    path("measures/<int:pk>/", measures.detail, name="measure-detail"),
    path("measures/<int:pk>/update/", measures.update, name="measure-update"),
    path("measures/<int:pk>/start/", measures.start, name="measure-start"),
    path("measures/<int:pk>/finish/", measures.finish, name="measure-finish"),
    path("measures/<int:pk>/drop/", measures.drop, name="measure-drop"),
    path("measures/<int:pk>/reopen/", measures.reopen, name="measure-reopen"),
    path("measures/<int:pk>/evidence/", measures.evidence, name="measure-file"),
]
