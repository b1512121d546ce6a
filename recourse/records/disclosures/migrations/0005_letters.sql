-- What leaves in a letter against a refusal rests on what was agreed to for that one letter, status by itself.
create function disclosures_agreed_for_letter(
    wanted uuid, whose uuid, asked_by uuid, letter uuid, what varchar[], on_status boolean
) returns boolean language plpgsql as $$
begin
    perform 1 from people_consent c
        where c.id = wanted and c.person_id = whose and c.agency_id = asked_by and c.to_refusal = letter
        and c.for_what = 'refusal' and what <@ c.fields and c.covers_status = on_status and c.withdrawn_at is null
        and c.first_day <= recourse_day() and recourse_day() < c.after_last_day
        for share;
    return found;
end $$;

create or replace function disclosures_checked() returns trigger language plpgsql as $$
declare
    besides varchar[] := array_remove(new.fields, 'status');
begin
    if new.how = 'emergency' and exists (
        select 1 from people_share s where s.id = new.share and s.emergency_id is not null
        and s.person_id = new.person_id and s.agency_id = new.agency_id and s.made_by_id = new.by_id)
    then
        return new;
    end if;
    if new.how = 'emergency' or new.by_id is distinct from recourse_worker() or not exists (
        select 1 from directory_worker w where w.id = new.by_id and w.organisation_id = new.agency_id and w.is_active)
    then
        raise exception 'disclosures_no_worker: what leaves, leaves by the act of who is signed in'
            using errcode = 'check_violation';
    end if;
    if new.recipient = 'body' then
        if (new.at at time zone 'Europe/London')::date is distinct from recourse_day()
            or cardinality(besides) = 0 or octet_length(new.hash) <> 32
        then
            raise exception 'disclosures_no_letter: a letter leaves today, names fields, and has a fingerprint'
                using errcode = 'check_violation';
        end if;
        if not disclosures_agreed_for_letter(new.consent_id, new.person_id, new.agency_id, new.refusal, besides, false)
            or ('status' = any (new.fields) or new.status_consent_id is not null)
            and not disclosures_agreed_for_letter(
                new.status_consent_id, new.person_id, new.agency_id, new.refusal, array['status']::varchar[], true)
        then
            raise exception 'disclosures_no_consent: no live agreement to this letter covers these fields'
                using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if new.recipient <> 'authority' then
        return new;
    end if;
    if current_user <> 'recourse_app' or (new.at at time zone 'Europe/London')::date is distinct from recourse_day()
    then
        raise exception 'disclosures_no_worker: nothing leaves for an enforcement body by the clock, or on another day'
            using errcode = 'check_violation';
    end if;
    perform 1 from directory_organisation o where o.id = new.to_authority_id and o.kind = 'authority';
    if not found or cardinality(new.fields) = 0 or octet_length(new.hash) <> 32 then
        raise exception 'disclosures_no_letter: it names an enforcement body, fields and a fingerprint'
            using errcode = 'check_violation';
    end if;
    perform 1 from disclosures_letter l where l.id = new.letter_id and l.person_id = new.person_id
        and l.agency_id = new.agency_id and l.to_authority_id = new.to_authority_id and l.for_what = new.for_what
        and l.fields = new.fields and l.advice_id = new.advice_id and l.outcomes_read_at is not null
        and l.consent_id is not distinct from new.consent_id
        and l.status_consent_id is not distinct from new.status_consent_id
        and l.withdrawn_at is null and l.sent_at is not null and octet_length(l.words) > 0 for share;
    if not found then
        raise exception 'disclosures_no_letter: it leaves as it was written, and not when it was taken back'
            using errcode = 'check_violation';
    end if;
    if new.consent_id is not null or cardinality(besides) > 0 then
        if not disclosures_consented(new.consent_id, new.person_id, new.agency_id, new.to_authority_id,
                                     new.for_what, besides, false) then
            raise exception 'disclosures_no_consent: no live consent to this body and purpose covers these fields'
                using errcode = 'check_violation';
        end if;
    end if;
    if new.status_consent_id is not null or 'status' = any (new.fields) then
        if not disclosures_consented(new.status_consent_id, new.person_id, new.agency_id, new.to_authority_id,
                                     new.for_what, array['status']::varchar[], true) then
            raise exception 'disclosures_no_consent: status needs a live consent of its own to this body and purpose'
                using errcode = 'check_violation';
        end if;
    end if;
    perform 1 from disclosures_advice a where a.id = new.advice_id and a.person_id = new.person_id
        and a.agency_id = new.agency_id and a.on_day between recourse_day() - 30 and recourse_day()
        and octet_length(a.words) > 0
        and (a.had = 'declined' or (a.had = 'had' and a.risk_explained and octet_length(a.adviser) > 0));
    if not found then
        raise exception 'disclosures_no_advice: advice of the last 30 days, or that it was declined, must stand'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
