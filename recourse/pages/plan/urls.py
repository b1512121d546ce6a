"""The addresses of plans."""

from django.urls import path

from recourse.pages.plan import agreeing, views

app_name = "plan"
urlpatterns = [
    path("people/<uuid:person_id>/plan/", views.now_, name="now"),
    path("people/<uuid:person_id>/plan/ask/", views.ask, name="ask"),
    path("people/<uuid:person_id>/plan/agree/", agreeing.agree, name="agree"),
    path(
        "people/<uuid:person_id>/plan/agree/<uuid:consent_id>/take-back/",
        agreeing.take_back,
        name="take_back",
    ),
    path("people/<uuid:person_id>/plan/keep/", views.keep, name="keep"),
    path("people/<uuid:person_id>/plan/together/", views.together, name="together"),
    path("plans/<uuid:plan_id>/", views.one, name="one"),
]
