"""Who is signed in, read together with the organisation that every page names."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend


class Workers(ModelBackend):
    """Finds the worker of a session."""

    def get_user(self, user_id: Any) -> Any:
        """The worker, when they still work here."""
        found = get_user_model()._default_manager.select_related("organisation").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None
