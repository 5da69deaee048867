"""Addresses of the cycle: deficits, recommendations, measures, self-diagnosis, plans, success of a cluster."""

from django.urls import path

from monitoring.views import deficits, diagnoses, measures, plans, recommendations, sending, success

urlpatterns = [
    path("<int:pk>/deficits/", deficits.deficit_list, name="deficit-list"),
    path("<int:pk>/deficits.csv", deficits.deficit_file, name="deficit-file"),
    path("<int:pk>/recommendations/new/", recommendations.create, name="recommendation-create"),
    path("<int:pk>/recommendations/draft/", recommendations.draft, name="recommendation-draft"),
    path("<int:pk>/recommendations/send/", sending.send, name="recommendation-send"),
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
    path("diagnoses/", diagnoses.diagnosis_list, name="diagnosis-list"),
    path("diagnoses/new/", diagnoses.create, name="diagnosis-create"),
    path("diagnoses/<int:pk>/", diagnoses.detail, name="diagnosis-detail"),
    path("diagnoses/<int:pk>/answers/", diagnoses.answer, name="diagnosis-answer"),
    path("diagnoses/<int:pk>/feedback/", diagnoses.feedback, name="diagnosis-feedback"),
    path("plans/<int:pk>/", plans.detail, name="plan-detail"),
    path("plans/<int:pk>/update/", plans.update, name="plan-update"),
    path("plans/<int:pk>/transfer/", plans.transfer, name="plan-transfer"),
    path("clusters/<int:pk>/success/", success.success_list, name="success-list"),
    path("clusters/<int:pk>/success.csv", success.success_file, name="success-file"),
    path("clusters/<int:pk>/success/new/", success.create, name="success-create"),
    path("success/<int:pk>/", success.detail, name="success-detail"),
    path("success/<int:pk>/update/", success.update, name="success-update"),
    path("success/<int:pk>/enter/", success.enter, name="success-enter"),
]
