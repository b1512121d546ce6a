"""Lets a disclosure say that copies of papers were part of it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0005_heads_to'),
        ('disclosures', '0001_disclosures'),
        ('people', '0006_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='disclosure',
            name='disclosures_disclosure_fields',
        ),
        migrations.RemoveConstraint(
            model_name='letter',
            name='disclosures_letter_fields',
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'papers', 'notes'])), name='disclosures_disclosure_fields'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'papers', 'notes'])), name='disclosures_letter_fields'),
        ),
    ]
