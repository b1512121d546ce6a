"""Model fields that hold sealed words, bytes and values: plain in Python, an envelope in the database.

The model has an `id` and an `agency_id`; `of` names the attribute with the id of whom the words speak. Only
whole instances open: `values()` gives envelopes. Written by `save`, `create` and `bulk_create` alone; what
would carry plain words past them (`filter`, `update`, `bulk_update`) is refused. Nothing at all is kept as
nothing, so that a constraint can ask whether something was said.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast
from uuid import UUID

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from recourse.records.sealing import subjects
from recourse.records.sealing.envelope import Place, Sealed, seal, unseal
from recourse.records.sealing.refusals import Erased, NotSealed

Plain = TypeVar("Plain")
ERASED = "Erased at this person’s wish."
_NOTHING = Sealed()

if TYPE_CHECKING:

    class _Field(models.Field[Plain, Plain], Generic[Plain]):
        """A field of words or of bytes."""
else:

    class _Field(models.Field):
        __class_getitem__ = classmethod(lambda cls, plain: cls)  # as django-stubs has it


class _Opening(DeferredAttribute):
    """Opens an envelope when its words are asked for, and no sooner."""

    field: Any

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        if instance is None:
            return self
        said = super().__get__(instance, cls)
        if isinstance(said, Sealed):
            said = instance.__dict__[self.field.attname] = self.field.opened(instance, said)
        return said

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class _SealedField(_Field[Plain]):
    descriptor_class = _Opening

    def __init__(self, *args: Any, of: str = "person_id", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Tell a migration also of whom the words speak."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def get_internal_type(self) -> str:
        """A column of bytes."""
        return "BinaryField"

    def place(self, instance: models.Model) -> Place:
        """Say where the words of one row stand."""
        return place_of(self, instance)

    def opened(self, instance: models.Model, envelope: Sealed) -> Plain:
        """Give the words of one row; of somebody erased, that they were."""
        if not envelope:
            return self.read(b"")
        place = self.place(instance)
        try:
            key = subjects.key(place.agency, place.subject)
        except Erased:
            return self.erased()
        return self.read(unseal(envelope, key=key, place=place))

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Seal the words on their way to the database."""
        said = model_instance.__dict__.get(self.attname)
        if said is None or isinstance(said, Sealed):
            return said
        return self.sealed(model_instance, cast(Plain, said))

    def sealed(self, instance: models.Model, said: Plain) -> Sealed:
        """Give the envelope of some words for one row."""
        plain = self.written(said)
        if not plain:
            return _NOTHING
        place = self.place(instance)
        return seal(plain, key=subjects.key_to_write(place.agency, place.subject), place=place)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Let envelopes through, and nothing; never plain words."""
        if value is None:
            return None
        if isinstance(value, Sealed) or value in ("", b""):
            return connection.Database.Binary(bytes(value or b""))
        raise NotSealed(
            f"{self.model._meta.label}.{self.name} is sealed: it can be saved, not searched or set."
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Take an envelope as it stands."""
        return None if value is None else Sealed(value)

    def read(self, plain: bytes) -> Plain:
        """Give bytes as the attribute gives them."""
        raise NotImplementedError

    def written(self, said: Plain) -> bytes:
        """Give what the attribute holds as bytes."""
        raise NotImplementedError

    def erased(self) -> Plain:
        """What stands where somebody was erased."""
        raise NotImplementedError


class SealedText(_SealedField[str]):
    """Words about a person, sealed."""

    def read(self, plain: bytes) -> str:
        """Give the words."""
        return plain.decode()

    def written(self, said: str) -> bytes:
        """Give the words as bytes."""
        return said.encode()

    def erased(self) -> str:
        """Say that they were erased."""
        return ERASED


class SealedBytes(_SealedField[bytes]):
    """A person's paper, sealed."""

    def read(self, plain: bytes) -> bytes:
        """Give the bytes."""
        return plain

    def written(self, said: bytes) -> bytes:
        """Give the bytes."""
        return bytes(said)

    def erased(self) -> bytes:
        """Nothing is left."""
        return b""


class SealedJSON(_SealedField[Any]):
    """A fact about a person as JSON has it, sealed; None is kept as nothing known."""

    def read(self, plain: bytes) -> Any:
        """Give the value."""
        return json.loads(plain) if plain else None

    def written(self, said: Any) -> bytes:
        """Give the value as bytes."""
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()

    def erased(self) -> None:
        """Nothing is left."""


def is_sealed(field: Any) -> bool:
    """Whether a field of a model is kept sealed."""
    return isinstance(field, _SealedField)


def place_of(field: Any, instance: models.Model) -> Place:
    """Say where a sealed column of one row stands, and of whom it speaks."""
    values = instance.__dict__
    agency, subject = values.get("agency_id"), values.get(field.of)
    if agency is None or subject is None:
        agency, subject = getattr(instance, "agency_id"), getattr(instance, field.of)  # noqa: B009
    if agency is None or subject is None:
        raise NotSealed(f"{field.model._meta.label}: it is not said whose words these are.")
    return Place(field.model._meta.db_table, field.column, _uuid(instance.pk), _uuid(agency), _uuid(subject))


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
