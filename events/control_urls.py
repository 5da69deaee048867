"""Addresses of the control of decisions: groups, parts, turns, requests, many at once."""

from django.urls import path

from events.views import bulk, extension_requests, groups, planning, recurrence, sub_assignments

urlpatterns = [
    path("decisions/bulk/", bulk.bulk_step, name="decision-bulk"),
    path("decisions/<int:pk>/group/", groups.expand, name="decision-group"),
    path("decisions/<int:pk>/group/undo/", groups.undo, name="decision-group-undo"),
    path("decisions/members/<int:pk>/release/", groups.release, name="group-member-release"),
    path("decisions/<int:pk>/parts/new/", sub_assignments.create, name="sub-assignment-create"),
    path("decisions/<int:pk>/parent/", sub_assignments.choose_parent, name="decision-parent"),
    path("decisions/<int:pk>/recurrence/", recurrence.update, name="decision-recurrence"),
    path("decisions/<int:pk>/recurrence/stop/", recurrence.stop, name="decision-recurrence-stop"),
    path("decisions/<int:pk>/ask/", extension_requests.create, name="extension-request-create"),
    path("decisions/requests/<int:pk>/answer/", extension_requests.answer, name="extension-request-answer"),
    path("report/<str:token>/ask/", extension_requests.create_by_link, name="personal-extension"),
    path("decisions/<int:pk>/road-map-item/", planning.create_road_map_item, name="decision-road-map-item"),
    path("decisions/by-direction/<int:pk>/", planning.decide_by_direction, name="decision-from-direction"),
]
