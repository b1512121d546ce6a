"""Seals what is written in referrals and their threads."""

from django.db import migrations, models

from recourse.records.sealing.fields import SealedText
from recourse.records.sealing.migrating import Seal


class Migration(migrations.Migration):

    dependencies = [('referrals', '0002_fixed')]

    operations = [
        migrations.RemoveConstraint(model_name='referral', name='referral_refusal_names_a_next_step'),
        Seal(
            "Referral",
            why=SealedText(),
            asks=SealedText(),
            refusal_words=SealedText(blank=True),
            next_step=SealedText(blank=True),
            closing_words=SealedText(blank=True),
        ),
        Seal("Message", text=SealedText()),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(models.Q(('refusal_code', ''), _negated=True), models.Q(('next_step', ''), _negated=True)), _connector='OR'), name='referral_refusal_names_a_next_step'),
        ),
    ]
