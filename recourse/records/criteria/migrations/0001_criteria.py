"""Makes the versions of criteria: everybody signed in reads them, an agency adds its own, nobody changes one."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.directory import walls

KEPT = """
create trigger criteria_version_as_signed_in after insert on criteria_version
    for each row execute function recourse_as_signed_in('written_by_id', 'written_at');
revoke update, delete, truncate on criteria_version from recourse_app, recourse_worker;
"""
NOT_KEPT = "drop trigger criteria_version_as_signed_in on criteria_version;"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0007_answers'),
        ('people', '0013_turns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('from_day', models.DateField()),
                ('text', models.TextField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('written_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'number'), name='criteria_version_numbered'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='criteria_version_from_one')],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        walls.raise_walls("criteria_version"),
        walls.policy("criteria_version", "select", using="(select recourse_agency()) is not null"),
        walls.policy("criteria_version", "insert", check=walls.OWN),
    ]
