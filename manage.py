#!/usr/bin/env python
"""Command line of the portal: `python manage.py <command>`."""

import os
import sys

# What can be answered without a database does not start one.
NEEDS_NO_DATABASE = {"help", "--help", "version", "--version", "makemessages", "compilemessages", "collectstatic"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line

    if len(sys.argv) > 1 and sys.argv[1] not in NEEDS_NO_DATABASE:
        from portal.embedded import on_demand

        on_demand.start_database()
    execute_from_command_line(sys.argv)
