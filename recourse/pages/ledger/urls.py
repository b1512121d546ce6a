"""The addresses of the signed heads."""

from django.urls import path

from recourse.pages.ledger import views

app_name = "ledger"
urlpatterns = [
    path("ledger/", views.heads, name="heads"),
    path("ledger/<uuid:head_id>/", views.file, name="file"),
    path("ledger/address/", views.address, name="address"),
    path("ledger/reading/<uuid:overread_id>/", views.reading, name="reading"),
]
