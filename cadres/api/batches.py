"""Imports over REST: upload, follow, apply, undo."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from cadres.actions.batches import BatchBlocked, decide, receive, set_mapping
from cadres.actions.batches.starting import start_applying, start_undoing
from cadres.queries.batches import batches_for
from portal.api import shapes
from portal.api.endpoint import Endpoint
from portal.api.fields import Choice, Flag, Mapping, Text, Whole
from portal.api.lookups import job_summary
from portal.api.paging import COUNT, PAGING, keyset_page
from portal.api.problems import Problem, field_error
from portal.models import Batch, BatchRow, Unit
from portal.registers.catalogue import registers
from portal.rules.roles import Permission

_BATCH = shapes.record(
    id=shapes.WHOLE,
    file=shapes.TEXT,
    format=shapes.TEXT,
    state=shapes.TEXT,
    register=shapes.TEXT,
    unit=shapes.maybe(shapes.TEXT),
    counts=shapes.ANYTHING,
    problems=shapes.many(shapes.ANYTHING),
    mapping=shapes.ANYTHING,
    created_at=shapes.MOMENT,
    created_by=shapes.TEXT,
    applied_at=shapes.maybe(shapes.MOMENT),
    undone_at=shapes.maybe(shapes.MOMENT),
    job=shapes.maybe(shapes.ANYTHING),
)
_ROW_COLUMNS = (
    "id", "position", "file_name", "sheet", "number", "kind", "state", "cells", "problems", "changes", "candidates",
    "decision", "target_id",
)  # fmt: skip
_ROW = shapes.record(
    id=shapes.WHOLE,
    sheet=shapes.TEXT,
    number=shapes.WHOLE,
    kind=shapes.TEXT,
    state=shapes.TEXT,
    cells=shapes.ANYTHING,
    problems=shapes.many(shapes.ANYTHING),
    changes=shapes.many(shapes.ANYTHING),
    candidates=shapes.many(shapes.WHOLE),
)
_SEALED = {"id_cipher", "id_index", "digest"}
_STATES = tuple(BatchRow.State.values)


def visible_batch(user, pk: int) -> Batch:
    """A batch of the account's scope; anything else is not found."""
    batches = batches_for(user).select_related("file", "unit", "created_by", "job")
    return get_object_or_404(batches, pk=pk)


class Batches(Endpoint):
    """The batches of the scope, newest first; a posted file becomes a new one."""

    required_permission = Permission.IMPORT_RECORDS
    parser_classes = (MultiPartParser,)
    parameters = (Choice("state", _("状态"), choices=tuple(Batch.State.values)), *PAGING, COUNT)
    says = {"GET": _("导入批次，最近的在前。"), "POST": _("上传一个文件；读取和预演在后台进行，不入库。")}
    answers = {"GET": shapes.page(_BATCH), "POST": (202, "application/json", _BATCH)}
    upload = {
        "POST": {
            "type": "object",
            "required": ["file"],
            "properties": {
                "file": {"type": "string", "format": "binary"},
                "picture": {"type": "string", "format": "binary"},
                "unit": {"type": "string", "maxLength": 68},
                "register": {"type": "string", "maxLength": 60},
            },
        }
    }

    def get(self, request):
        rows = batches_for(request.user).select_related("file", "unit", "created_by", "job")
        if self.query["state"]:
            rows = rows.filter(state=self.query["state"])
        return Response(keyset_page(self, rows, keys=("id",), kind="batches", descending=True, shape=batch_document))

    def post(self, request):
        self._check_parts(request)
        file, picture = request.FILES["file"], request.FILES.get("picture")
        if file.size > settings.IMPORT_MAX_UPLOAD_BYTES:
            limit = settings.IMPORT_MAX_UPLOAD_BYTES // 1024**2
            raise Problem(
                413, "file_too_large", _now("文件超过上限 %(limit)d MB,请拆分后分别导入。") % {"limit": limit}
            )
        batch = receive(
            content=file.read(),
            name=file.name,
            unit=self._unit(request),
            by=request.user,
            picture=picture.read() if picture else None,
            register=self._register(request),
        )
        batch = visible_batch(request.user, batch.pk)
        return Response(batch_document(batch), status=202, headers={"Location": f"{request.path}{batch.pk}/"})

    def _check_parts(self, request) -> None:
        unknown = {*request.FILES, *request.POST} - {"file", "picture", "unit", "register"}
        errors = [field_error(name[:60], "unknown_field", _("没有这个信息项。")) for name in sorted(unknown)]
        if "file" not in request.FILES:
            errors.append(field_error("file", "required", _("缺少文件。")))
        if errors:
            raise Problem(400, errors[0]["code"], errors[0]["message"], errors=errors)

    def _register(self, request) -> str:
        name = request.POST.get("register", "")
        if name and (name not in registers() or not registers()[name].sheet):
            message = _now("没有这个台账，或者它不能用表格导入。")
            raise Problem(
                400, "register_unknown", message, errors=[field_error("register", "register_unknown", message)]
            )
        if name and not request.user.can(registers()[name].edit):
            raise PermissionDenied
        return name

    def _unit(self, request) -> Unit | None:
        code = request.POST.get("unit", "")
        if code:
            unit = Unit.objects.visible_to(request.user).filter(code=code.replace("\0", "")).first()
        else:
            unit = next(iter(request.user.scope_units()), None)
        if unit is None:
            message = _now("该单位不存在，或者不在您的管理范围内。")
            raise Problem(400, "unit_out_of_scope", message, errors=[field_error("unit", "unit_out_of_scope", message)])
        return unit


