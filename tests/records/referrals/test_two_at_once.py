"""Two workers answer the same referral in the same second: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from recourse.records.directory.models import Worker
from recourse.records.referrals import actions as referrals
from recourse.records.referrals import queries
from recourse.records.referrals.happenings import AlreadyAnswered
from recourse.records.referrals.models import Referral
from tests import personas
from tests.personas import MONDAY, as_

LATER = MONDAY + timedelta(hours=1)


@pytest.mark.usefixtures("really_commits")
def test_pat_accepts_while_her_colleague_refuses_and_only_one_is_kept() -> None:
    here = personas.agencies()
    jo = personas.colleague(here.hosting.agency, [here.hosting.service], name="Jo Jest", role="manager")
    amina = personas.amina(here.noor)
    personas.agree(amina, to=here.hosting.service, by=here.noor)
    with as_(here.noor):
        referral = referrals.send(
            amina, to=here.hosting.service, why="Cold.", asks="A room.", by=here.noor, at=MONDAY
        )
    together = Barrier(2)

    def answer(by: Worker) -> str:
        try:
            with as_(by, at=LATER):
                page = queries.one(referral.pk)
                assert page is not None
                together.wait(timeout=10)
                if by == jo:
                    referrals.refuse(page, code="no_space", next_step="Ask later.", by=by, at=LATER, seen=1)
                else:
                    referrals.accept(page, by=by, at=LATER, seen=1)
            return "kept"
        except AlreadyAnswered as late:
            return str(late)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(answer, [here.pat, jo]))
    assert said.count("kept") == 1
    winner, how = ("Pat Pretend", "accepted this") if said[0] == "kept" else ("Jo Jest", "refused this")
    (told,) = [words for words in said if words != "kept"]
    assert told.startswith(f"{winner} {how} at 11:00 on Mon 23 Nov.")
    with as_(here.noor):
        assert Referral.objects.get().moves == 2
