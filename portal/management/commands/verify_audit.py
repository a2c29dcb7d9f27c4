"""Checks that no sealed audit event was changed."""

from django.core.management.base import BaseCommand, CommandError

from portal.actions.audit import broken_seals


class Command(BaseCommand):
    """Recomputes every seal of the audit trail; fails when one does not fit its events."""

    help = "核验审计日志是否被改动"

    def handle(self, *args, **options):
        broken = broken_seals()
        if broken:
            ranges = "、".join(str(seal) for seal in broken)
            raise CommandError(f"审计日志在以下编号区间被改动：{ranges}")
        self.stdout.write("审计日志完整。")
