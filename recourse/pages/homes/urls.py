"""The addresses of homes and their beds."""

from django.urls import path

from recourse.pages.homes import keeping, moving, views

app_name = "homes"
urlpatterns = [
    path("homes/", views.all_homes, name="all"),
    path("homes/add/", keeping.add, name="add"),
    path("homes/take-in/", moving.take_in, name="take_in"),
    path("homes/give-out/", moving.give_out, name="give_out"),
    path("homes/<uuid:home_id>/", views.one, name="one"),
    path("homes/<uuid:home_id>/room/", keeping.room, name="room"),
    path("homes/<uuid:home_id>/lease/", keeping.lease, name="lease"),
    path("homes/<uuid:home_id>/certificate/", keeping.certificate, name="certificate"),
    path("homes/<uuid:home_id>/upkeep/", keeping.upkeep, name="upkeep"),
    path("homes/beds/<uuid:bed_id>/state/", views.state, name="state"),
]