class OneBatch(Endpoint):
    """One batch with the state of its job."""

    required_permission = Permission.IMPORT_RECORDS
    says = {"GET": _("一个批次：状态、统计、后台任务进度。")}
    answers = {"GET": _BATCH}

    def get(self, request, batch: int):
        return Response(batch_document(visible_batch(request.user, batch)))


class BatchRows(Endpoint):
    """The rows of a batch: what was read, what is wrong, what would change."""

    required_permission = Permission.IMPORT_RECORDS
    parameters = (
        Choice("state", _("行状态"), choices=_STATES),
        Text("kind", _("信息集"), longest=20),
        *PAGING,
        COUNT,
    )
    says = {"GET": _("批次的行，按文件中的顺序；身份证号为脱敏形式。")}
    answers = {"GET": shapes.page(_ROW)}

    def get(self, request, batch: int):
        found = visible_batch(request.user, batch)
        rows = BatchRow.objects.filter(batch=found)
        for name in ("state", "kind"):
            if self.query[name]:
                rows = rows.filter(**{name: self.query[name]})
        if not request.user.can(Permission.VIEW_FAMILY) and found.created_by_id != request.user.pk:
            rows = rows.exclude(kind="family")
        kind = f"batch-{found.pk}"
        return Response(keyset_page(self, rows, keys=("position",), kind=kind, columns=_ROW_COLUMNS, shape=_row))


class ApplyBatch(Endpoint):
    """Writes the good rows of a rehearsed batch, in the background."""

    required_permission = {"POST": Permission.IMPORT_RECORDS}
    body = (Flag("skip_wrong", _("略过有误和待确认的行；为 false 时有这样的行就不入库")),)
    says = {"POST": _("把预演过的批次入库。")}
    answers = {"POST": (202, "application/json", shapes.ANYTHING)}

    def post(self, request, batch: int):
        found = visible_batch(request.user, batch)
        job = start_applying(batch=found, by=request.user, skip_wrong=self.given().get("skip_wrong", True))
        return Response(job_summary(job), status=202)


class UndoBatch(Endpoint):
    """Takes an applied batch back, in the background; 409 with the cells in the way."""

    required_permission = {"POST": Permission.IMPORT_RECORDS}
    says = {"POST": _("撤销已入库的批次；之后被修改过的单元格会逐一列出，返回 409。")}
    answers = {"POST": (202, "application/json", shapes.ANYTHING)}

    def post(self, request, batch: int):
        found = visible_batch(request.user, batch)
        self.given()
        try:
            job = start_undoing(batch=found, by=request.user)
        except BatchBlocked as blocked:
            errors = [
                {"code": "cell_touched", "message": _now("入库之后又被修改。"),
                 "hint": "", **{name: cell[name] for name in ("model", "object_id", "field", "by", "at")}}
                for cell in blocked.cells[:200]
            ]  # fmt: skip
            raise Problem(409, "batch_blocked", blocked.messages[0], errors=errors) from blocked
        return Response(job_summary(job), status=202)


class DecideRow(Endpoint):
    """Says who the person of a doubtful row is."""

    required_permission = {"POST": Permission.IMPORT_RECORDS}
    body = (
        Whole("row", _("行的 id"), required=True, most=2**62),
        Whole("person", _("人员 id,0 表示新增"), required=True, most=2**62),
    )
    says = {"POST": _("确认待确认的行是哪一位人员。")}
    answers = {"POST": _ROW}

    def post(self, request, batch: int):
        found, given = visible_batch(request.user, batch), self.given()
        row = get_object_or_404(BatchRow, batch=found, pk=given["row"])
        row = decide(row=row, person_id=given["person"], by=request.user)
        return Response(_row(BatchRow.objects.values(*_ROW_COLUMNS).get(pk=row.pk)))


class MapColumns(Endpoint):
    """Says what the columns of a free roster mean; reading goes on with it."""

    required_permission = {"POST": Permission.IMPORT_RECORDS}
    body = (Mapping("mapping", _("表头 → 信息项"), required=True),)
    says = {"POST": _("确认名册各列对应的信息项，并重新预演。")}
    answers = {"POST": (202, "application/json", _BATCH)}

    def post(self, request, batch: int):
        found = visible_batch(request.user, batch)
        set_mapping(batch=found, mapping=self.given()["mapping"], by=request.user)
        return Response(batch_document(visible_batch(request.user, batch)), status=202)


def batch_document(batch: Batch) -> dict:
    """A batch as the API tells it."""
    return {
        "id": batch.pk,
        "file": batch.file.name,
        "format": batch.format,
        "state": batch.state,
        "register": batch.register,
        "unit": batch.unit.code if batch.unit else None,
        "counts": batch.counts,
        "problems": batch.problems,
        "mapping": batch.mapping,
        "created_at": batch.created_at,
        "created_by": str(batch.created_by),
        "applied_at": batch.applied_at,
        "undone_at": batch.undone_at,
        "job": job_summary(batch.job) if batch.job else None,
    }


def _row(row: dict) -> dict:
    changes = [change for change in row["changes"] if change.get("field") not in _SEALED]
    return {**row, "changes": changes}
