from django.urls import path

from cluster.views import accommodations

app_name = "cluster"
urlpatterns = [
    path("accommodations/", accommodations.accommodation_list, name="accommodation-list"),
]
