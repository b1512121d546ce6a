"""Makes organisations, their services, and the workers who sign in."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, unique=True)),
                ('kind', models.CharField(choices=[('outreach', 'Outreach'), ('advice', 'Advice'), ('hosting', 'Hosting'), ('housing_association', 'Housing association'), ('council', 'Council'), ('commissioner', 'Commissioner'), ('treatment', 'Treatment'), ('other', 'Other')], max_length=30)),
                ('is_agency', models.BooleanField(default=True)),
                ('area', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('outreach', 'Outreach'), ('entitlement', 'Entitlement advice'), ('link', 'Link work'), ('hosting', 'Hosting'), ('housing', 'Housing'), ('legal', 'Legal advice'), ('treatment', 'Drug and alcohol treatment'), ('commissioning', 'Commissioning'), ('day_centre', 'Day centre')], max_length=30)),
                ('what', models.CharField(max_length=500)),
                ('who_for', models.CharField(max_length=500)),
                ('takes_referrals', models.BooleanField(default=True)),
                ('answer_within_days', models.PositiveSmallIntegerField(default=5)),
                ('capacity_free', models.PositiveIntegerField(blank=True, null=True)),
                ('capacity_unit', models.CharField(blank=True, max_length=40)),
                ('capacity_as_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('role', models.CharField(choices=[('outreach', 'Outreach worker'), ('entitlement', 'Entitlement specialist'), ('link', 'Link worker'), ('manager', 'Scheme manager'), ('commissioner', 'Commissioner')], max_length=20)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('joined_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='workers', to='directory.organisation')),
                ('services', models.ManyToManyField(blank=True, related_name='workers', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('organisation', 'name'), name='directory_service_named'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('id', 'organisation'), name='directory_service_of'),
        ),
    ]
