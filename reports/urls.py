from django.urls import path

from reports.views import copies, jobs, orders

app_name = "reports"
urlpatterns = [
    path("", jobs.JobList.as_view(), name="job-list"),
    path("check/", copies.check, name="copy-check"),
    path("order/<slug:kind>/<slug:pk>/", orders.order, name="order"),
    path("<uuid:uuid>/", jobs.detail, name="job-detail"),
    path("<uuid:uuid>/state/", jobs.state, name="job-state"),
    path("<uuid:uuid>/file/", jobs.file, name="job-file"),
    path("<uuid:uuid>/cancel/", orders.cancel, name="job-cancel"),
    path("<uuid:uuid>/again/", orders.order_again, name="job-again"),
]
