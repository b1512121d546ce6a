"""Whether every agency's keys are there, are the right ones, and open what the database holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import connection, models

from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Organisation
from recourse.records.sealing import checking
from recourse.records.sealing.fields import is_sealed
from recourse.records.sealing.refusals import Refused

_TRIED = 3


class KeysNotRight(Refused):
    """Recourse does not start: str() says which keys are wrong and what to do."""


def require_keys(*, at: datetime) -> None:
    """Refuse to go on unless all is well with every agency's keys."""
    wrong = [sentence for agency in Organisation.objects.order_by("name") for sentence in of(agency, at=at)]
    _refuse(wrong)


def require_files() -> None:
    """The same of the files alone, before tables are changed; without that table nothing is sealed yet."""
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('sealing_destruction')")
        if cursor.fetchone() == (None,):
            return
        cursor.execute("select id, name from directory_organisation order by name")
        wrong = [sentence for pk, name in cursor for sentence in checking.wrong_with(pk, name=name)]
    _refuse(wrong)


def of(agency: Organisation, *, at: datetime) -> list[str]:
    """Say what is wrong with the keys of one agency: of its files first, then by opening a few rows."""
    return checking.wrong_with(agency.pk, name=agency.name) or list(_not_opened(agency, at=at))


def _not_opened(agency: Organisation, *, at: datetime) -> Iterator[str]:
    with acting_for(agency, at=at):
        for model in apps.get_models():
            sealed = [field for field in model._meta.concrete_fields if is_sealed(field)]
            try:
                _open_some(model, [field.attname for field in sealed], agency)
            except Refused as refused:
                yield f"{agency.name}: {refused}"


def _open_some(model: type[models.Model], names: list[str], agency: Organisation) -> None:
    if names:
        for row in model._default_manager.filter(agency_id=agency.pk)[:_TRIED]:
            for name in names:
                getattr(row, name)


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise KeysNotRight("The keys are not right, so nothing is served.\n  " + "\n  ".join(wrong))
