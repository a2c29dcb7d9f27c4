"""Gives an account a new random password, shows it once, and ends the account's sessions and lock-out."""

from axes.utils import reset
from django.core.management import BaseCommand, CommandError

from portal.actions.users import random_password, set_password
from portal.models import User


class Command(BaseCommand):
    """Whoever may run commands on the server may reset; the audit trail names no account as the one who did."""

    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("username")
        parser.add_argument("--must-change", action="store_true", help="ask for an own password at the next sign-in")

    def handle(self, *args, **options) -> None:
        try:
            user = User.objects.get_by_natural_key(options["username"])
        except User.DoesNotExist:
            raise CommandError(f"没有账号 {options['username']}。") from None
        password = random_password()
        set_password(user=user, password=password, by=None, must_change_password=options["must_change"])
        reset(username=user.username.casefold())
        self.stdout.write(f"{user.username} 的新口令（只显示这一次）：{password}")
