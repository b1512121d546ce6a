"""Makes the table of what is kept of the course of a stay, with its wall: written once, by the scheme."""

import django.db.models.deletion
import recourse.records.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

OF_THE_STAY = (
    "exists (select 1 from placements_stay s where s.id = {table}.stay_id and s.agency_id = {table}.agency_id"
    " and s.person_id = {table}.person_id)"
)
CLOCK = f"{walls.OWN} and (select recourse_worker()) is null"
KEPT = """
create trigger placements_mark_as_signed_in after insert on placements_mark
    for each row execute function recourse_as_signed_in('made_by_id', 'made_at');
revoke truncate on placements_mark from recourse_app, recourse_worker;
"""
NOT_KEPT = "drop trigger placements_mark_as_signed_in on placements_mark;"


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_answers'),
        ('people', '0013_turns'),
        ('placements', '0003_sealed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('looked', 'Looked at together'), ('longer', 'Made longer'), ('notice', 'Notice given'), ('incident', 'Something happened')], max_length=10)),
                ('on_day', models.DateField()),
                ('until', models.DateField(null=True)),
                ('words', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('plan', recourse.records.sealing.fields.SealedText(blank=True, of='person_id')),
                ('made_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='placements.stay')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-on_day'], name='placements_mark_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('longer', 'notice')), ('until__gte', models.F('on_day'))), models.Q(('kind__in', ('looked', 'incident')), ('until', None)), _connector='OR'), name='placements_mark_until'), models.UniqueConstraint(condition=models.Q(('kind', 'incident'), _negated=True), fields=('stay', 'kind', 'on_day'), name='placements_mark_once_a_day')],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        walls.raise_walls("placements_mark"),
        walls.policy("placements_mark", "select", using=f"({walls.OWN} or {walls.HELD})"),
        walls.policy("placements_mark", "insert", check=f"{walls.OWN} and {OF_THE_STAY}"),
        walls.policy("placements_mark", "delete", using=CLOCK, to="recourse_worker"),
    ]
