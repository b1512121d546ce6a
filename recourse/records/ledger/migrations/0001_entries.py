"""Makes the ledger, its chain and its wall, and the functions that say who is being acted for."""

import uuid
from django.db import migrations, models

from pathlib import Path

CHAIN = (Path(__file__).parent / "0001_chain.sql").read_text()
UNCHAIN = """
drop policy ledger_entry_select on ledger_entry;
drop policy ledger_entry_insert on ledger_entry;
drop policy ledger_entry_audit on ledger_entry;
drop policy ledger_head_own on ledger_head;
drop policy ledger_head_audit on ledger_head;
drop trigger ledger_entry_not_emptied on ledger_entry;
drop trigger ledger_entry_kept on ledger_entry;
drop trigger ledger_entry_chained on ledger_entry;
drop function ledger_refuse();
drop function ledger_chain();
drop function ledger_canonical(ledger_entry);
drop function ledger_netstring(text);
drop function recourse_day();
drop function recourse_worker();
drop function recourse_services();
drop function recourse_agency();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Head',
            fields=[
                ('agency', models.UUIDField(primary_key=True, serialize=False)),
                ('number', models.BigIntegerField(default=0)),
                ('hash', models.BinaryField(default=b'')),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('agency', models.UUIDField()),
                ('number', models.BigIntegerField(default=0)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=200)),
                ('act', models.CharField(max_length=60)),
                ('about_kind', models.CharField(blank=True, max_length=60)),
                ('about', models.UUIDField(null=True)),
                ('person', models.UUIDField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('detail', models.JSONField(default=dict)),
                ('previous', models.BinaryField(default=b'')),
                ('hash', models.BinaryField(default=b'')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-at'], name='ledger_entry_person'), models.Index(fields=['agency', '-at'], name='ledger_entry_agency_at')],
                'constraints': [models.UniqueConstraint(fields=('agency', 'number'), name='ledger_entry_numbered')],
            },
        ),
        migrations.RunSQL(CHAIN, UNCHAIN),
    ]
