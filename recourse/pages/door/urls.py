"""The addresses of the door; those of the personas exist in the demonstration alone."""

from django.conf import settings
from django.urls import path

from recourse.pages.door import beginning, entering, leaving, mine, personas

app_name = "door"
urlpatterns = [
    path("door/", entering.enter, name="enter"),
    path("door/leave/", leaving.leave, name="leave"),
    path("door/password/", entering.password, name="password"),
    path("door/code/", entering.code, name="code"),
    path("door/passkey/", entering.passkey, name="passkey"),
    path("door/passkey/question/", entering.passkey_question, name="passkey_question"),
    path("door/invited/", beginning.invited, name="invited"),
    path("door/begin/", beginning.begin, name="begin"),
    path("door/begin/passkey/", beginning.passkey, name="begin_passkey"),
    path("door/begin/passkey/question/", beginning.passkey_question, name="begin_passkey_question"),
    path("door/begin/password/", beginning.password, name="begin_password"),
    path("door/begin/app/", beginning.app, name="begin_app"),
    path("door/you/", mine.mine, name="mine"),
    path("door/you/passkey/", mine.add_passkey, name="add_passkey"),
    path("door/you/passkey/question/", mine.passkey_question, name="my_passkey_question"),
    path("door/you/password/", mine.change_password, name="change_password"),
    path("door/you/app/", mine.connect_app, name="connect_app"),
    path("door/you/codes/", mine.new_codes, name="new_codes"),
    path("door/you/remove/<int:factor_id>/", mine.remove, name="remove"),
    path("door/you/elsewhere/", mine.end_others, name="end_others"),
    path("door/you/<uuid:sign_in_id>/end/", mine.end, name="end"),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("door/as/<uuid:worker_id>/", personas.become, name="become"))
