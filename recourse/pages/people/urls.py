"""The addresses about people; none ever carries a name."""

from django.urls import path

from recourse.pages.people import adding, erasing, views, writing

app_name = "people"
urlpatterns = [
    path("people/", views.all_people, name="all"),
    path("people/find/", views.find, name="find"),
    path("people/add/", adding.add, name="add"),
    path("people/<uuid:person_id>/", views.one, name="one"),
    path("people/<uuid:person_id>/facts/", views.facts, name="facts"),
    path("people/<uuid:person_id>/looks/", views.looks, name="looks"),
    path("people/<uuid:person_id>/note/", writing.note, name="note"),
    path("people/<uuid:person_id>/describe/", writing.describe, name="describe"),
    path("people/<uuid:person_id>/take-on/", writing.take_on, name="take_on"),
    path("people/<uuid:person_id>/erase/", erasing.erase, name="erase"),
]
