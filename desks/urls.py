from django.urls import path

from desks.views import desks, guides, public, search

app_name = "desks"
urlpatterns = [
    path("", public.front, name="front"),
    path("desk/", desks.desk, name="desk"),
    path("search/", search.search, name="search"),
    path("help/", guides.contents, name="help"),
    path("help/<slug:slug>/", guides.page, name="help-page"),
    path("contacts/", public.contacts, name="contacts"),
    path("accessibility/", public.accessibility, name="accessibility"),
]
