"""The web application as a WSGI server sees it."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingquan.settings")
application = get_wsgi_application()
# The pages with all they import, before the first visitor. What is here now stays as long as the process: the collector
# is told so, or it would walk through all of it again and again, some forty milliseconds each time, in somebody's page.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
