"""Makes the tables of papers, each with its wall; a file says of itself what its paper says."""

import django.db.models.deletion
import recourse.records.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.papers import walls as papers
from recourse.records.people import walls

AS_ITS_PAPER = """
alter table papers_file add constraint papers_file_as_its_paper
    foreign key (id, person_id, agency_id, field)
    references papers_paper (id, person_id, agency_id, field) on delete cascade;
"""
NOT_AS_ITS_PAPER = "alter table papers_file drop constraint papers_file_as_its_paper;"
WALLS = [
    migrations.RunSQL(AS_ITS_PAPER, NOT_AS_ITS_PAPER),
    *papers.by_paper("papers_paper"),
    *papers.by_paper("papers_file"),
    *walls.own_agency("papers_ticket", commands=("select", "insert", "delete")),
]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0003_authorities'),
        ('people', '0006_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('field', models.CharField(choices=[('papers', 'Papers'), ('status', 'Immigration status')], max_length=20)),
                ('content', recourse.records.sealing.fields.SealedBytes(of='person_id')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(choices=[('papers', 'Papers'), ('status', 'Immigration status')], max_length=20)),
                ('kind', models.CharField(choices=[('home_office', 'Letter or email from the Home Office'), ('permit', 'Visa, residence permit, ARC card or eVisa'), ('identity', 'Passport or identity card'), ('legal', 'Letter from a lawyer, adviser or tribunal'), ('tenancy', 'Tenancy, licence or notice to leave'), ('birth', 'Birth or marriage certificate'), ('work', 'Payslip, contract or P45'), ('other', 'Something else')], max_length=20)),
                ('form', models.CharField(choices=[('jpeg', 'photograph'), ('png', 'picture'), ('pdf', 'document')], max_length=4)),
                ('pages', models.PositiveSmallIntegerField()),
                ('size', models.PositiveIntegerField()),
                ('on_day', models.DateField(null=True)),
                ('note', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('kept_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('given_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='papers.paper')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(fields=['person'], name='papers_paper_person'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('field', 'status'), models.Q(('field', 'papers'), models.Q(('kind__in', ('home_office', 'permit', 'identity', 'legal')), _negated=True)), _connector='OR'), name='papers_paper_status'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0), ('size__lte', 15728640)), name='papers_paper_size'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(fields=('id', 'person', 'agency', 'field'), name='papers_paper_whole'),
        ),
        *WALLS,
    ]
