"""The addresses of emergencies; none carries a reference or a name."""

from django.urls import path

from recourse.pages.emergency import views

app_name = "emergency"
urlpatterns = [
    path("emergency/", views.ask, name="ask"),
    path("emergency/<uuid:emergency_id>/", views.one, name="one"),
    path("emergency/<uuid:emergency_id>/decide/", views.decide, name="decide"),
    path("emergency/<uuid:emergency_id>/dispute/", views.dispute, name="dispute"),
]
