"""A host can be erased: the clock empties what was said at their steps, and of a step nothing else changes."""

from django.db import migrations, models

from recourse.records.people import walls

CLOCK = f"{walls.OWN} and (select recourse_worker()) is null"
STAYS = (
    "id", "host_id", "agency_id", "number", "kind", "on_day", "is_written", "is_family", "made_by_id", "made_at"
)


class Migration(migrations.Migration):

    dependencies = [('hosting', '0001_hosting')]

    operations = [
        migrations.AlterField(
            model_name='host',
            name='state',
            field=models.CharField(choices=[('enquiry', 'Asked about hosting'), ('visited', 'Visited'), ('approved', 'Approved'), ('resting', 'Resting'), ('refused', 'Refused'), ('left', 'Left'), ('erased', 'Erased')], default='enquiry', max_length=10),
        ),
        walls.policy("hosting_step", "update", using=CLOCK, check=CLOCK, to="recourse_worker"),
        walls.fixed("hosting_step", *STAYS),
    ]
