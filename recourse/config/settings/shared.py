"""What the demonstration, production and the tests have in common."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from recourse.config.database import address, places
from recourse.config.settings.sign_in import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parents[2]
PAGES = PACKAGE / "pages"

DEBUG = False
DEMONSTRATION = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "recourse.records.ledger",
    "recourse.records.sealing",
    "recourse.records.directory",
    "recourse.records.access",
    "recourse.records.people",
    "recourse.records.homes",
    "recourse.records.papers",
    "recourse.records.disclosures",
    "recourse.records.advice",
    "recourse.records.refusals",
    "recourse.records.matters",
    "recourse.records.referrals",
    "recourse.records.placements",
    "recourse.records.criteria",
    "recourse.records.prices",
    "recourse.records.panels",
    "recourse.records.funds",
    "recourse.records.hosting",
    "recourse.records.keeping",
]
AUTH_USER_MODEL = "directory.Worker"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "recourse.pages.door.backend.Workers"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "recourse.pages.api.in_the_open.NotInTheOpen",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "recourse.pages.look.headers.Headers",
    "recourse.pages.papers.giving.Apart",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "recourse.pages.look.transaction.OneTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "recourse.pages.door.who.WhoAsks",
    "recourse.pages.look.transaction.Sight",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "recourse.config.urls"
WSGI_APPLICATION = "recourse.config.wsgi.application"

# Each of the three says where its own is; a request's transaction is opened by OneTransaction.
DATABASES: dict[str, dict[str, Any]] = {}
ROLE = address.role()

# How many different people a worker may read of in an hour before somebody is told, and before a new sign-in.
READING_TOLD_AT = 60
READING_STOPPED_AT = 200

# What is sealed opens only with what stands here.
KEYS = places.here().keys

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(PAGES.glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "csp.context_processors.nonce",
                "recourse.pages.look.surroundings.surroundings",
            ],
            "builtins": ["recourse.pages.look.templatetags.look"],
            "libraries": {
                path.stem: f"recourse.pages.look.templatetags.{path.stem}"
                for path in sorted((PAGES / "look" / "templatetags").glob("[!_]*.py"))
            },
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = sorted(PAGES.glob("*/static"))
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

X_FRAME_OPTIONS = "DENY"
# Other sites learn nothing; "no-referrer" would also empty the Origin by which our own forms are checked.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Where papers are fetched from, when it is not the site itself: a host name that serves nothing else.
PAPERS_HOST = os.environ.get("RECOURSE_PAPERS_HOST", "")
FILE_UPLOAD_HANDLERS = ["recourse.pages.papers.receiving.InMemoryOnly"]
QUICK_EXIT_TO = os.environ.get("RECOURSE_EXIT_TO", "https://www.bbc.co.uk/weather")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "report-uri": "/violations/",
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "recourse.config.logs.Discreet",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
