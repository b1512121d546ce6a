"""The addresses of papers; a file's own address says nothing of whose it is."""

from __future__ import annotations

from django.urls import path

from recourse.pages.papers import giving, views

app_name = "papers"
urlpatterns = [
    path("people/<uuid:person_id>/papers/", views.of_person, name="of_person"),
    path("people/<uuid:person_id>/papers/keep/", views.keep, name="keep"),
    path("papers/<uuid:paper_id>/", views.opened, name="open"),
    path("papers/<uuid:paper_id>/remove/", views.remove, name="remove"),
    path("papers/fetch/<str:signed>/", giving.fetch, name="fetch"),
]
