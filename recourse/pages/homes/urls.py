"""The addresses of homes and their beds."""

from django.urls import include, path

from recourse.pages.homes import correcting, keeping, lent, moving, moving_stays, views

homes = [
    path("homes/", views.all_homes, name="all"),
    path("homes/add/", keeping.add, name="add"),
    path("homes/take-in/", moving.take_in, name="take_in"),
    path("homes/give-out/", moving.give_out, name="give_out"),
    path("homes/stays/take-in/", moving_stays.take_in_stays, name="take_in_stays"),
    path("homes/stays/give-out/", moving_stays.give_out_stays, name="give_out_stays"),
    path("homes/states/take-in/", moving_stays.take_in_states, name="take_in_states"),
    path("homes/states/give-out/", moving_stays.give_out_states, name="give_out_states"),
    path("homes/<uuid:home_id>/", views.one, name="one"),
    path("homes/<uuid:home_id>/room/", keeping.room, name="room"),
    path("homes/<uuid:home_id>/lease/", keeping.lease, name="lease"),
    path("homes/<uuid:home_id>/certificate/", keeping.certificate, name="certificate"),
    path("homes/<uuid:home_id>/correct/", correcting.home, name="correct"),
    path("homes/<uuid:home_id>/hand-back/", correcting.hand_back, name="hand_back"),
    path("homes/<uuid:home_id>/strike/", correcting.strike, name="strike"),
    path("homes/rooms/<uuid:room_id>/correct/", correcting.room, name="correct_room"),
    path("homes/beds/<uuid:bed_id>/correct/", correcting.bed, name="correct_bed"),
    path("homes/<uuid:home_id>/told/", lent.told, name="told"),
    path("homes/<uuid:home_id>/upkeep/", keeping.upkeep, name="upkeep"),
    path("homes/beds/<uuid:bed_id>/state/", views.state, name="state"),
]
your_houses = [path("your-houses/", lent.every, name="all")]

urlpatterns = [path("", include((homes, "homes"))), path("", include((your_houses, "lent")))]
