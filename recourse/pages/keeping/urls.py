"""The addresses of keeping."""

from django.urls import path

from recourse.pages.keeping import views

app_name = "keeping"
urlpatterns = [
    path("people/<uuid:person_id>/file/", views.file, name="file"),
    path("people/<uuid:person_id>/close/", views.close, name="close"),
    path("people/<uuid:person_id>/reopen/", views.reopen, name="reopen"),
    path("people/<uuid:person_id>/hold/", views.hold, name="hold"),
    path("people/<uuid:person_id>/lift/", views.lift, name="lift"),
    path("notices/", views.notices, name="notices"),
    path("notices/<uuid:notice_id>/done/", views.done, name="done"),
]
