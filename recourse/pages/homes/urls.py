"""The addresses of homes and their beds."""

from django.urls import path

from recourse.pages.homes import views

app_name = "homes"
urlpatterns = [
    path("homes/", views.all_homes, name="all"),
    path("homes/<uuid:home_id>/", views.one, name="one"),
    path("homes/beds/<uuid:bed_id>/state/", views.state, name="state"),
]
