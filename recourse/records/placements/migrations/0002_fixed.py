"""An offer, a stay and a held bed stay whose they are, of whom and of which bed, whoever changes them."""

from django.db import migrations

from recourse.records.directory.walls import fixed

WHOSE = ("id", "agency_id", "person_id", "bedspace_id")


class Migration(migrations.Migration):
    """Both the scheme and the person's own agency may answer; neither may turn the row into another."""

    dependencies = [("placements", "0001_placements"), ("directory", "0004_fixed")]

    operations = [
        fixed("placements_offer", *WHOSE, "home_id", "made_by_id", "made_at"),
        fixed("placements_stay", *WHOSE, "home_id", "offer_id"),
        fixed("placements_occupation", *WHOSE, "offer_id"),
    ]
