"""Lets an agency read why its own answer came out so only while it may see what that rests on."""

from django.db import migrations

from recourse.records.people import walls

ALL_FIELDS_SHARED = walls.SHARED_FIELD.replace("{table}.field = any (s.fields)", "{table}.fields <@ s.fields").replace(
    "{table}.field <> 'notes'", "true"
)
SHARED_WITH_US = (
    "exists (select 1 from people_share s where s.person_id = {table}.person_id"
    f" and one_field = any (s.fields) and {walls.TO_US} and {walls.LIVE})"
)
TOLD_TO_US = (
    "exists (select 1 from people_fact k where k.person_id = {table}.person_id"
    " and k.agency_id = (select recourse_agency()) and k.field = one_field)"
)
IN_SIGHT = (
    "not exists (select 1 from unnest({table}.fields) as one_field"
    f" where one_field <> 'answers' and not ({SHARED_WITH_US} or {TOLD_TO_US}))"
)
BEFORE = walls.policy("advice_grounds", "select", using=f"{walls.OWN} or {ALL_FIELDS_SHARED}")
NOW = walls.policy(
    "advice_grounds",
    "select",
    using=f"({walls.OWN} and ({walls.HELD} or {IN_SIGHT})) or {ALL_FIELDS_SHARED}",
)


class Migration(migrations.Migration):

    dependencies = [
        ('advice', '0001_answers'),
    ]

    operations = [migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql), NOW]
