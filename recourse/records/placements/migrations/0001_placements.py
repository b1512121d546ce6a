"""Makes offers, stays and occupations: walled, and with no bed twice and nobody in two beds."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


from recourse.records.people import walls

_KEY = "int8range(hashtextextended({0}::text, 0), hashtextextended({0}::text, 0), '[]') with &&"
ONE_AT_A_TIME = f"""
alter table placements_occupation add constraint placements_one_person_a_bed
    exclude using gist ({_KEY.format("bedspace_id")}, span with &&) where (is_live);
alter table placements_occupation add constraint placements_one_bed_a_person
    exclude using gist ({_KEY.format("person_id")}, span with &&) where (is_live);
"""
MORE_AT_A_TIME = """
alter table placements_occupation drop constraint placements_one_person_a_bed;
alter table placements_occupation drop constraint placements_one_bed_a_person;
"""
OFFERED = (
    "exists (select 1 from placements_offer o where o.id = {table}.offer_id and o.agency_id = {table}.agency_id"
    " and o.person_id = {table}.person_id and o.bedspace_id = {table}.bedspace_id)"
)
LIVES_THERE = (
    "exists (select 1 from placements_stay s where s.home_id = {table}.home_id"
    " and (s.after_last_day is null or s.after_last_day > (select recourse_day())))"
)
OWN_OR_HELD = f"({walls.OWN} or {walls.HELD})"


def _walled(table: str, *, insert: str) -> list[migrations.RunSQL]:
    return [
        walls.raise_walls(table),
        walls.policy(table, "select", using=OWN_OR_HELD),
        walls.policy(table, "insert", check=insert),
        walls.policy(table, "update", using=OWN_OR_HELD, check=OWN_OR_HELD),
    ]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0002_figures'),
        ('homes', '0001_homes'),
        ('people', '0001_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('home_name', models.CharField(max_length=200)),
                ('home_words', models.TextField()),
                ('pays_rent', models.BooleanField(default=False)),
                ('first_day', models.DateField()),
                ('expected_last_day', models.DateField()),
                ('answer_by', models.DateTimeField()),
                ('state', models.CharField(choices=[('made', 'Waiting for an answer'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('lapsed', 'Lapsed: nobody answered in time'), ('taken_back', 'Taken back')], default='made', max_length=12)),
                ('made_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('decline_code', models.CharField(blank=True, choices=[('too_far', 'Too far from where they need to be'), ('not_safe', 'Would not feel safe there'), ('sharing', 'Does not want to share'), ('not_suitable', 'Does not suit their health or family'), ('wants_other', 'Waits for something else'), ('found_other', 'Has found another place'), ('could_not_reach', 'We could not reach them'), ('rather_not_say', 'Would rather not say'), ('other', 'Something else')], max_length=20)),
                ('words', models.TextField(blank=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bedspace', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='homes.bedspace')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='homes.home')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Occupation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('held', 'Held for an offer'), ('stay', 'In use')], default='held', max_length=10)),
                ('span', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('is_live', models.BooleanField(default=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('bedspace', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='homes.bedspace')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('offer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='occupation', to='placements.offer')),
            ],
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('first_day', models.DateField()),
                ('after_last_day', models.DateField(null=True)),
                ('end_kind', models.CharField(blank=True, choices=[('planned', 'As planned'), ('early_by_person', 'Early: they chose to leave'), ('early_by_scheme', 'Early: the scheme ended it'), ('abandoned', 'They did not come back'), ('never_came', 'They never moved in'), ('died', 'They died')], max_length=20)),
                ('end_reason', models.TextField(blank=True)),
                ('moved_to', models.CharField(blank=True, choices=[('own_tenancy', 'A tenancy of their own'), ('council', "A council's accommodation"), ('asylum_support', 'Asylum support'), ('friends', 'Friends or family'), ('another_scheme', 'Another scheme'), ('another_bed', 'Another bed of this scheme'), ('abroad', 'Another country, by their own choice'), ('street', 'The street'), ('not_known', 'Not known')], max_length=20)),
                ('ended_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('bedspace', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='homes.bedspace')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='homes.home')),
                ('offer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='stay', to='placements.offer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['person', '-made_at'], name='placements_offer_person'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['agency', 'state', 'answer_by'], name='placements_offer_waiting'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('decline_code', ''), _negated=True), _connector='OR'), name='placements_offer_says_why'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('expected_last_day__gte', models.F('first_day'))), name='placements_offer_some_days'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'made')), models.Q(models.Q(('state', 'made'), _negated=True), models.Q(('answered_at', None), _negated=True)), _connector='OR'), name='placements_offer_answered_or_not'),
        ),
        migrations.AddIndex(
            model_name='occupation',
            index=models.Index(fields=['bedspace'], name='placements_occupation_bed'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['person', '-first_day'], name='placements_stay_person'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['bedspace', 'first_day'], name='placements_stay_bedspace'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('after_last_day', None), ('end_kind', '')), models.Q(('after_last_day__gte', models.F('first_day')), models.Q(('end_kind', ''), _negated=True), models.Q(('moved_to', ''), _negated=True)), _connector='OR'), name='placements_stay_ends_in_words'),
        ),
        migrations.RunSQL(ONE_AT_A_TIME, MORE_AT_A_TIME),
        *_walled("placements_offer", insert=f"{walls.OWN} and {walls.IN_SIGHT}"),
        *_walled("placements_stay", insert=f"{OWN_OR_HELD} and {OFFERED}"),
        *_walled("placements_occupation", insert=f"{OWN_OR_HELD} and {OFFERED}"),
        walls.policy("homes_address", "select", name="homes_address_lived_in", using=LIVES_THERE),
    ]
