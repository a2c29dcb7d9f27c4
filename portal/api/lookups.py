"""What stands beside the records: code tables, rules, jobs."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from portal.api import shapes
from portal.api.endpoint import Endpoint
from portal.api.fields import Day
from portal.models import Batch, Code, Job
from portal.queries.rules import rule_values
from portal.rules.roles import Permission


class Codes(Endpoint):
    """One code table."""

    required_permission = Permission.VIEW_RECORDS
    says = {"GET": _("一张代码表，含停用的代码。")}
    answers = {
        "GET": shapes.record(
            table=shapes.TEXT,
            codes=shapes.many(shapes.record(code=shapes.TEXT, name=shapes.TEXT, is_active=shapes.YES_NO)),
        )
    }

    def get(self, request, table: str):
        codes = list(Code.objects.filter(table=table).order_by("position").values("code", "name", "is_active"))
        if not codes:
            raise Http404
        return Response({"table": table, "codes": codes})


class Rules(Endpoint):
    """The rules of counting as they hold on a day."""

    required_permission = Permission.VIEW_FIGURES
    parameters = (Day("as_of", _("基准日，默认今天")),)
    says = {"GET": _("当日生效的统计口径及其依据。")}
    answers = {"GET": shapes.record(as_of=shapes.DAY, rules=shapes.many(shapes.ANYTHING))}

    def get(self, request):
        day = self.query["as_of"] or timezone.localdate()
        rules = [
            {
                "key": setting.key,
                "value": setting.value,
                "in_force_from": setting.in_force_from,
                "source": setting.source,
                "verified": setting.verified,
                "note": setting.note,
            }
            for setting in rule_values(day).values()
        ]
        return Response({"as_of": day, "rules": rules})


class OneJob(Endpoint):
    """How far a piece of long work is: one's own, or one behind a batch of one's scope."""

    required_permission = Permission.VIEW_RECORDS
    says = {"GET": _("后台任务的进度。")}
    answers = {
        "GET": shapes.record(
            id=shapes.WHOLE,
            kind=shapes.TEXT,
            state=shapes.TEXT,
            percent=shapes.WHOLE,
            message=shapes.TEXT,
            over=shapes.YES_NO,
        )
    }

    def get(self, request, job: int):
        seen = Batch.objects.visible_to(request.user).filter(job=OuterRef("pk"))
        jobs = Job.objects.alias(in_scope=Exists(seen))
        found = get_object_or_404(jobs.filter(created_by=request.user) | jobs.filter(in_scope=True), pk=job)
        return Response(job_summary(found))


def job_summary(job: Job) -> dict:
    """The state of a job as the API tells it."""
    return {
        "id": job.pk,
        "kind": job.kind,
        "state": job.state,
        "percent": job.percent,
        "message": job.message,
        "over": job.over,
    }
