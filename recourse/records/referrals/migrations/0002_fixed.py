"""A referral stays between the two services, about the person and on the share it was sent with."""

from django.db import migrations

from recourse.records.directory.walls import fixed


class Migration(migrations.Migration):
    """Both sides may move a referral on; neither may turn it into another."""

    dependencies = [("referrals", "0001_referrals"), ("directory", "0004_fixed")]

    operations = [
        fixed(
            "referrals_referral",
            *("id", "agency_id", "person_id", "share_id", "from_service_id", "to_agency_id", "to_service_id"),
            *("sent_by_id", "sent_at"),
        ),
    ]
