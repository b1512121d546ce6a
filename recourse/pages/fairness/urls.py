"""The addresses of fairness."""

from django.urls import path

from recourse.pages.fairness import views

app_name = "fairness"
urlpatterns = [
    path("fairness/rules/", views.rules, name="rules"),
    path("fairness/floor/", views.floor, name="floor"),
    path("fairness/week/", views.week, name="week"),
    path("fairness/quarters/", views.quarters, name="quarters"),
    path("fairness/quarters/as-csv/", views.as_csv, name="as_csv"),
]
