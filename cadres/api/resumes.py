"""A person's résumé over REST: the text, the spells read from it, and why the township months are what they are."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from cadres.actions.facts import write_resume
from cadres.api.people import visible_person
from cadres.models import Resume
from cadres.queries.why import township_reason
from cadres.rules.spell_kinds import SpellKind, SpellNature
from portal.api import shapes
from portal.api.endpoint import Endpoint
from portal.api.fields import Day, Text
from portal.audit import record
from portal.queries.rules import RuleMissing
from portal.rules.roles import Permission

_SPELL = shapes.record(
    position=shapes.WHOLE,
    parent=shapes.maybe(shapes.WHOLE),
    line=shapes.WHOLE,
    raw=shapes.TEXT,
    text=shapes.TEXT,
    began=shapes.maybe(shapes.TEXT),
    ended=shapes.maybe(shapes.TEXT),
    kind=shapes.TEXT,
    nature=shapes.TEXT,
    unit=shapes.maybe(shapes.TEXT),
    words=shapes.many(shapes.TEXT),
    state=shapes.TEXT,
    township_months=shapes.maybe(shapes.WHOLE),
    reason=shapes.TEXT,
)
_RESUME = shapes.record(
    text=shapes.TEXT,
    needs_review=shapes.YES_NO,
    problems=shapes.many(shapes.ANYTHING),
    as_of=shapes.DAY,
    township=shapes.maybe(shapes.ANYTHING),
    spells=shapes.many(_SPELL),
)


class PersonResume(Endpoint):
    """The résumé; a new text is read into spells at once."""

    required_permission = {"GET": Permission.VIEW_RECORDS, "PUT": Permission.EDIT_RECORDS}
    parameters = (Day("as_of", _("乡镇工作月数算到哪一天，默认今天")),)
    body = (Text("text", _("简历全文"), required=True, longest=100_000),)
    says = {"GET": _("简历原文与各段履历，含乡镇工作月数及依据。"), "PUT": _("改写简历全文并重新解析。")}
    answers = {"GET": _RESUME, "PUT": _RESUME}

    def get(self, request, person: int):
        found = visible_person(request.user, person)
        record("person.resume_viewed", by=request.user, target=found)
        return Response(_document(found, self.query["as_of"] or timezone.localdate()))

    def put(self, request, person: int):
        found = visible_person(request.user, person)
        write_resume(person=found, text=self.given()["text"], by=request.user)
        return Response(_document(found, timezone.localdate()))


def township_document(reason) -> dict:
    """The months, what is required, the day it is reached, the rule used, and what each spell adds."""
    return {
        "known": reason.known,
        "months": reason.months,
        "required": reason.required,
        "enough": reason.enough,
        "reached_on": reason.reached_on,
        "rule": {"source": reason.setting.source, "in_force_from": reason.setting.in_force_from},
        "shares": [
            {"position": share.spell.position, "raw": share.spell.raw, "months": share.months, "reason": share.reason}
            for share in reason.shares
        ],
    }


def _document(person, as_of) -> dict:
    resume = Resume.objects.filter(person=person).first()
    if resume is None:
        raise Http404
    try:
        reason = township_reason(person, as_of)
    except RuleMissing:
        reason = None
    shares = {share.spell.position: share for share in reason.shares} if reason else {}
    spells = person.spells.order_by("position").select_related("unit")
    return {
        "text": resume.text,
        "needs_review": resume.needs_review,
        "problems": resume.problems,
        "as_of": as_of,
        "township": township_document(reason) if reason else None,
        "spells": [_spell(spell, shares.get(spell.position)) for spell in spells],
    }


def _spell(spell, share) -> dict:
    return {
        "position": spell.position,
        "parent": spell.parent_position,
        "line": spell.line,
        "raw": spell.raw,
        "text": spell.text,
        "began": spell.began,
        "ended": spell.ended,
        "kind": spell.kind,
        "kind_name": SpellKind(spell.kind).label,
        "nature": spell.nature,
        "nature_name": SpellNature(spell.nature).label,
        "unit": spell.unit.code if spell.unit else None,
        "words": spell.words,
        "state": spell.state,
        "township_months": share.months if share else None,
        "reason": share.reason if share else spell.reason,
    }
