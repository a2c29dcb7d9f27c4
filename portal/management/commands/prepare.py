"""Brings the embedded database to this version's tables; at the first start loads the demo county, makes sign-ins."""

import os

from django.core.management import BaseCommand, call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.queries.users import sign_ins


class Command(BaseCommand):
    """Called by `make run` before it serves; quick when there is nothing to do."""

    help = __doc__
    requires_system_checks = ()  # `make run` shall start in seconds; `make test` and the production entry run them

    def add_arguments(self, parser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="do not load the demo county (also: PORTAL_DEMO=0)")

    def handle(self, *args, **options) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("正在建立数据库 …")
            self.stdout.flush()
            call_command("migrate", interactive=False, verbosity=0)
            call_command("load_codes")
        # Accounts with passwords are made last: a first start that was interrupted is taken up again here.
        wants_demo = not options["no_demo"] and os.environ.get("PORTAL_DEMO", "1") != "0"
        for command in ("demo_county", "demo_branches"):
            if wants_demo and not sign_ins() and command in get_commands():
                call_command(command)
        call_command("create_sign_ins")
