"""Seals the grounds of answers, which say what is known about a person."""

from django.db import migrations

from recourse.records.sealing.fields import SealedJSON
from recourse.records.sealing.migrating import Seal


class Migration(migrations.Migration):

    dependencies = [('advice', '0002_own_grounds')]

    operations = [
        Seal("Grounds", why=SealedJSON()),
    ]
