"""What follows from the steps of an admission: how far the case has come, and the membership it leads to."""

from django.db import transaction

from branches.actions.members import rebuild_memberships
from branches.models import AdmissionCase, AdmissionStep, MembershipChange, PartyMember
from branches.queries.admission import admission_times, steps_done
from branches.rules.admission import PROBATION_FROM, Stage, probation_ends, stage_of
from cadres.actions.people import change_person
from portal.rules.dates import PartialDate

NEWLY_JOINED, FIRST_ACCEPTED = "001", "111"
PARTY_MEMBER, PROBATIONARY_MEMBER = "01", "02"


@transaction.atomic
def settle_case(case: AdmissionCase, *, by) -> None:
    """The case's state, its first step and, once accepted, the member's own record follow from the steps."""
    AdmissionStep.objects.update_or_create(case=case, number=1, defaults={"done_on": case.applied_on})
    case = AdmissionCase.objects.prefetch_related("steps").select_related("person").get(pk=case.pk)
    done = steps_done(case)
    stage = stage_of(done)
    state = AdmissionCase.State.STOPPED if case.stopped_on else AdmissionCase.State(stage.value)
    if state != case.state:
        AdmissionCase.objects.filter(pk=case.pk).update(state=state)
    if state in (AdmissionCase.State.PROBATIONARY, AdmissionCase.State.FULL) and PROBATION_FROM in done:
        _keep_member(case, done, stage, by)


def _keep_member(case: AdmissionCase, done, stage: Stage, by) -> None:
    joined = done[PROBATION_FROM].on
    member = PartyMember.objects.filter(person=case.person).first()
    if member is None:
        member = PartyMember.objects.create(
            person=case.person, organization=case.organization, first_organization=case.organization,
            state=PartyMember.State.PROBATIONARY, joined=PartialDate.from_date(joined), phone=case.phone,
        )  # fmt: skip
        MembershipChange.objects.create(
            member=member, on=joined, way=FIRST_ACCEPTED, relation=NEWLY_JOINED, organization=case.organization
        )
    if stage == Stage.FULL and member.full_since is None:
        over = probation_ends(done, admission_times(done[PROBATION_FROM].on), case.probation_extended)
        member.full_since = PartialDate.from_date(over)
        member.state = PartyMember.State.FULL
        member.save(update_fields=["full_since", "state"])
    rebuild_memberships(member)
    status = PARTY_MEMBER if stage == Stage.FULL else PROBATIONARY_MEMBER
    change_person(person=case.person, changes={"political_status": status, "party_joined": member.joined}, by=by)
