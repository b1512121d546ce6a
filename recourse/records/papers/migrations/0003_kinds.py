"""Lets a paper be a copy from a right-to-rent check, or one about modern slavery; both tell status."""

from django.db import migrations, models

from recourse.records.papers.words import TELL_STATUS, Kind


class Migration(migrations.Migration):

    dependencies = [("papers", "0002_ticket_of_a_sign_in")]

    operations = [
        migrations.AlterField("paper", "kind", models.CharField(choices=Kind.choices, max_length=20)),
        migrations.RemoveConstraint("paper", "papers_paper_status"),
        migrations.AddConstraint(
            "paper",
            models.CheckConstraint(
                condition=models.Q(field="status")
                | models.Q(field="papers") & ~models.Q(kind__in=TELL_STATUS),
                name="papers_paper_status",
            ),
        ),
    ]
