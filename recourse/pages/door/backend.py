"""Who is signed in, read at once with their organisation and services, which every page needs."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef


class Workers(ModelBackend):
    """Finds the worker of a session."""

    def get_user(self, user_id: Any) -> Any:
        """The worker, when they still work here."""
        workers = get_user_model()
        membership: Any = workers._meta.get_field("services").remote_field.through
        services = membership.objects.filter(worker=OuterRef("pk")).order_by("service").values("service")
        read = workers._default_manager.select_related("organisation").annotate(
            in_services=ArraySubquery(services)
        )
        found: Any = read.filter(pk=user_id).first()
        if found is None or not self.user_can_authenticate(found):
            return None
        found.service_ids = list(found.in_services)
        return found
