"""manage.py import_records: files into records from the command line, in the foreground, without a broker."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cadres.actions.batches import apply, read, receive, set_mapping
from cadres.importing.kinds import KINDS
from cadres.presenters.wrong_rows import wrong_rows
from portal.models import Batch, BatchRow, Unit, User
from portal.rules.roles import Permission

STATES = dict(BatchRow.State.choices)
SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}


class Command(BaseCommand):
    """Reads, rehearses and applies files; exit code 0 only if every row was (or could be) applied."""

    help = "导入干部数据文件(.xlsx .lrmx .lrm .zip)。只有全部行入库（或用 --rehearse 时全部可入库）退出码才为 0。"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--by", required=True, metavar="USER", help="以哪个账号导入")
        parser.add_argument("--unit", metavar="CODE", help="导入单位的机构编码；不填为账号的管理范围")
        parser.add_argument("--rehearse", action="store_true", help="预演，不入库（不写 --apply 时即为预演）")
        parser.add_argument("--apply", action="store_true", help="预演后入库（有误的行跳过）")
        parser.add_argument("--accept-mapping", action="store_true", help="名册的列对应按建议使用，不停下确认")
        parser.add_argument("--errors", metavar="OUT.xlsx", help="把有误的行写入该工作簿")

    def handle(self, *args, **options):
        by = User.objects.filter(username__iexact=options["by"], is_active=True).first()
        if by is None or not by.can(Permission.IMPORT_RECORDS):
            raise CommandError(f"账号“{options['by']}”不存在或没有导入权限。")
        unit = self._unit(by, options["unit"])
        complete = True
        for name in options["files"]:
            complete &= self._one_file(Path(name), by=by, unit=unit, options=options)
        if not complete:
            raise CommandError("有未入库的行，见上。" if options["apply"] else "有不能入库的行，见上。")

    def _unit(self, by: User, code: str | None) -> Unit | None:
        if code is None:
            return next(iter(by.scope_units()), None)
        unit = Unit.objects.visible_to(by).filter(code=code).first()
        if unit is None:
            raise CommandError(f"机构编码“{code}”不存在或不在管理范围内。")
        return unit

    def _one_file(self, path: Path, *, by: User, unit: Unit | None, options: dict) -> bool:
        """Whether every row of the file was, or could be, applied."""
        beside = path.with_suffix(".pic")
        try:
            picture = beside.read_bytes() if path.suffix.lower() == ".lrm" and beside.exists() else None
            batch = receive(
                content=path.read_bytes(), name=path.name, unit=unit, by=by, picture=picture, background=False
            )
            if batch.already and batch.state == Batch.State.APPLIED:
                self.stdout.write(f"{path.name}:该文件已在批次 {batch.pk} 入库，未重复导入。")
                return True
            batch = read(batch.pk)
            if batch.state == Batch.State.MAPPING and options["accept_mapping"]:
                batch = read(set_mapping(batch=batch, mapping=batch.mapping, by=by, background=False).pk)
            if batch.state == Batch.State.REHEARSED and options["apply"]:
                batch = apply(batch=batch, by=by)
        except OSError as error:
            self.stderr.write(f"{path.name}:无法读取文件({error.strerror})。")
            return False
        except ValidationError as error:
            self.stderr.write(f"{path.name}:{' '.join(error.messages)}")
            return False
        self._report(path, batch)
        if options["errors"] and batch.rows.filter(state=BatchRow.State.WRONG).exists():
            try:
                Path(options["errors"]).write_bytes(wrong_rows(batch))
            except OSError as error:
                raise CommandError(f"无法写入“{options['errors']}”({error.strerror})。") from error
            self.stdout.write(f"有误的行已写入 {options['errors']}")
        wanted = Batch.State.APPLIED if options["apply"] else Batch.State.REHEARSED
        left = {BatchRow.State.WRONG, BatchRow.State.DOUBTFUL}
        return batch.state == wanted and not any(left & set(states) for states in batch.counts.values())

    def _report(self, path: Path, batch: Batch) -> None:
        self.stdout.write(f"{path.name}:批次 {batch.pk},{batch.get_state_display()}")
        for kind, states in batch.counts.items():
            label = KINDS[kind].label
            self.stdout.write(f"  {label}:" + ",".join(f"{STATES[state]} {rows}" for state, rows in states.items()))
        if batch.state == Batch.State.MAPPING:
            self.stdout.write("  列对应需要确认，请在页面上确认，或加 --accept-mapping:")
            for head, target in batch.mapping.items():
                self.stdout.write(f"    {head} → {target or '不导入'}")
        for problem in batch.problems:
            self._problem(batch.file.name, "", problem)
        for row in batch.rows.exclude(problems=[]).order_by("position").iterator():
            for problem in row.problems:
                self._problem(" ".join(filter(None, (row.file_name, row.sheet))), f"第{row.number}行", problem)

    def _problem(self, sheet: str, line: str, problem: dict) -> None:
        place = " ".join(filter(None, (sheet, line, problem.get("column", ""))))
        remedy = f"({problem['remedy']})" if problem.get("remedy") else ""
        self.stdout.write(f"  [{SEVERITIES[problem['severity']]}] {place}:{problem['message']}{remedy}")
