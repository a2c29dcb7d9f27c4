"""The WSGI application that the web server serves."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# A page that takes longer than this is a fault; commands and workers have no such limit.
os.environ.setdefault("PORTAL_STATEMENT_TIMEOUT_MS", "15000")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
