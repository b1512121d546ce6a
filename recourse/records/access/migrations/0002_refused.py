"""Counts what browsers stopped on our pages; the jobs only sweep it, and the auditor has no use for it."""

from django.db import migrations, models

RIGHTS = """
revoke delete on access_refused from recourse_app;
revoke insert, update on access_refused from recourse_worker;
"""


class Migration(migrations.Migration):

    dependencies = [("access", "0001_sign_ins")]

    operations = [
        migrations.CreateModel(
            name="Refused",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("directive", models.CharField(max_length=30)),
                ("page", models.CharField(max_length=120)),
                ("times", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "directive", "page"), name="access_refused_once")
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
