"""The address of the planning page."""

from django.urls import path

from recourse.pages.planning import views

app_name = "planning"
urlpatterns = [path("planning/beds/", views.beds, name="beds")]
