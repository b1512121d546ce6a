"""Makes the table of answers and the table of their grounds, each with its wall."""


import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

ALL_FIELDS_SHARED = walls.SHARED_FIELD.replace("{table}.field = any (s.fields)", "{table}.fields <@ s.fields").replace(
    "{table}.field <> 'notes'", "true"
)
OF_AN_ANSWER = (
    "exists (select 1 from advice_answer a where a.id = {table}.answer_id"
    " and a.person_id = {table}.person_id and a.agency_id = {table}.agency_id)"
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_organisations'),
        ('people', '0001_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(default='answers', editable=False, max_length=20)),
                ('about', models.CharField(max_length=60)),
                ('as_at', models.DateField()),
                ('edition', models.CharField(max_length=80)),
                ('snapshot', models.JSONField()),
                ('tally', models.JSONField(default=dict)),
                ('asked_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='people.person')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Grounds',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('why', models.JSONField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grounds', to='advice.answer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'verbose_name_plural': 'grounds',
            },
        ),
        migrations.AddIndex(
            model_name='answer',
            index=models.Index(fields=['person', '-asked_at'], name='answer_person_asked'),
        ),
        *walls.by_field("advice_answer", change=()),
        walls.raise_walls("advice_grounds"),
        walls.policy("advice_grounds", "select", using=f"{walls.OWN} or {ALL_FIELDS_SHARED}"),
        walls.policy("advice_grounds", "insert", check=f"{walls.OWN} and {OF_AN_ANSWER}"),
    ]
