"""Makes room to say since when somebody is erased."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("people", "0007_reading"), ("sealing", "0001_destruction")]

    operations = [
        migrations.AddField("person", "erased_at", models.DateTimeField(null=True)),
    ]
