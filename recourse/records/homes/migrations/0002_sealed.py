"""Seals where homes are, who lets them, and what is said of their beds."""

from django.db import migrations

from recourse.records.sealing.fields import SealedText
from recourse.records.sealing.migrating import Seal


class Migration(migrations.Migration):

    dependencies = [('homes', '0001_homes')]

    operations = [
        Seal("Home", landlord=SealedText(of="id", blank=True), note=SealedText(of="id", blank=True)),
        Seal("Address", text=SealedText(of="home_id")),
        Seal("BedState", why=SealedText(of="bedspace_id", blank=True)),
    ]
