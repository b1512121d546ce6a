"""Lets the course of a stay tell how it came about, who pays, the right to rent, and where somebody goes next."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('placements', '0004_marks')]

    operations = [
        migrations.RemoveConstraint(model_name='mark', name='placements_mark_until'),
        migrations.AddField(model_name='mark', name='choice', field=models.CharField(blank=True, default='', max_length=20)),
        migrations.AddField(model_name='mark', name='pence', field=models.PositiveIntegerField(null=True)),
        migrations.AlterField(
            model_name='mark',
            name='kind',
            field=models.CharField(choices=[('looked', 'Looked at together'), ('longer', 'Made longer'), ('notice', 'Notice given'), ('incident', 'Something happened'), ('arranged', 'Meeting arranged'), ('met', 'Met'), ('agreed', 'Paper signed'), ('pays', 'Who pays for the room'), ('checked', 'Right to rent looked at'), ('move_on', 'Move-on plan')], max_length=10),
        ),
        migrations.AlterField(
            model_name='stay',
            name='end_kind',
            field=models.CharField(blank=True, choices=[('planned', 'As planned'), ('early_by_person', 'Early: they chose to leave'), ('early_by_scheme', 'Early: the scheme ended it'), ('early_by_owner', 'Early: the owner or the host wanted the home back'), ('early_by_council', 'Early: the council stopped paying'), ('abandoned', 'They did not come back'), ('never_came', 'They never moved in'), ('died', 'They died')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('longer', 'notice', 'move_on')), ('until__gte', models.F('on_day'))), models.Q(('kind', 'checked'), models.Q(('until', None), ('until__gte', models.F('on_day')), _connector='OR')), models.Q(models.Q(('kind__in', ('longer', 'notice', 'move_on', 'checked')), _negated=True), ('until', None)), _connector='OR'), name='placements_mark_until'),
        ),
    ]
