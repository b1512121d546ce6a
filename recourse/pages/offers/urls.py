"""The addresses of offers and stays."""

from django.urls import include, path

from recourse.pages.offers import answering, asking, choosing, marking, papering, renting, staying

offers = [
    path("people/<uuid:person_id>/stays/", staying.of_person, name="of_person"),
    path("people/<uuid:person_id>/offer/", choosing.a_bed, name="new"),
    path("people/<uuid:person_id>/offer/needs/", asking.needs, name="needs"),
    path("people/<uuid:person_id>/offer/<uuid:bed_id>/", choosing.write, name="make"),
    path("homes/beds/<uuid:bed_id>/offer/", choosing.a_person, name="from_bed"),
    path("offers/<uuid:offer_id>/", answering.one, name="one"),
    path("offers/<uuid:offer_id>/accept/", answering.accept, name="accept"),
    path("offers/<uuid:offer_id>/decline/", answering.decline, name="decline"),
    path("offers/<uuid:offer_id>/take-back/", answering.take_back, name="take_back"),
]
stays = [
    path("stays/due/", marking.due, name="due"),
    path("stays/<uuid:stay_id>/", marking.course, name="course"),
    path("stays/<uuid:stay_id>/arrange/", marking.arrange, name="arrange"),
    path("stays/<uuid:stay_id>/meet/", marking.meet, name="meet"),
    path("stays/<uuid:stay_id>/agree/", marking.agree, name="agree"),
    path("stays/<uuid:stay_id>/move-on/", marking.move_on, name="move_on"),
    path("stays/<uuid:stay_id>/pays/", renting.pays, name="pays"),
    path("stays/<uuid:stay_id>/right-to-rent/", renting.right_to_rent, name="right_to_rent"),
    path("stays/<uuid:stay_id>/paper/<slug:kind>/", papering.make, name="paper"),
    path("stays/<uuid:stay_id>/look/", marking.look, name="look"),
    path("stays/<uuid:stay_id>/longer/", marking.longer, name="longer"),
    path("stays/<uuid:stay_id>/notice/", marking.notice, name="notice"),
    path("stays/<uuid:stay_id>/incident/", marking.incident, name="incident"),
    path("stays/<uuid:stay_id>/end/", staying.end, name="end"),
]

urlpatterns = [path("", include((offers, "offers"))), path("", include((stays, "stays")))]
