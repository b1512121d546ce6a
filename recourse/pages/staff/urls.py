"""The addresses of who works here."""

from django.urls import path

from recourse.pages.staff import advising, seeing, views

app_name = "staff"
urlpatterns = [
    path("staff/", views.everybody, name="all"),
    path("staff/complaints/", seeing.complaints, name="complaints"),
    path("staff/answers/", seeing.answers, name="answers"),
    path("staff/reported/", seeing.reported, name="reported"),
    path("staff/invite/", views.invite, name="invite"),
    path("staff/<uuid:worker_id>/", views.one, name="one"),
    path("staff/<uuid:worker_id>/adviser/", advising.adviser, name="adviser"),
    path("staff/<uuid:worker_id>/adviser/end/", advising.no_adviser, name="no_adviser"),
    path("staff/<uuid:worker_id>/again/", views.invite_again, name="invite_again"),
    path("staff/<uuid:worker_id>/sign-out/", views.sign_out, name="sign_out"),
    path("staff/<uuid:worker_id>/leave/", views.leave, name="leave"),
]
