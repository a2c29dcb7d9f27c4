"""Secondments of the demo county: those the résumés tell of, some sent up, thirteen working along."""

import datetime
from random import Random

from cadres.demo.months import choices_for
from cadres.models import Appointment, Person, Secondment
from portal.audit import record
from portal.models import Unit

_DAY = datetime.date.fromisoformat
# Where people work along and how many; the first two are those the report names.
HOSTS = (
    ("云川市发展和改革委员会", 5), ("云川市农业农村局", 4), ("海澜市海港新区管委会", 2), ("云川市财政局", 1),
    ("云川市行政审批局", 1),
)  # fmt: skip
_UP = ("云川市委办公室", "云川市乡村振兴服务中心", "海澜市对口支援工作组", "云川市文化和旅游局")
_TASKS = ("项目谋划与申报", "产业园区运营", "专项资金管理", "审批制度改革", "农业品牌建设")


def load(*, by, today: datetime.date) -> None:
    """Everything of secondments, once; the same every time."""
    if Secondment.objects.exists():
        return
    random = choices_for("secondments")
    made = [_told(post) for post in Appointment.objects.filter(nature="secondment").order_by("pk")]
    away = {one.person_id for one in made}
    young = Person.objects.filter(status="1", category="1", unit__isnull=False, born__gte=19850000)
    chosen = iter(random.sample(list(young.exclude(pk__in=away).order_by("pk")), 20))
    for host, size in HOSTS:
        made += [_along(next(chosen), host, random) for _number in range(size)]
    for at, host in enumerate(_UP):
        started = _DAY(f"{2022 + at}-03-01")
        made.append(_sent(next(chosen), Secondment.Direction.UP, host, started, 365, today, post="挂任科室副职"))
    planned = next(chosen)
    made.append(
        Secondment(
            person=planned, direction=Secondment.Direction.SHADOWING, sending_unit=planned.unit, host_text=HOSTS[0][0],
            planned_start=today + datetime.timedelta(days=15), planned_end=today + datetime.timedelta(days=105),
        )
    )  # fmt: skip
    Secondment.objects.bulk_create(made)
    record("demo.secondments_loaded", by=by, detail={"secondments": len(made)})


def _told(post: Appointment) -> Secondment:
    """The secondment a post on the record tells of; a month stands for its first day, its end for the day before."""
    ended = post.ended and post.ended.first_day() - datetime.timedelta(days=1)
    host = post.unit or Unit.objects.filter(name__endswith="柏渡镇").first()
    started = post.began.first_day()
    return Secondment(
        person_id=post.person_id, direction=Secondment.Direction.DOWN, host_unit=host, host_text=post.unit_text[:150],
        post=post.title.replace("（挂职）", ""), started=started, ended=ended,
        planned_end=ended or started + datetime.timedelta(days=364),
        appraisal=Secondment.Appraisal.GOOD if ended else "",
        state=Secondment.State.FINISHED if ended else Secondment.State.RUNNING,
    )  # fmt: skip


def _along(who: Person, host: str, random: Random) -> Secondment:
    started = _DAY(f"{random.randint(2022, 2025)}-{random.choice(['03', '06', '09'])}-01")
    return _sent(who, Secondment.Direction.SHADOWING, host, started, 90, None, task=random.choice(_TASKS))


def _sent(who: Person, direction: str, host: str, started, days: int, today, **facts) -> Secondment:
    """Somebody sent for so many days; with `today` it is still running when these are not over."""
    last = started + datetime.timedelta(days=days - 1)
    over = today is None or last <= today
    return Secondment(
        person=who, direction=direction, sending_unit=who.unit, host_text=host, planned_start=started, planned_end=last,
        started=started, ended=last if over else None, appraisal=Secondment.Appraisal.GOOD if over else "",
        state=Secondment.State.FINISHED if over else Secondment.State.RUNNING, **facts,
    )  # fmt: skip
