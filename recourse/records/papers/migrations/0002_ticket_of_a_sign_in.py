"""Lets a ticket name the sign-in it was given in, so that it ends with it; those that stood lasted a minute."""

from django.db import migrations, models

WALLED = "alter table papers_ticket {force} force row level security;"
GONE = f"{WALLED.format(force='no')} delete from papers_ticket; {WALLED.format(force='')}"


class Migration(migrations.Migration):

    dependencies = [("papers", "0001_papers"), ("access", "0001_sign_ins")]

    operations = [
        migrations.RunSQL(GONE, migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all immediate;", migrations.RunSQL.noop),
        migrations.AddField("ticket", "sign_in", models.CharField(default="", max_length=64), preserve_default=False),
    ]
