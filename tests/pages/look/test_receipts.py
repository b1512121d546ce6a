"""A page says that something was done once it was, and never before."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests import personas
from tests.personas import as_
from tests.records.panels.prepared import enter

pytestmark = pytest.mark.django_db
ASKS = ("money:set_rate", "money:add_cost", "money:add_receipt", "money:bank", "money:add_grant", "hosts:new")


@pytest.mark.parametrize("name", ASKS)
def test_nothing_is_called_kept_above_an_empty_form_or_beside_what_was_refused(name: str) -> None:
    town = personas.agencies(at=now())
    with as_(town.pat, at=now()):
        enter(town, "Larch", "women", at=now(), is_step_free=True)
    pat = Client()
    pat.force_login(town.pat)
    asked, refused = pat.get(reverse(name)), pat.post(reverse(name), {"first_day_day": "31"})
    assert asked.status_code == 200 and 'class="rc-done"' not in asked.content.decode()
    assert "govuk-error-summary" in refused.content.decode()
    assert 'class="rc-done"' not in refused.content.decode()
