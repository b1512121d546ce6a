"""Makes the counts agencies say about a month; everybody reads them, only the agency itself says its own."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from recourse.records.directory.walls import OWN, policy, raise_walls


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_organisations"), ("ledger", "0001_entries")]

    operations = [
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("month", models.DateField()),
                ("name", models.CharField(max_length=40)),
                ("count", models.PositiveIntegerField(null=True)),
                ("said_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(fields=("agency", "month", "name"), name="directory_figure_once"),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(count=None) | models.Q(count=0) | models.Q(count__gte=5),
                name="directory_figure_hides_few",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(condition=models.Q(month__day=1), name="directory_figure_of_a_month"),
        ),
        raise_walls("directory_figure"),
        policy("directory_figure", "select", using="true"),
        policy("directory_figure", "insert", check=OWN),
        policy("directory_figure", "update", using=OWN, check=OWN),
    ]
