"""The addresses of criteria and panels."""

from django.urls import include, path

from recourse.pages.panels import choosing, sitting, stating

criteria = [
    path("criteria/", stating.ours, name="ours"),
    path("criteria/change/", stating.change, name="change"),
    path("directory/<uuid:service_id>/criteria/", stating.of_service, name="of_service"),
]
BED = "people/<uuid:person_id>/offer/<uuid:bed_id>"
panels = [
    path("panel/", sitting.current, name="now"),
    path("panel/sit/", sitting.sit, name="sit"),
    path("panel/<uuid:sitting_id>/names/", sitting.hide, name="names"),
    path("panel/<uuid:sitting_id>/rise/", sitting.rise, name="rise"),
    path("panel/words/<uuid:word_id>/take-back/", sitting.take_back, name="take_back"),
    path("panel/decisions/", choosing.decisions, name="decisions"),
    path("panel/decisions/<uuid:decision_id>/", choosing.decision, name="decision"),
    path(f"{BED}/choose/", choosing.choose, name="choose"),
    path(f"{BED}/pin/", choosing.pin, name="pin"),
    path(f"{BED}/no/", choosing.say_no, name="say_no"),
]

urlpatterns = [path("", include((criteria, "criteria"))), path("", include((panels, "panels")))]
