"""The same settings with what tests need changed."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("PORTAL_DATA", tempfile.mkdtemp(prefix="portal-tests-"))
os.environ.setdefault("PROTECTED_DATA_KEYS", "dGVzdHMtb25seS1rZXktMDEyMzQ1Njc4OTAxMjM0NTY=")

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
ACCOUNT_RATE_LIMITS = {}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
MEDIA_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
