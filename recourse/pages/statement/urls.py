"""The addresses of a person's statement."""

from django.urls import path

from recourse.pages.statement import views

app_name = "statement"
urlpatterns = [
    path("people/<uuid:person_id>/statement/", views.one, name="one"),
    path("people/<uuid:person_id>/statement/give/", views.give, name="give"),
]
