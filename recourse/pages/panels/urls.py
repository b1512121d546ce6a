"""The addresses of criteria and panels."""

from django.urls import include, path

from recourse.pages.panels import stating

criteria = [
    path("criteria/", stating.ours, name="ours"),
    path("criteria/change/", stating.change, name="change"),
    path("directory/<uuid:service_id>/criteria/", stating.of_service, name="of_service"),
]

urlpatterns = [path("", include((criteria, "criteria")))]
