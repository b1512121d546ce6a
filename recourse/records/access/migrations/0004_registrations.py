"""Keeps who may give immigration advice, at which level: written by a manager about another, then only ended."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from recourse.records.directory.walls import own_agency

LEVELS = [
    ("iaa_1", "Registered adviser, level 1"), ("iaa_2", "Registered adviser, level 2"),
    ("iaa_3", "Registered adviser, level 3"), ("solicitor", "Solicitor"), ("barrister", "Barrister"),
    ("cilex", "Chartered legal executive, with immigration rights"),
]
BODIES = [
    ("iaa", "Immigration Advice Authority"), ("sra", "Solicitors Regulation Authority"),
    ("bsb", "Bar Standards Board"), ("cilex", "CILEX Regulation"),
]
CATEGORIES = [
    ("immigration", "Immigration"), ("asylum", "Asylum and protection"), ("euss", "The EU Settlement Scheme alone"),
]
KEPT = """
revoke update, delete, truncate on access_registration from recourse_app, recourse_worker;
grant update (after_last_day) on access_registration to recourse_app;
create function access_registered() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if new.recorded_by_id is distinct from recourse_worker() or not exists (
        select 1 from directory_worker m join directory_worker w on w.organisation_id = m.organisation_id
        where m.id = new.recorded_by_id and m.role = 'manager' and m.is_active
        and w.id = new.worker_id and w.organisation_id = new.agency_id)
    then
        raise exception 'a registration is recorded by a manager of the same agency, about somebody who works there'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger access_registered before insert on access_registration
    for each row execute function access_registered();
create function access_registration_kept() returns trigger language plpgsql as $$
begin
    if old.after_last_day is not null and new.after_last_day is distinct from old.after_last_day
        and (new.after_last_day is null or new.after_last_day > old.after_last_day)
    then
        raise exception 'the end of a registration is never moved later' using errcode = 'check_violation';
    end if;
    if new.worker_id = recourse_worker() then
        raise exception 'nobody ends their own registration' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger access_registration_kept before update on access_registration
    for each row execute function access_registration_kept();
"""
AS_BEFORE = """
drop trigger access_registration_kept on access_registration;
drop function access_registration_kept();
drop trigger access_registered on access_registration;
drop function access_registered();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0003_who_let_in"),
        ("directory", "0006_complaints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Registration",
            [
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("level", models.CharField(choices=LEVELS, max_length=20)),
                ("body", models.CharField(choices=BODIES, max_length=20)),
                ("categories", django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(choices=CATEGORIES, max_length=20), size=None)),
                ("number", models.CharField(max_length=40)),
                ("first_day", models.DateField()),
                ("after_last_day", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("agency", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation")),
                ("recorded_by", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("worker", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="registrations",
                    to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["worker", "first_day"], name="access_registration_worker")],
                "constraints": [
                    models.CheckConstraint(condition=~Q(number=""), name="access_registration_numbered"),
                    models.CheckConstraint(
                        condition=Q(categories__contained_by=["immigration", "asylum", "euss"], categories__len__gt=0),
                        name="access_registration_categories",
                    ),
                    models.CheckConstraint(
                        condition=Q(after_last_day=None) | Q(after_last_day__gte=F("first_day")),
                        name="access_registration_days",
                    ),
                    models.CheckConstraint(
                        condition=~Q(worker=F("recorded_by")), name="access_registration_not_by_oneself"
                    ),
                ],
            },
        ),
        *own_agency("access_registration", commands=("select", "insert", "update")),
        migrations.RunSQL(KEPT, AS_BEFORE),
    ]
