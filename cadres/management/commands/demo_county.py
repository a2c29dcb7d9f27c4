"""Loads the invented county 临溪县 through the ordinary import; does nothing when it is there."""

import time

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cadres.demo.county import OTHERS, build_county
from cadres.demo.load import is_loaded, load_county, may_load


class Command(BaseCommand):
    """Called at the first start of `make run`; refuses a database that holds other people."""

    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--people", type=int, default=OTHERS, metavar="N", help="how many people beside the township teams"
        )

    def handle(self, *args, **options) -> None:
        if is_loaded():
            self.stdout.write(_("演示数据已经载入，无需重复。"))
            return
        if not may_load():
            raise CommandError(_("系统中已有人员，不能载入演示数据。"))
        started = time.monotonic()
        self._say(_("正在生成演示县 …"))
        try:
            load_county(build_county(options["people"]), say=self._say)
        except ValidationError as problem:
            raise CommandError("\n".join(problem.messages)) from problem
        self._say(_("演示县载入完成，用时 %(seconds).1f 秒。") % {"seconds": time.monotonic() - started})

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
