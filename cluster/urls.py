from django.urls import path

from cluster.views import accommodations, clusters, councils, municipalities, organisations, people, road_maps

app_name = "cluster"
urlpatterns = [
    path("", clusters.ClusterList.as_view(), name="cluster-list"),
    path("<int:pk>/", clusters.ClusterDetail.as_view(), name="cluster-detail"),
    path("accommodations/", accommodations.accommodation_list, name="accommodation-list"),
    path("councils/", councils.CouncilList.as_view(), name="council-list"),
    path("councils/<int:pk>/", councils.CouncilDetail.as_view(), name="council-detail"),
    path("municipalities/", municipalities.MunicipalityList.as_view(), name="municipality-list"),
    path("municipalities/new/", municipalities.MunicipalityCreate.as_view(), name="municipality-create"),
    path("municipalities/<int:pk>/", municipalities.MunicipalityDetail.as_view(), name="municipality-detail"),
    path("municipalities/<int:pk>/edit/", municipalities.MunicipalityUpdate.as_view(), name="municipality-update"),
    path("organisations/", organisations.OrganisationList.as_view(), name="organisation-list"),
    path("organisations/new/", organisations.OrganisationCreate.as_view(), name="organisation-create"),
    path("organisations/<int:pk>/", organisations.OrganisationDetail.as_view(), name="organisation-detail"),
    path("organisations/<int:pk>/edit/", organisations.OrganisationUpdate.as_view(), name="organisation-update"),
    path("people/", people.PersonList.as_view(), name="person-list"),
    path("people/<int:pk>/", people.PersonDetail.as_view(), name="person-detail"),
    path("road-maps/<int:pk>/", road_maps.RoadMapDetail.as_view(), name="road-map-detail"),
]
