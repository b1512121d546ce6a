"""The addresses of sharing."""

from django.urls import path

from recourse.pages.sharing import views

app_name = "sharing"
urlpatterns = [
    path("people/<uuid:person_id>/sharing/", views.all_shares, name="all"),
    path("people/<uuid:person_id>/sharing/agree/", views.agree, name="agree"),
    path("sharing/<uuid:share_id>/stop/", views.stop, name="stop"),
]
