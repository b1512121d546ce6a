"""The addresses of the answers."""

from django.urls import path

from recourse.pages.answers import doors, views

app_name = "answers"
urlpatterns = [
    path("people/<uuid:person_id>/answers/", views.latest, name="latest"),
    path("people/<uuid:person_id>/answers/again/", views.again, name="again"),
    path("answers/<uuid:answer_id>/", views.one, name="one"),
    path("answers/<uuid:answer_id>/<slug:key>/", doors.one, name="door"),
]
