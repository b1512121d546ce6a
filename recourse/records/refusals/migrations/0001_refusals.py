"""Makes the table of refusals and its wall: a letter is made once, with the row that says what left."""

import django.contrib.postgres.fields
import django.db.models.deletion
import recourse.records.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

TABLE = "refusals_refusal"
CLOCK = f"{walls.OWN} and (select recourse_worker()) is null"
KEPT = """
create function refusals_kept() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if old.made_at is not null or old.withdrawn_at is not null
        or (old.person_id, old.agency_id, old.kind, old.because, old.refused_on, old.to_name, old.to_address,
            old.begun_by_id, old.begun_at)
        is distinct from (new.person_id, new.agency_id, new.kind, new.because, new.refused_on, new.to_name,
            new.to_address, new.begun_by_id, new.begun_at)
    then
        raise exception 'a letter that was made or taken back stays as it is, and to whom it goes'
            using errcode = 'check_violation';
    end if;
    if new.made_at is not null and not exists (
        select 1 from disclosures_disclosure d join papers_paper p on p.id = new.paper_id
        where d.refusal = new.id and d.person_id = new.person_id and d.agency_id = new.agency_id
        and d.fields = new.fields and d.consent_id = new.consent_id and d.by_id = new.made_by_id
        and d.at = new.made_at and p.person_id = new.person_id and p.agency_id = new.agency_id and p.kind = 'sent')
    then
        raise exception 'a letter is made with the row that says what left, and is kept as a paper'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger refusals_kept before update on refusals_refusal for each row execute function refusals_kept();
create trigger refusals_as_signed_in after insert on refusals_refusal
    for each row execute function recourse_as_signed_in('begun_by_id', 'begun_at');
revoke truncate on refusals_refusal from recourse_app, recourse_worker;
"""
NOT_KEPT = """
drop trigger refusals_as_signed_in on refusals_refusal;
drop trigger refusals_kept on refusals_refusal;
drop function refusals_kept();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0007_answers'),
        ('disclosures', '0005_letters'),
        ('papers', '0004_sent'),
        ('people', '0012_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('treatment', 'Drug or alcohol treatment in the community'), ('harm_reduction', 'Needle exchange, naloxone or drug outreach'), ('detox', 'Detox in the community'), ('day_programme', 'A structured day programme'), ('advice', 'Housing advice from the council'), ('doctor', 'Registering with a family doctor (GP)'), ('emergency', 'Accident and emergency'), ('listed', 'Tests or treatment for HIV, TB, hepatitis and the like')], max_length=20)),
                ('because', models.CharField(choices=[('status', 'They asked about immigration status, or for proof of it'), ('funds', 'They said: no recourse to public funds'), ('papers', 'They asked for identity papers, or proof of address'), ('charge', 'They said it must be paid for, or sent a bill'), ('other', 'Another reason, such as: full, another area, a clinician’s view, or none given')], max_length=10)),
                ('refused_on', models.DateField()),
                ('to_name', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('to_address', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('told', recourse.records.sealing.fields.SealedJSON(null=True, of='person_id')),
                ('answer_to', recourse.records.sealing.fields.SealedText(default='', of='person_id')),
                ('answer_by', models.DateField(null=True)),
                ('begun_at', models.DateTimeField()),
                ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('made_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consent')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('status_consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consent')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person'], name='refusals_refusal_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'papers', 'notes'])), name='refusals_refusal_fields'), models.CheckConstraint(condition=models.Q(models.Q(('made_at', None), ('made_by', None), ('paper', None)), models.Q(('made_at__isnull', False), ('made_by__isnull', False), ('paper__isnull', False), ('withdrawn_at', None), ('answer_by__isnull', False), ('consent__isnull', False)), _connector='OR'), name='refusals_refusal_one_end')],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        walls.raise_walls(TABLE),
        walls.policy(TABLE, "select", using=walls.OWN),
        walls.policy(TABLE, "insert", check=f"{walls.OWN} and {walls.IN_SIGHT}"),
        walls.policy(TABLE, "update", using=walls.OWN, check=walls.OWN),
        walls.policy(TABLE, "delete", using=CLOCK, to="recourse_worker"),
    ]
