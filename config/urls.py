from django.conf import settings
from django.urls import include, path
from django.views.generic import TemplateView

from desks.views.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("account/", include("allauth.urls")),
    path("accounts/", include("accounts.urls")),
    path("cluster/", include("cluster.urls")),
    path("", include("employers.urls")),
    path("", include("events.urls")),
    path("graduates/", include("graduates.urls")),
    path("monitoring/", include("monitoring.urls")),
    path("documents/", include("reports.urls")),
    path("", include("desks.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("gallery/", TemplateView.as_view(template_name="ui/gallery.html"), name="gallery"))
