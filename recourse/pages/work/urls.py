"""The address of my work: the front page."""

from django.urls import path

from recourse.pages.work import views

app_name = "work"
urlpatterns = [path("", views.mine, name="mine")]
