"""Seals what is written about offers and stays."""

from django.db import migrations

from recourse.records.sealing.fields import SealedText
from recourse.records.sealing.migrating import Seal


class Migration(migrations.Migration):

    dependencies = [('placements', '0002_fixed')]

    operations = [
        Seal("Offer", home_words=SealedText(), words=SealedText(blank=True)),
        Seal("Stay", end_reason=SealedText(blank=True)),
    ]
