"""The app that keeps referrals."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Referrals and what was said about them."""

    name = "recourse.records.referrals"
    label = "referrals"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.referrals import telling  # noqa: F401
