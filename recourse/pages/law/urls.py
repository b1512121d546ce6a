"""The addresses of the law."""

from django.urls import path

from recourse.pages.law import views

app_name = "law"
urlpatterns = [
    path("law/", views.every, name="all"),
    path("law/unverified/", views.unverified, name="unverified"),
    path("law/unverified/<slug:topic>/", views.unverified_of, name="unverified_of"),
    path("law/<slug:topic>/", views.one, name="one"),
]
