"""The addresses of the door; outside the demonstration nobody can be chosen, so that address is not there."""

from django.conf import settings
from django.urls import path

from recourse.pages.door import views

app_name = "door"
urlpatterns = [
    path("door/", views.enter if settings.DEMONSTRATION else views.shut, name="enter"),
    path("door/leave/", views.leave, name="leave"),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("door/as/<uuid:worker_id>/", views.become, name="become"))
