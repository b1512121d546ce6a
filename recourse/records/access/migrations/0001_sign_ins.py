"""Makes sign-ins and invitations, and lets each role touch of signing in no more than it needs."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

# One address signs in one worker, whatever its capitals; and no cookie's value stays behind in the old table.
ADDRESSES = "create unique index directory_worker_address on directory_worker (lower(email));"
OLD_SESSIONS = "drop table if exists django_session;"
# Of allauth's tables one is used; the jobs only sweep what is over, and the auditor sees none of it.
RIGHTS = """
revoke insert, update, delete on account_emailaddress, account_emailconfirmation from recourse_app;
revoke all on account_emailaddress, account_emailconfirmation, mfa_authenticator, access_invitation,
    axes_accesslog, axes_accessfailurelog from recourse_worker;
revoke insert, update on access_signin, axes_accessattempt, axes_accessattemptexpiration from recourse_worker;
revoke insert, update on axes_accesslog, axes_accessfailurelog from recourse_app;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("axes", "0010_accessattemptexpiration"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key_hash', models.CharField(max_length=64, unique=True)),
                ('data', models.TextField(blank=True)),
                ('device', models.CharField(blank=True, max_length=60)),
                ('started_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(db_index=True)),
                ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.RunSQL(ADDRESSES, "drop index directory_worker_address;"),
        migrations.RunSQL(OLD_SESSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
