"""Lets an enforcement body be named as a recipient, and gives it no service, no worker and no record."""

from uuid import UUID

from django.db import migrations, models

AUTHORITIES = {
    UUID("6f0c6d0e-64a5-4f4c-9a0e-0d6b1c6f0001"): "Home Office",
    UUID("6f0c6d0e-64a5-4f4c-9a0e-0d6b1c6f0002"): "Home Office Immigration Enforcement",
    UUID("6f0c6d0e-64a5-4f4c-9a0e-0d6b1c6f0003"): "Police",
}
KINDS = [
    ('outreach', 'Outreach'), ('advice', 'Advice'), ('hosting', 'Hosting'),
    ('housing_association', 'Housing association'), ('council', 'Council'),
    ('commissioner', 'Commissioner'), ('treatment', 'Treatment'), ('other', 'Other'),
    ('authority', 'Home Office, police or other enforcement'),
]
WALL = """
create function directory_no_authority() returns trigger language plpgsql as $$
begin
    if exists (select 1 from directory_organisation o where o.id = new.organisation_id and o.kind = 'authority')
    then
        raise exception 'an enforcement body has no service and no worker here'
            using errcode = 'check_violation', constraint = tg_table_name || '_no_authority';
    end if;
    return new;
end $$;
create trigger directory_service_no_authority before insert or update on directory_service
    for each row execute function directory_no_authority();
create trigger directory_worker_no_authority before insert or update on directory_worker
    for each row execute function directory_no_authority();
create function directory_kind_kept() returns trigger language plpgsql as $$
begin
    raise exception 'an organisation never becomes an enforcement body, nor stops being one'
        using errcode = 'check_violation', constraint = 'directory_authority_stays';
end $$;
create trigger directory_authority_stays before update on directory_organisation
    for each row when ((old.kind = 'authority') <> (new.kind = 'authority'))
    execute function directory_kind_kept();
"""
NO_WALL = """
drop trigger directory_authority_stays on directory_organisation;
drop function directory_kind_kept();
drop trigger directory_worker_no_authority on directory_worker;
drop trigger directory_service_no_authority on directory_service;
drop function directory_no_authority();
"""


def enter(apps, schema_editor):
    organisations = apps.get_model("directory", "Organisation").objects
    for pk, name in AUTHORITIES.items():
        organisations.update_or_create(name=name, create_defaults={"id": pk, "kind": "authority", "is_agency": False}, defaults={"kind": "authority", "is_agency": False})


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_figures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='organisation',
            name='kind',
            field=models.CharField(choices=KINDS, max_length=30),
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(
                condition=models.Q(('kind', 'authority'), _negated=True) | models.Q(('is_agency', False)),
                name='directory_authority_keeps_nothing',
            ),
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]
