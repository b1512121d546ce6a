"""Questions that were put off are few, and every worker's first page asks for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0010_two_people")]

    operations = [
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                "person",
                "agency",
                name="people_fact_put_off",
                condition=models.Q(replaced_at=None, why_not_known="not_asked"),
            ),
        )
    ]
