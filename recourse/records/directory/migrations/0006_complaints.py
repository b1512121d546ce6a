"""Says where people complain to an agency, and calls a manager a manager."""

from django.db import migrations, models

ROLES = [
    ('outreach', 'Outreach worker'), ('entitlement', 'Entitlement specialist'), ('link', 'Link worker'),
    ('manager', 'Manager'), ('commissioner', 'Commissioner'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0005_heads_to'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation', name='complain_to', field=models.CharField(blank=True, default='', max_length=300),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='worker', name='role', field=models.CharField(choices=ROLES, max_length=20),
        ),
    ]
