"""The addresses of the directory."""

from django.urls import path

from recourse.pages.directory import views

app_name = "directory"
urlpatterns = [
    path("directory/", views.every, name="all"),
    path("directory/<uuid:service_id>/", views.one, name="one"),
    path("directory/<uuid:service_id>/room/", views.say_room, name="say_room"),
]
