"""The addresses of referrals."""

from django.urls import path

from recourse.pages.referring import acting, views

app_name = "referring"
urlpatterns = [
    path("people/<uuid:person_id>/refer/", views.send, name="send"),
    path("people/<uuid:person_id>/refer/<uuid:service_id>/", views.to, name="to"),
    path("people/<uuid:person_id>/referrals/", views.of_person, name="of_person"),
    path("referrals/<uuid:referral_id>/", views.one, name="one"),
    path("referrals/<uuid:referral_id>/accept/", acting.accept, name="accept"),
    path("referrals/<uuid:referral_id>/ask/", acting.ask, name="ask"),
    path("referrals/<uuid:referral_id>/refuse/", acting.refuse, name="refuse"),
    path("referrals/<uuid:referral_id>/reply/", acting.reply, name="reply"),
    path("referrals/<uuid:referral_id>/take-back/", acting.take_back, name="take_back"),
    path("referrals/<uuid:referral_id>/close/", acting.close, name="close"),
]
