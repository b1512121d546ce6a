"""`recourse invite`: enters the first manager of an organisation, and prints the code they begin with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly


@said_plainly
def run(words: Sequence[str]) -> int:
    """Make the organisation when it is not there, enter its manager, and print a code that works once."""
    parser = argparse.ArgumentParser("recourse invite", description=__doc__)
    parser.add_argument("--organisation", required=True, help="its name; it is made when it is not there")
    parser.add_argument("--kind", default="other", help="outreach, advice, hosting, council ...")
    parser.add_argument("--name", required=True, help="the manager's name")
    parser.add_argument("--email", required=True, help="what they sign in under; nothing is sent to it")
    asked = parser.parse_args(words)
    migrate.set_up(role="app")
    with migrate.server():
        return _invite(asked)


def _invite(asked: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils.timezone import now

    from recourse.records.access import actions as access
    from recourse.records.directory import actions as directory
    from recourse.records.directory import queries
    from recourse.records.directory.words import OrganisationKind, Role

    try:
        validate_email(asked.email)
        kind = OrganisationKind(asked.kind)
        organisation = queries.organisation_named(asked.organisation) or directory.open_organisation(
            name=asked.organisation, kind=kind, at=now()
        )
        _, code = access.invite(
            organisation,
            name=asked.name,
            email=asked.email,
            role=Role.MANAGER,
            services=[],
            by=None,
            at=now(),
        )
    except (ValidationError, ValueError, access.AlreadyKnown) as refused:
        print(f"recourse: {'; '.join(map(str, refused.args[:1]))}", file=sys.stderr)
        return 1
    print("Hand them this code. It works once, for three days, at the address /door/invited/ of your site:")
    print("-".join(code[start : start + 4] for start in range(0, len(code), 4)))
    return 0
