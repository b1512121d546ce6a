"""The addresses of changes of the law."""

from django.urls import path

from recourse.pages.changes import views

app_name = "changes"
urlpatterns = [
    path("changes/", views.mine, name="mine"),
    path("changes/numbers/", views.every, name="all"),
]
