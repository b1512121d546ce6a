"""The addresses of letters against refusals."""

from django.urls import path

from recourse.pages.refusals import agreeing, views

app_name = "refusals"
urlpatterns = [
    path("people/<uuid:person_id>/refusals/", views.of_person, name="of_person"),
    path("people/<uuid:person_id>/refusals/begin/", views.begin, name="begin"),
    path("refusals/<uuid:refusal_id>/", views.one, name="one"),
    path("refusals/<uuid:refusal_id>/ask/", agreeing.ask, name="ask"),
    path("refusals/<uuid:refusal_id>/status/", agreeing.status, name="status"),
    path("refusals/<uuid:refusal_id>/facts/", views.facts, name="facts"),
    path("refusals/<uuid:refusal_id>/check/", views.check, name="check"),
    path("refusals/<uuid:refusal_id>/stop/", views.stop, name="stop"),
]
