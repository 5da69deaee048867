from django.urls import path

from desks.views import desks, public

app_name = "desks"
urlpatterns = [
    path("", public.front, name="front"),
    path("desk/", desks.desk, name="desk"),
]
