"""Keeps that a worker's calendar may read days and references, at a secret address kept as a hash."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

KEPT = """
revoke update, delete, truncate on access_calendarfeed from recourse_app, recourse_worker;
grant update (ended_at) on access_calendarfeed to recourse_app;
create function access_calendarfeed_kept() returns trigger language plpgsql as $$
begin
    if old.ended_at is not null and new.ended_at is distinct from old.ended_at then
        raise exception 'a calendar feed that has ended stays ended' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger access_calendarfeed_kept before update on access_calendarfeed
    for each row execute function access_calendarfeed_kept();
"""
AS_BEFORE = """
drop trigger access_calendarfeed_kept on access_calendarfeed;
drop function access_calendarfeed_kept();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0004_registrations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "CalendarFeed",
            [
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("worker", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="calendar_feeds",
                    to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(ended_at=None), fields=("worker",), name="access_calendarfeed_one_open"
                    )
                ],
            },
        ),
        migrations.RunSQL(KEPT, AS_BEFORE),
    ]
