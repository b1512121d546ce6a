"""Says where an agency's signed heads go, and lets the auditor read what the agencies are called."""

from django.db import migrations, models

NAMES = "grant select (id, name, is_agency) on directory_organisation to recourse_auditor;"
NO_NAMES = "revoke select (id, name, is_agency) on directory_organisation from recourse_auditor;"


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0004_fixed'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation', name='heads_to', field=models.EmailField(blank=True, default='', max_length=254),
            preserve_default=False,
        ),
        migrations.RunSQL(NAMES, NO_NAMES),
    ]
