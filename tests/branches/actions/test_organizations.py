"""Changes of organizations leave the past as it was."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from branches.actions.organizations import change_organization, dissolve, merge, split
from branches.models import Membership, OrganizationChange, OrganizationSpan
from branches.queries.organization_tree import members_on, spans_on
from portal.rules.dates import PartialDate
from tests.branches.party import day, member, organization, partial, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return unit()


@pytest.fixture
def committee(town):
    return organization("柏渡镇党委", at=town, category="COM", sector="township")


def names_on(text: str) -> set[str]:
    return {span.name for span in spans_on(day(text))}


def test_an_organization_set_up_is_there_from_that_day_on(committee):
    assert names_on("2015-06-30") == set()
    assert names_on("2015-07-01") == {"柏渡镇党委"}
    assert OrganizationChange.objects.get().kind == "set_up"


def test_after_renaming_the_old_name_is_shown_for_the_days_before(town, committee):
    branch = organization("桃岭村党支部", at=town, parent=committee)

    change_organization(organization=branch, kind="rename", on=day("2024-03-01"), by=None, name="桃岭村联合支部")

    assert "桃岭村党支部" in names_on("2024-02-29")
    assert "桃岭村联合支部" in names_on("2024-03-01")
    assert "桃岭村党支部" not in names_on("2024-03-01")
    branch.refresh_from_db()
    assert branch.name == "桃岭村联合支部"


def test_after_moving_the_tree_of_the_days_before_stays(town, committee):
    general = organization("桃岭片区党总支", at=town, parent=committee, category="GEN")
    branch = organization("桃岭村党支部", at=town, parent=committee)

    change_organization(organization=branch, kind="move", on=day("2024-03-01"), by=None, parent=general)

    parents = [spans_on(day(text)).get(organization=branch).parent for text in ("2024-02-29", "2024-03-01")]
    assert parents == [committee, general]


def test_a_branch_upgraded_keeps_its_members_and_says_what_it_was(town, committee):
    branch = organization("桃岭村党支部", at=town, parent=committee)
    change = change_organization(
        organization=branch, kind="upgrade", on=day("2024-03-01"), by=None, category="GEN", name="桃岭村党总支",
        approval_number="临组〔2024〕3号",
    )  # fmt: skip

    assert (change.was, change.became) == ("党支部，桃岭村党支部", "党总支，桃岭村党总支")
    assert spans_on(day("2024-02-29")).get(organization=branch).category == "BR"


def test_an_organization_cannot_be_put_below_itself(town, committee):
    branch = organization("桃岭村党支部", at=town, parent=committee)

    with pytest.raises(ValidationError, match="上级党组织不能是本组织或其下级"):
        change_organization(organization=committee, kind="move", on=day("2024-03-01"), by=None, parent=branch)


def test_a_change_before_the_last_one_is_refused(town, committee):
    branch = organization("桃岭村党支部", at=town, parent=committee)
    change_organization(organization=branch, kind="rename", on=day("2024-03-01"), by=None, name="新名")

    with pytest.raises(ValidationError, match="另有变动"):
        change_organization(organization=branch, kind="rename", on=day("2024-02-01"), by=None, name="更早的名")


def test_members_of_an_absorbed_branch_were_in_it_until_the_day(town, committee):
    old, into = (organization(name, at=town, parent=committee) for name in ("桃岭村党支部", "柳湾村党支部"))
    one = member("赵一", of=old)

    merge(organization=old, into=into, on=day("2024-03-01"), by=None, approval_number="临组〔2024〕3号")

    assert list(members_on([old], day("2024-02-29"))) == [one]
    assert list(members_on([old], day("2024-03-01"))) == []
    assert list(members_on([into], day("2024-03-01"))) == [one]
    assert names_on("2024-03-01") == {"柏渡镇党委", "柳湾村党支部"}
    one.refresh_from_db()
    assert one.organization == into


def test_what_stood_below_an_absorbed_organization_goes_over_too(town, committee):
    old, into = (organization(name, at=town, parent=committee, category="GEN") for name in ("桃岭总支", "柳湾总支"))
    below = organization("桃岭一支部", at=town, parent=old)

    merge(organization=old, into=into, on=day("2024-03-01"), by=None)

    assert spans_on(day("2024-02-29")).get(organization=below).parent == old
    assert spans_on(day("2024-03-01")).get(organization=below).parent == into


def test_a_split_needs_three_full_members_for_a_branch(town, committee):
    branch = organization("桃岭村党支部", at=town, parent=committee)
    people = [member(name, of=branch) for name in ("赵一", "钱二", "孙三", "李四")]
    new = {"name": "桃岭二支部", "category": "BR", "on": day("2024-03-01"), "by": None}

    with pytest.raises(ValidationError, match="正式党员3人以上"):
        split(organization=branch, members=people[:2], **new)
    second = split(organization=branch, members=people[:3], **new)

    assert members_on([second], day("2024-03-01")).count() == 3
    assert members_on([branch], day("2024-03-01")).count() == 1
    assert members_on([branch], day("2024-02-29")).count() == 4
    assert second.changes.get().kind == "split"


def test_an_organization_with_members_or_others_below_it_cannot_be_dissolved(town, committee):
    branch = organization("桃岭村党支部", at=town, parent=committee)
    one = member("赵一", of=branch)
    with pytest.raises(ValidationError, match="还有1名党员、0个下级党组织"):
        dissolve(organization=branch, on=day("2024-03-01"), by=None)
    with pytest.raises(ValidationError, match="还有0名党员、1个下级党组织"):
        dissolve(organization=committee, on=day("2024-03-01"), by=None)

    one.changes.create(on=day("2024-02-01"), relation="241")
    from branches.actions.members import rebuild_memberships

    rebuild_memberships(one)
    dissolve(organization=branch, on=day("2024-03-01"), by=None)

    assert "桃岭村党支部" in names_on("2024-02-29")
    assert "桃岭村党支部" not in names_on("2024-03-01")


def test_two_spans_of_one_organization_never_overlap(committee):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationSpan.objects.create(
            organization=committee, began=partial("2016-01-01"), name="另名", category="COM", sector="township",
            unit=committee.unit,
        )  # fmt: skip


def test_a_member_is_in_one_organization_at_a_time(town, committee):
    one = member("赵一", of=organization("桃岭村党支部", at=town, parent=committee))
    other = organization("柳湾村党支部", at=town, parent=committee)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(member=one, organization=other, began=partial("2012-01-01"))


def test_relations_that_meet_on_a_day_do_not_overlap(town, committee):
    one = member("赵一", of=organization("桃岭村党支部", at=town, parent=committee))
    other = organization("柳湾村党支部", at=town, parent=committee)
    one.memberships.update(ended=partial("2020-01-01"))

    Membership.objects.create(member=one, organization=other, began=PartialDate(2020, 1, 1))

    assert one.memberships.count() == 2
