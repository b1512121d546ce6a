"""Lets one agreement send one letter, as it was agreed to, and advice be written down by who is signed in."""

from django.db import migrations, models

AS_AGREED = """
create function disclosures_letter_words() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if (old.consent_id is not null and new.consent_id is not distinct from old.consent_id
            and new.words is distinct from old.words)
        or (old.status_consent_id is not null and new.status_consent_id is not distinct from old.status_consent_id
            and new.status_words is distinct from old.status_words)
    then
        raise exception 'other words are agreed to anew' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger disclosures_letter_words before update on disclosures_letter
    for each row execute function disclosures_letter_words();

create function disclosures_advice_given() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if new.recorded_by_id is distinct from recourse_worker() or new.on_day > recourse_day()
        or (new.recorded_at at time zone 'Europe/London')::date is distinct from recourse_day()
    then
        raise exception 'advice is written down by who is signed in, on the day itself'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger disclosures_advice_given before insert on disclosures_advice
    for each row execute function disclosures_advice_given();
"""
AS_BEFORE = """
drop trigger disclosures_advice_given on disclosures_advice;
drop function disclosures_advice_given();
drop trigger disclosures_letter_words on disclosures_letter;
drop function disclosures_letter_words();
"""


class Migration(migrations.Migration):

    dependencies = [("disclosures", "0002_papers")]

    operations = [
        migrations.AddConstraint(
            "disclosure",
            models.UniqueConstraint(
                fields=["consent"], condition=models.Q(recipient="authority"), name="disclosures_consent_once"
            ),
        ),
        migrations.AddConstraint(
            "disclosure",
            models.UniqueConstraint(
                fields=["status_consent"],
                condition=models.Q(recipient="authority"),
                name="disclosures_status_consent_once",
            ),
        ),
        migrations.RunSQL(AS_AGREED, AS_BEFORE),
    ]
