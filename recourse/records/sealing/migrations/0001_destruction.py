"""Makes room for what is to be destroyed, seen by the agency whose key it is."""

import uuid

from django.db import migrations, models

OURS = "agency = (select recourse_agency())"
WALLS = f"""
alter table sealing_destruction enable row level security;
alter table sealing_destruction force row level security;
create policy sealing_destruction_select on sealing_destruction for select using ({OURS});
create policy sealing_destruction_insert on sealing_destruction for insert with check ({OURS});
create policy sealing_destruction_delete on sealing_destruction for delete using ({OURS} and not for_ever);
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [("ledger", "0001_entries")]

    operations = [
        migrations.CreateModel(
            name="Destruction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agency", models.UUIDField()),
                ("subject", models.UUIDField()),
                ("for_ever", models.BooleanField()),
                ("mark", models.BinaryField()),
                ("asked_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("for_ever", True)),
                        fields=("agency", "subject"),
                        name="sealing_destruction_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
