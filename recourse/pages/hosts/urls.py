"""The addresses of hosts."""

from django.urls import path

from recourse.pages.hosts import checking, stepping, views

app_name = "hosts"
urlpatterns = [
    path("hosts/", views.all_hosts, name="all"),
    path("hosts/new/", stepping.new, name="new"),
    path("homes/<uuid:home_id>/host/", stepping.take_on, name="take_on"),
    path("hosts/<uuid:host_id>/", views.one, name="one"),
    path("hosts/<uuid:host_id>/rhythm/", checking.rhythm, name="rhythm"),
    path("hosts/<uuid:host_id>/<slug:kind>/", stepping.step, name="step"),
    path("stays/<uuid:stay_id>/check-in/", checking.check_in, name="check_in"),
]
