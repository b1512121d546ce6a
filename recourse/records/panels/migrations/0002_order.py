"""Lets a decision keep which order stood and why: the sentence, and the day of the prices that ordered it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('panels', '0001_panels')]

    operations = [
        migrations.RemoveConstraint(model_name='decision', name='panels_decision_by_what'),
        migrations.AddField(model_name='decision', name='learned_on', field=models.DateField(null=True)),
        migrations.AddField(model_name='decision', name='order_says', field=models.TextField(blank=True)),
        migrations.AlterField(
            model_name='decision',
            name='by_order',
            field=models.CharField(choices=[('criteria', 'The published criteria'), ('prices', 'The published criteria, less what people expected would lose'), ('wait', 'The wait alone')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by_order', 'wait'), ('fingerprint', ''), ('learned_on', None), ('version', None)), models.Q(('by_order', 'criteria'), ('learned_on', None), models.Q(('version', None), _negated=True), models.Q(('fingerprint', ''), _negated=True)), models.Q(('by_order', 'prices'), models.Q(('version', None), _negated=True), models.Q(('fingerprint', ''), _negated=True), models.Q(('learned_on', None), _negated=True)), _connector='OR'), name='panels_decision_by_what'),
        ),
    ]
