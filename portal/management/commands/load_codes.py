"""Load the official code tables of the release into the database."""

from django.core.management.base import BaseCommand

from portal.actions.codes import load_codes


class Command(BaseCommand):
    help = "把随软件发布的代码表写入数据库，可重复执行"

    def handle(self, *args, **options):
        self.stdout.write(f"已载入代码{load_codes()}条")
