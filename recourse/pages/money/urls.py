"""The addresses of the money of homes."""

from django.urls import path

from recourse.pages.money import ahead, awards, entries, funders, views

app_name = "money"
urlpatterns = [
    path("money/", views.year, name="year"),
    path("money/houses/", views.houses, name="houses"),
    path("money/free-rooms/", ahead.free_rooms, name="free_rooms"),
    path("money/how-long/", ahead.how_long, name="how_long"),
    path("money/lines/", views.lines, name="lines"),
    path("money/rates/", entries.rates, name="rates"),
    path("money/rates/set/", entries.set_rate, name="set_rate"),
    path("money/rates/<uuid:rate_id>/out/", entries.rate_out, name="rate_out"),
    path("money/costs/", entries.costs, name="costs"),
    path("money/costs/add/", entries.add_cost, name="add_cost"),
    path("money/costs/<uuid:cost_id>/end/", entries.end_cost, name="end_cost"),
    path("money/costs/<uuid:cost_id>/out/", entries.cost_out, name="cost_out"),
    path("money/receipts/", entries.receipts, name="receipts"),
    path("money/receipts/add/", entries.add_receipt, name="add_receipt"),
    path("money/receipts/<uuid:receipt_id>/out/", entries.receipt_out, name="receipt_out"),
    path("money/bank/", entries.bank, name="bank"),
    path("money/grants/", funders.grants, name="grants"),
    path("money/grants/add/", funders.add, name="add_grant"),
    path("money/grants/<uuid:grant_id>/", funders.one, name="grant"),
    path("money/grants/<uuid:grant_id>/out/", funders.out, name="grant_out"),
    path("people/<uuid:person_id>/grants/", awards.of_person, name="of_person"),
    path("people/<uuid:person_id>/grants/give/", awards.give, name="give"),
    path("grants/<uuid:award_id>/stop/", awards.stop, name="stop"),
]
