"""The addresses of the papers of a home."""

from django.urls import path

from recourse.pages.agreements import views

app_name = "agreements"
urlpatterns = [
    path("agreements/", views.every, name="all"),
    path("agreements/<slug:kind>/<slug:funding>/", views.one, name="one"),
]
