"""The addresses of tasks."""

from django.urls import path

from recourse.pages.tasks import views

app_name = "tasks"
urlpatterns = [
    path("people/<uuid:person_id>/tasks/add/", views.add, name="add"),
    path("people/<uuid:person_id>/cannot/", views.cannot, name="cannot"),
    path("tasks/<uuid:task_id>/", views.one, name="one"),
    path("tasks/<uuid:task_id>/take/", views.take, name="take"),
    path("tasks/<uuid:task_id>/put-off/", views.put_off, name="put_off"),
    path("tasks/<uuid:task_id>/done/", views.done, name="done"),
    path("tasks/<uuid:task_id>/give-up/", views.give_up, name="give_up"),
]
