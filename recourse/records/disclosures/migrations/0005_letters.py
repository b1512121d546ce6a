"""Lets what left in a letter against a refusal be a row like everything that leaves, on its own agreement."""

from pathlib import Path

from django.db import migrations, models

from recourse.records.disclosures.words import HowItLeft, Recipient
from recourse.records.people.words import ForWhat

HERE = Path(__file__).parent
WALL = (HERE / "0005_letters.sql").read_text()
BEFORE = (HERE / "0001_wall.sql").read_text()
CHECKED = BEFORE[BEFORE.index("create function disclosures_checked") : BEFORE.index("create function disclosures_kept")]
BACK = CHECKED.replace("create function", "create or replace function") + (
    "drop function disclosures_agreed_for_letter(uuid, uuid, uuid, uuid, varchar[], boolean);"
)
Q = models.Q
ONE = models.CheckConstraint(
    condition=Q(advice__isnull=False, how="sheet", letter__isnull=False, recipient="authority", refusal=None,
                share=None, to_authority__isnull=False, to_service=None)
    | Q(how__in=("share", "referral", "emergency"), letter=None, recipient="service", refusal=None,
        share__isnull=False, to_authority=None, to_service__isnull=False)
    | Q(how__in=("paper", "data"), letter=None, recipient="person", refusal=None, share=None, to_authority=None,
        to_service=None)
    | Q(advice=None, consent__isnull=False, for_what="refusal", how="letter", letter=None, recipient="body",
        refusal__isnull=False, share=None, to_authority=None, to_service=None),
    name="disclosures_one_recipient",
)


class Migration(migrations.Migration):

    dependencies = [("disclosures", "0004_as_signed_in"), ("people", "0012_letters")]

    operations = [
        migrations.AddField("disclosure", "refusal", models.UUIDField(null=True)),
        migrations.AlterField(
            "disclosure", "recipient", models.CharField(choices=Recipient.choices, max_length=10)
        ),
        migrations.AlterField("disclosure", "how", models.CharField(choices=HowItLeft.choices, max_length=10)),
        migrations.AlterField(
            "disclosure", "for_what", models.CharField(blank=True, choices=ForWhat.choices, max_length=20)
        ),
        migrations.AlterField("letter", "for_what", models.CharField(choices=ForWhat.choices, max_length=20)),
        migrations.RemoveConstraint("disclosure", "disclosures_one_recipient"),
        migrations.AddConstraint("disclosure", ONE),
        migrations.AddConstraint(
            "disclosure", models.UniqueConstraint(fields=["refusal"], name="disclosures_refusal_once")
        ),
        migrations.RunSQL(WALL, BACK),
    ]
