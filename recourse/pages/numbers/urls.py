"""The address of the numbers."""

from django.urls import path

from recourse.pages.numbers import views

app_name = "numbers"
urlpatterns = [
    path("numbers/", views.every, name="all"),
    path("numbers/stopped/", views.stopped, name="stopped"),
]
