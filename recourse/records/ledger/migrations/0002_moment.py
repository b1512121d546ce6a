"""Says at which moment one acts, besides the day, for sight that ends within one."""

from django.db import migrations

MOMENT = """
create function recourse_moment() returns timestamptz language sql stable parallel safe
    as $$ select nullif(current_setting('recourse.moment', true), '')::timestamptz $$;
"""


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_entries")]

    operations = [migrations.RunSQL(MOMENT, "drop function recourse_moment();")]
