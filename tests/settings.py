"""The product's settings, on a database folder of its own and with a fast password hash."""

import os
from pathlib import Path

os.environ.setdefault("QINGQUAN_DATA", str(Path(__file__).resolve().parents[1] / ".qingquan" / "test"))
os.environ.setdefault("QINGQUAN_FIELD_KEY", "11" * 32)

from qingquan.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# whitenoise warns of a folder that is not there, and warnings are errors.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
