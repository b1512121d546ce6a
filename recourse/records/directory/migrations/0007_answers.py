"""Lets an agency say where its letters are answered to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("directory", "0006_complaints")]

    operations = [
        migrations.AddField("organisation", "answer_to", models.CharField(blank=True, max_length=300)),
    ]
