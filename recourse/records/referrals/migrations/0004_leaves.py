"""Writes with every referral the row that says what left with it."""

from django.db import migrations

LEAVES = """
create function disclosures_of_referral() returns trigger language plpgsql as $$
begin
    insert into disclosures_disclosure (id, person_id, agency_id, recipient, to_service_id, how, for_what, fields,
        consent_id, status_consent_id, share, by_id, at, hash)
    select gen_random_uuid(), new.person_id, new.agency_id, 'service', new.to_service_id, 'referral', 'sharing',
        s.fields, case when s.agency_id = new.agency_id then s.consent_id end,
        case when s.agency_id = new.agency_id then s.status_consent_id end, s.id, new.sent_by_id, new.sent_at, ''::bytea
    from people_share s where s.id = new.share_id;
    if not found then
        raise exception 'disclosures_no_consent: a referral rests on a share' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger referrals_referral_leaves after insert on referrals_referral
    for each row execute function disclosures_of_referral();
"""
BACK = "drop trigger referrals_referral_leaves on referrals_referral; drop function disclosures_of_referral();"


class Migration(migrations.Migration):

    dependencies = [
        ('disclosures', '0001_disclosures'),
        ('referrals', '0003_sealed'),
    ]

    operations = [migrations.RunSQL(LEAVES, BACK)]
