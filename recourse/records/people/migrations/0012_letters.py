"""Lets somebody agree to what one letter against a refusal may tell, and to nothing else by that."""

from django.db import migrations, models

from recourse.records.people.words import ForWhat

ONE = models.CheckConstraint(
    condition=models.Q(to_service=None, to_authority__isnull=False, to_refusal=None)
    & ~models.Q(for_what__in=(ForWhat.SHARING, ForWhat.REFUSAL))
    | models.Q(to_service__isnull=False, to_authority=None, to_refusal=None, for_what=ForWhat.SHARING)
    | models.Q(to_service=None, to_authority=None, to_refusal__isnull=False, for_what=ForWhat.REFUSAL),
    name="people_consent_one_recipient",
)


class Migration(migrations.Migration):

    dependencies = [("people", "0011_put_off")]

    operations = [
        migrations.AddField("consent", "to_refusal", models.UUIDField(null=True)),
        migrations.AlterField(
            "consent", "for_what", models.CharField(choices=ForWhat.choices, default="sharing", max_length=20)
        ),
        migrations.RemoveConstraint("consent", "people_consent_one_recipient"),
        migrations.AddConstraint("consent", ONE),
    ]
