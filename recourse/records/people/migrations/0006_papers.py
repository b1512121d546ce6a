"""Lets copies of papers be agreed to and shared, by a tick of their own."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_authorities'),
        ('people', '0005_sealed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='consent',
            name='people_consent_fields',
        ),
        migrations.RemoveConstraint(
            model_name='emergency',
            name='people_emergency_fields',
        ),
        migrations.RemoveConstraint(
            model_name='share',
            name='people_share_fields',
        ),
        migrations.AlterField(
            model_name='fact',
            name='field',
            field=models.CharField(choices=[('name', 'Name'), ('birth_date', 'Date of birth'), ('contact', 'Phone number and email'), ('language', 'Language'), ('place', 'Where they can be found'), ('status', 'Immigration status'), ('family', 'Family and children'), ('health', 'Health'), ('needs', 'Housing and support needs'), ('work', 'Work and money'), ('answers', 'Answers about what they may have'), ('papers', 'Copies of papers'), ('notes', 'Notes')], max_length=20),
        ),
        migrations.AlterField(
            model_name='note',
            name='field',
            field=models.CharField(choices=[('name', 'Name'), ('birth_date', 'Date of birth'), ('contact', 'Phone number and email'), ('language', 'Language'), ('place', 'Where they can be found'), ('status', 'Immigration status'), ('family', 'Family and children'), ('health', 'Health'), ('needs', 'Housing and support needs'), ('work', 'Work and money'), ('answers', 'Answers about what they may have'), ('papers', 'Copies of papers'), ('notes', 'Notes')], default='notes', max_length=20),
        ),
        migrations.AlterField(
            model_name='particular',
            name='field',
            field=models.CharField(choices=[('name', 'Name'), ('birth_date', 'Date of birth'), ('contact', 'Phone number and email'), ('language', 'Language'), ('place', 'Where they can be found'), ('status', 'Immigration status'), ('family', 'Family and children'), ('health', 'Health'), ('needs', 'Housing and support needs'), ('work', 'Work and money'), ('answers', 'Answers about what they may have'), ('papers', 'Copies of papers'), ('notes', 'Notes')], max_length=20),
        ),
        migrations.AlterField(
            model_name='searchtoken',
            name='field',
            field=models.CharField(choices=[('name', 'Name'), ('birth_date', 'Date of birth'), ('contact', 'Phone number and email'), ('language', 'Language'), ('place', 'Where they can be found'), ('status', 'Immigration status'), ('family', 'Family and children'), ('health', 'Health'), ('needs', 'Housing and support needs'), ('work', 'Work and money'), ('answers', 'Answers about what they may have'), ('papers', 'Copies of papers'), ('notes', 'Notes')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='emergency',
            constraint=models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'papers', 'notes']), ('fields__len__gt', 0)), name='people_emergency_fields'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'papers', 'notes']), ('fields__len__gt', 0)), name='people_share_fields'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'papers', 'notes']), ('fields__len__gt', 0)), name='people_consent_fields'),
        ),
    ]
