-- Who is being acted for: set by directory/acting.py alone, for one transaction. Not set: null, so no rows.
create function recourse_agency() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('recourse.agency', true), '')::uuid $$;
create function recourse_services() returns uuid[] language sql stable parallel safe
    as $$ select nullif(current_setting('recourse.services', true), '')::uuid[] $$;
create function recourse_worker() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('recourse.worker', true), '')::uuid $$;
create function recourse_day() returns date language sql stable parallel safe
    as $$ select nullif(current_setting('recourse.day', true), '')::date $$;

-- One column of an entry as it is hashed: its length in bytes, a colon, its text, a comma; absent: "~,".
create function ledger_netstring(words text) returns text language sql immutable parallel safe
    as $$ select coalesce(octet_length(words) || ':' || words, '~') || ',' $$;

-- No search_path of its own: that would cost more than the hash. ledger_chain sets one for both.
create function ledger_canonical(entry ledger_entry) returns bytea language sql stable
    as $$ select convert_to(
        ledger_netstring(entry.agency::text)
        || ledger_netstring(entry.number::text)
        || ledger_netstring(to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || ledger_netstring(entry.by::text)
        || ledger_netstring(entry.by_name)
        || ledger_netstring(entry.act)
        || ledger_netstring(entry.about_kind)
        || ledger_netstring(entry.about::text)
        || ledger_netstring(entry.person::text)
        || ledger_netstring(entry.reason)
        || ledger_netstring(entry.detail::text), 'UTF8') $$;

-- Takes the head's lock first, then the number, so that the order of the numbers is the order of the chain.
create function ledger_chain() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
declare
    head ledger_head;
begin
    select * into head from ledger_head where agency = new.agency for update;
    if not found then
        insert into ledger_head (agency, number, hash) values (new.agency, 0, ''::bytea) on conflict do nothing;
        select * into head from ledger_head where agency = new.agency for update;
    end if;
    new.number := head.number + 1;
    new.previous := head.hash;
    new.hash := sha256(new.previous || ledger_canonical(new));
    update ledger_head set number = new.number, hash = new.hash where agency = new.agency;
    return new;
end $$;
create trigger ledger_entry_chained before insert on ledger_entry
    for each row execute function ledger_chain();

create function ledger_refuse() returns trigger language plpgsql
    as $$ begin raise exception 'the ledger is written once: % refused', lower(tg_op)
        using errcode = 'insufficient_privilege'; end $$;
create trigger ledger_entry_kept before update or delete on ledger_entry
    for each row execute function ledger_refuse();
create trigger ledger_entry_not_emptied before truncate on ledger_entry
    for each statement execute function ledger_refuse();

alter table ledger_entry enable row level security;
alter table ledger_entry force row level security;
alter table ledger_head enable row level security;
alter table ledger_head force row level security;
create policy ledger_entry_select on ledger_entry for select using (agency = (select recourse_agency()));
create policy ledger_entry_insert on ledger_entry for insert with check (agency = (select recourse_agency()));
create policy ledger_entry_audit on ledger_entry for select to recourse_auditor using (true);
create policy ledger_head_own on ledger_head using (agency = (select recourse_agency()));
create policy ledger_head_audit on ledger_head for select to recourse_auditor using (true);

revoke update, delete, truncate on ledger_entry from recourse_app, recourse_worker;
revoke insert, update, delete, truncate on ledger_head from recourse_app, recourse_worker;
grant select on ledger_entry, ledger_head to recourse_auditor;
