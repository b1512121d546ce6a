"""The town as it is under production settings, where one signs in."""

from __future__ import annotations

import pytest

from tests import personas


@pytest.fixture
def town(settings: object) -> personas.Agencies:
    """The five agencies of Wrenfield, with no door for personas."""
    settings.DEMONSTRATION = False
    return personas.agencies()


@pytest.fixture
def manager(town: personas.Agencies) -> personas.Worker:
    """Max Manager, who looks after the workers of Wrenfield Night Outreach."""
    return personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Max Manager", role="manager"
    )
