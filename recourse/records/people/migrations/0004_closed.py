"""A closed file says since when, so that its years can be counted."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_figures'),
        ('people', '0003_emergency'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('is_closed', False)), models.Q(('is_closed', True), models.Q(('closed_at', None), _negated=True)), _connector='OR'), name='people_person_closed_on_a_day'),
        ),
    ]
