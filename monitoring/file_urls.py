"""Addresses of forms as files: templates, uploaded batches."""

from django.urls import path

from monitoring.views import batches, populations

urlpatterns = [
    path("<int:pk>/batches/", batches.batch_list, name="batch-list"),
    path("<int:pk>/templates/", batches.templates, name="form-templates"),
    path("<int:pk>/templates/<int:municipality>/<slug:kind>/", batches.template, name="form-template"),
    path("batches/<int:pk>/", batches.batch_detail, name="batch-detail"),
    path("batches/<int:pk>/apply/", batches.apply, name="batch-apply"),
    path("batches/<int:pk>/withdraw/", batches.withdraw, name="batch-withdraw"),
    path("batches/files/<int:pk>/", batches.batch_file, name="batch-file"),
    path("<int:pk>/populations/", populations.populations, name="population-list"),
    path("<int:pk>/populations.csv", populations.table, name="population-table"),
    path("population-loads/<int:pk>/", populations.load, name="population-load"),
    path("population-loads/<int:pk>/apply/", populations.apply, name="population-apply"),
]
