"""The addresses of telling an enforcement body something."""

from django.urls import path

from recourse.pages.disclosing import steps, views

app_name = "disclosing"
urlpatterns = [
    path("people/<uuid:person_id>/tell/", views.begin, name="begin"),
    path("letters/<uuid:letter_id>/outcomes/", steps.outcomes, name="outcomes"),
    path("letters/<uuid:letter_id>/advice/", steps.advice, name="advice"),
    path("letters/<uuid:letter_id>/words/", steps.words, name="words"),
    path("letters/<uuid:letter_id>/agree/", steps.agree, name="agree"),
    path("letters/<uuid:letter_id>/status/", steps.agree_alone, name="status"),
    path("letters/<uuid:letter_id>/check/", views.check, name="check"),
    path("letters/<uuid:letter_id>/stop/", views.stop, name="stop"),
    path("letters/<uuid:letter_id>/sheet/", views.sheet, name="sheet"),
]
