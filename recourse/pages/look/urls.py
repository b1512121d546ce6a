"""The addresses of the frame's own pages."""

from django.urls import path

from recourse.pages.look import views, violations

app_name = "look"
urlpatterns = [
    path("more/", views.more, name="more"),
    path("healthz", views.healthz, name="healthz"),
    path("violations/", violations.report, name="violations"),
]
