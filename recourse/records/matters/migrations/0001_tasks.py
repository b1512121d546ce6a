"""Makes the tables of tasks and of what stood in the way, each with its wall."""
import django.db.models.deletion
import recourse.records.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

CLOCK = f"{walls.OWN} and (select recourse_worker()) is null"
KEPT = """
create function matters_kept() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if old.state <> 'open' then
        raise exception 'a task that has ended stays as it is' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger matters_kept before update on matters_task for each row execute function matters_kept();
create trigger matters_task_as_signed_in after insert on matters_task
    for each row execute function recourse_as_signed_in('made_by_id', 'made_at');
create trigger matters_barrier_as_signed_in after insert on matters_barrier
    for each row execute function recourse_as_signed_in('recorded_by_id', 'recorded_at');
revoke truncate on matters_task, matters_barrier from recourse_app, recourse_worker;
"""
NOT_KEPT = """
drop trigger matters_barrier_as_signed_in on matters_barrier;
drop trigger matters_task_as_signed_in on matters_task;
drop trigger matters_kept on matters_task;
drop function matters_kept();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0007_answers'),
        ('people', '0013_turns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Barrier',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(default='notes', editable=False, max_length=20)),
                ('route', models.CharField(default='', max_length=20)),
                ('step', models.CharField(default='', max_length=60)),
                ('why', models.CharField(choices=[('no_adviser', 'No adviser had room'), ('no_legal_aid', 'No legal aid for it'), ('no_interpreter', 'No interpreter'), ('no_papers', 'Papers are missing'), ('fee', 'The fee cannot be paid, and there is no waiver'), ('refused', 'The service said no'), ('not_wanted', 'The person did not want it'), ('not_found', 'The person was not found'), ('no_consent', 'The person did not agree'), ('letter', 'A letter did not reach them'), ('bed_lost', 'They lost their bed'), ('other', 'Something else')], max_length=20)),
                ('note', recourse.records.sealing.fields.SealedText(default='', of='person_id')),
                ('area', models.CharField(max_length=100)),
                ('on_day', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-recorded_at'], name='matters_barrier_person'), models.Index(fields=['agency', 'recorded_at'], name='matters_barrier_month')],
                'constraints': [models.CheckConstraint(condition=models.Q(('why__in', ['no_adviser', 'no_legal_aid', 'no_interpreter', 'no_papers', 'fee', 'refused', 'not_wanted', 'not_found', 'no_consent', 'letter', 'bed_lost', 'other'])), name='matters_barrier_of_the_list')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(default='notes', editable=False, max_length=20)),
                ('route', models.CharField(default='', max_length=20)),
                ('step', models.CharField(default='', max_length=60)),
                ('says', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('until', models.DateField(null=True)),
                ('state', models.CharField(choices=[('open', 'To do'), ('done', 'Done'), ('given_up', 'Given up')], default='open', max_length=10)),
                ('reason', recourse.records.sealing.fields.SealedText(default='', of='person_id')),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('moves', models.PositiveIntegerField(default=1)),
                ('moved_at', models.DateTimeField()),
                ('moved_how', models.CharField(default='made', max_length=10)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('moved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['agency', 'until'], name='matters_task_waiting'), models.Index(fields=['person', '-made_at'], name='matters_task_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open'), models.Q(('route', ''), _negated=True)), fields=('person', 'agency', 'route', 'step'), name='matters_task_one_open_a_step'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='matters_task_ends_by_somebody')],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        walls.fixed(
            "matters_task",
            *("id", "agency_id", "person_id", "field", "route", "step", "says", "made_by_id", "made_at"),
        ),
        *walls.by_field("matters_task", change=("update",)),
        walls.policy("matters_task", "delete", using=CLOCK, to="recourse_worker"),
        *walls.by_field("matters_barrier", change=()),
        walls.policy("matters_barrier", "delete", using=CLOCK, to="recourse_worker"),
    ]
