"""The paragraph on township teams as a Word document, every figure of it proved in the annex."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import TurnoverRound
from portal.models import User
from reports.actions.papers import produce_team_report
from reports.figures import FigureProblem, board, latest_round
from reports.management.commands.figures import day_of, unit_of


class Command(BaseCommand):
    """Writes the .docx; says on standard error what was left out and which figures lack data."""

    help = _("生成“干部队伍更加专业化”段落的Word文稿及数据说明")

    def add_arguments(self, parser):
        parser.add_argument("--as-of", required=True, help=_("基准日，如2026-06-30"))
        parser.add_argument("--out", required=True, help=_("写到哪个文件，如 报告.docx"))
        parser.add_argument("--unit", default="", help=_("机构编码；不填为全县"))
        parser.add_argument("--population", default="", help=_("team 在任；slate 换届当选；不填时有换届用换届"))
        parser.add_argument("--round", default="", help=_("换届名称"))
        parser.add_argument("--office", default="", help=_("署名，如 中共临溪县委组织部"))
        parser.add_argument("--reason", default="", help=_("缺数据超过规定比例仍要使用的理由"))
        parser.add_argument("--by", default="", help=_("以哪个账号的名义"))

    def handle(self, *args, **options):
        as_of, unit = day_of(options["as_of"]), unit_of(options["unit"])
        round = _round(options["round"]) or latest_round(as_of)
        population = options["population"] or ("slate" if round else "team")
        by = _user(options["by"])
        try:
            answer = board(
                population=population, as_of=as_of, unit=unit, round=round if population == "slate" else None
            )
        except FigureProblem as problem:
            raise CommandError(str(problem)) from problem
        content, paragraph = produce_team_report(
            board=answer, dated=timezone.localdate(), by=by, office=options["office"], reason=options["reason"]
        )
        out = Path(options["out"])
        try:
            out.write_bytes(content)
        except OSError as problem:
            raise CommandError(_("无法写入“%(out)s”：%(why)s") % {"out": out, "why": problem.strerror}) from problem
        for line in paragraph.left_out:
            self.stderr.write(line)
        for figure in (*paragraph.red, *paragraph.amber):
            missing = {"title": figure.indicator.title, "missing": figure.missing}
            self.stderr.write(_("“%(title)s”有%(missing)d人缺数据。") % missing)
        self.stdout.write(str(out))


def _round(name: str) -> TurnoverRound | None:
    if not name:
        return None
    found = TurnoverRound.objects.filter(name=name).first()
    if found is None:
        raise CommandError(_("没有名为“%(name)s”的换届。") % {"name": name})
    return found


def _user(name: str) -> User | None:
    if not name:
        return None
    found = User.objects.filter(username__iexact=name).first()
    if found is None:
        raise CommandError(_("没有“%(name)s”这个账号。") % {"name": name})
    return found
