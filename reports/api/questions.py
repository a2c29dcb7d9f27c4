"""The question an address asks of the figures: whom, on which day, where, as known when."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cadres.models import TurnoverRound
from portal.api.fields import Choice, Day, Moment, Text
from portal.api.problems import Problem, field_error
from portal.models import Unit
from reports.figures import POPULATIONS, latest_round

AS_OF = Day("as_of", _("基准日，默认今天"))
UNIT = Text("unit", _("机构编码，默认账号的管理范围"), longest=68)
POPULATION = Choice(
    "population", _("人群:team 在任班子成员，slate 换届当选人员"), default="team", choices=tuple(POPULATIONS)
)
ROUND = Text("round", _("换届名称;slate 不填时取基准日以前最近的一次"), longest=100)
KNOWN_AT = Moment("known_at", _("数据截至何时，默认现在"))
QUESTION = (AS_OF, UNIT, POPULATION, ROUND, KNOWN_AT)


def question_of(query: dict, user) -> dict:
    """The arguments every figures query takes; raises Http404 for a foreign unit, Problem 400 for no such round."""
    day = query["as_of"] or timezone.localdate()
    named = TurnoverRound.objects.filter(name=query["round"]).first() if query["round"] else None
    if query["round"] and named is None:
        raise bad_parameter("round", "unknown_round", _now("没有这个换届。"))
    if named is None and query["population"] == "slate":
        named = latest_round(day)
    return {
        "as_of": day,
        "unit": unit_of(query["unit"], user),
        "population": query["population"],
        "round": named,
        "known_at": query["known_at"],
    }


def unit_of(code: str | None, user) -> Unit:
    """The unit named, or the first of the account's scope; raises Http404."""
    units = Unit.objects.visible_to(user)
    if code:
        return get_object_or_404(units, code=code)
    topmost = user.scope_units()
    return topmost[0] if topmost else get_object_or_404(units, pk=0)


def bad_parameter(name: str, code: str, message: str) -> Problem:
    """A 400 that names one parameter."""
    return Problem(400, code, message, errors=[field_error(name, code, message, where="parameter")])
