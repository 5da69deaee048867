from django.conf import settings
from django.urls import include, path

from desks.views.health import health
from monitoring.open_data.api import open_urls
from ui.gallery import Gallery

urlpatterns = [
    path("health/", health, name="health"),
    path("account/", include("allauth.urls")),
    path("accounts/", include("accounts.urls")),
    path("cluster/", include("cluster.urls")),
    path("", include("employers.urls")),
    path("", include("events.urls")),
    path("graduates/", include("graduates.urls")),
    path("monitoring/open/api/", open_urls()),
    path("monitoring/", include("monitoring.urls")),
    path("documents/", include("reports.urls")),
    path("", include("desks.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("gallery/", Gallery.as_view(), name="gallery"))
