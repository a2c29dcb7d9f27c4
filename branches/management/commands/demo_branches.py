"""Loads invented Party organizations and 党建+ records into the demo county; does nothing to another county."""

import time

from django.core.management import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from branches.demo.load import load_branches
from cadres.demo.load import is_loaded


class Command(BaseCommand):
    """Called after `demo_county` at the first start of `make run`."""

    help = __doc__

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        if not is_loaded():
            self.stdout.write(_("没有演示县，未载入党组织演示数据。"))
            return
        started = time.monotonic()
        load_branches(by=None)
        self.stdout.write(
            _("党组织和党建+演示数据载入完成，用时 %(seconds).1f 秒。") % {"seconds": time.monotonic() - started}
        )
