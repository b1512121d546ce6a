-- What leaves is refused here whatever a page did. A function of the caller's own rights: it sees what the
-- policies let the acting agency see, so that nothing of another agency can ever be leant on.
create function disclosures_consented(
    wanted uuid, whose uuid, asked_by uuid, authority uuid, purpose text, what varchar[], on_status boolean
) returns boolean language plpgsql as $$
begin
    perform 1 from people_consent c
        where c.id = wanted and c.person_id = whose and c.agency_id = asked_by and c.to_authority_id = authority
        and c.for_what = purpose and what <@ c.fields and c.covers_status = on_status and c.withdrawn_at is null
        and c.first_day <= recourse_day() and recourse_day() < c.after_last_day
        for share;
    return found;
end $$;

create function disclosures_checked() returns trigger language plpgsql as $$
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
create function disclosures_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and recourse_worker() is null and old.at < recourse_day() + 1 - interval '6 years' then
        return old;
    end if;
    raise exception 'what left is written once: % refused', lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
create trigger disclosures_kept before update or delete on disclosures_disclosure
    for each row execute function disclosures_kept();
revoke update, truncate on disclosures_disclosure, disclosures_advice from recourse_app, recourse_worker;

create function disclosures_letter_kept() returns trigger language plpgsql as $$
begin
    if old.sent_at is not null or old.withdrawn_at is not null
        or (old.person_id, old.agency_id, old.to_authority_id, old.for_what, old.begun_by_id, old.begun_at)
        is distinct from (new.person_id, new.agency_id, new.to_authority_id, new.for_what, new.begun_by_id, new.begun_at)
    then
        raise exception 'a letter that was sent or taken back stays as it is' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger disclosures_letter_kept before update on disclosures_letter
    for each row execute function disclosures_letter_kept();
revoke truncate on disclosures_letter from recourse_app, recourse_worker;

-- Sharing is letting something leave: its row is written with it, by whatever page or job it was made.
alter table people_share no force row level security;
insert into disclosures_disclosure (id, person_id, agency_id, recipient, to_service_id, how, for_what, fields,
    consent_id, status_consent_id, share, by_id, at, hash)
select gen_random_uuid(), s.person_id, s.agency_id, 'service', s.to_service_id,
    case when s.emergency_id is null then 'share' else 'emergency' end, 'sharing', s.fields,
    s.consent_id, s.status_consent_id, s.id, s.made_by_id, s.made_at, ''::bytea
from people_share s;
set constraints all immediate;
alter table people_share force row level security;
create function disclosures_of_share() returns trigger language plpgsql as $$
begin
    insert into disclosures_disclosure (id, person_id, agency_id, recipient, to_service_id, how, for_what, fields,
        consent_id, status_consent_id, share, by_id, at, hash)
    values (gen_random_uuid(), new.person_id, new.agency_id, 'service', new.to_service_id,
        case when new.emergency_id is null then 'share' else 'emergency' end, 'sharing',
        new.fields, new.consent_id, new.status_consent_id, new.id, new.made_by_id, new.made_at, ''::bytea);
    return new;
end $$;
create trigger people_share_leaves after insert on people_share
    for each row execute function disclosures_of_share();
create trigger disclosures_checked after insert on disclosures_disclosure
    for each row execute function disclosures_checked();
