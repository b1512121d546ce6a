"""The addresses of the interview."""

from django.urls import path

from recourse.pages.asking import views

app_name = "ask"
urlpatterns = [
    path("people/<uuid:person_id>/ask/", views.begin, name="begin"),
    path("people/<uuid:person_id>/ask/<slug:about>/", views.go_on, name="go_on"),
    path("people/<uuid:person_id>/ask/<slug:about>/stop/", views.stop, name="stop"),
    path("people/<uuid:person_id>/ask/<slug:about>/<slug:fact_name>/", views.question, name="question"),
]
