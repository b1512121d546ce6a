"""Lets the site tell those a person was shared with when that person is erased."""

from django.db import migrations

from recourse.records.directory.walls import OWN, policy


class Migration(migrations.Migration):

    dependencies = [("keeping", "0001_keeping")]

    operations = [
        policy("keeping_notice", "insert", name="keeping_notice_erased", check=OWN, to="recourse_app"),
    ]
