"""Pages of organizations and admissions, seen and used by whoever may."""

import pytest

from branches.models import AdmissionCase, PartyMember, PartyOrganization
from cadres.models import Person
from portal.actions.users import create_user, grant_role
from portal.models import Unit
from portal.registers.choosers import suggestions
from tests.branches.party import day, member, organization, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    town = unit()
    return Unit.objects.get(parent=None), town


@pytest.fixture
def committee(county):
    return organization("柏渡镇党委", at=county[1], category="COM", sector="township")


def sign_in(client, role: str, place: Unit):
    user = create_user(username=role, full_name=role, password="Xk9-long-enough", by=None, must_change_password=False)
    grant_role(user=user, role=role, unit=place, by=None)
    client.force_login(user)
    return user


def village(committee, name: str) -> PartyOrganization:
    place = unit(f"{name}村", "village", committee.unit)
    return organization(f"{name}村党支部", at=place, parent=committee)


def test_the_tree_shows_the_names_of_its_day(client, county, committee):
    from branches.actions.organizations import change_organization

    sign_in(client, "org_section", county[0])
    change_organization(organization=committee, kind="rename", on=day("2024-03-01"), by=None, name="白塘镇党委")

    assert "柏渡镇党委" in client.get("/branches/organizations/?as_of=2024-02-29").content.decode()
    assert "白塘镇党委" in client.get("/branches/organizations/?as_of=2024-03-01").content.decode()


def test_the_page_says_which_rules_of_set_up_are_missed(client, county, committee):
    sign_in(client, "org_section", county[0])
    branch = village(committee, "桃岭")
    for name in ("赵一", "钱二"):
        member(name, of=branch)

    page = client.get(f"/branches/organizations/{branch.pk}/").content.decode()

    assert "不符合" in page and "正式党员不少于3人（支部工作条例第4条）：2人" in page


def test_a_branch_secretary_sees_the_own_branch_and_no_other(client, county, committee):
    own, other = village(committee, "桃岭"), village(committee, "柳湾")
    sign_in(client, "branch_secretary", own.unit)

    assert client.get(f"/branches/organizations/{own.pk}/").status_code == 200
    assert client.get(f"/branches/organizations/{other.pk}/").status_code == 404
    assert "柳湾" not in client.get("/branches/organizations/").content.decode()


def test_a_branch_secretary_chooses_people_of_the_own_village_only(client, county, committee):
    own, other = village(committee, "桃岭"), village(committee, "柳湾")
    mine, _theirs = member("赵砚", of=own), member("赵禾", of=other)
    user = sign_in(client, "branch_secretary", own.unit)

    assert suggestions(Person, "赵", user) == [mine.person]


def test_a_member_is_entered_with_name_and_number_and_found_the_second_time(client, county, committee):
    branch = village(committee, "桃岭")
    sign_in(client, "branch_secretary", branch.unit)
    given = {"name": "赵砚", "id_number": "999999198503020015", "joined": "2010.07", "full_since": "2011.07"}
    from cadres.rules.id_number import check_character

    given["id_number"] = given["id_number"][:17] + check_character(given["id_number"][:17])

    assert client.post(f"/branches/organizations/{branch.pk}/enter/member/", given).status_code == 302
    made = PartyMember.objects.get()
    assert (made.person.name, made.person.sex, str(made.person.born), made.state) == ("赵砚", "1", "1985.03.02", "full")
    again = client.post(f"/branches/organizations/{branch.pk}/enter/member/", given)
    assert again.status_code == 422 and Person.objects.count() == 1


def test_the_next_step_is_taken_on_the_page_of_the_case(client, county, committee):
    branch = village(committee, "桃岭")
    sign_in(client, "branch_secretary", branch.unit)
    given = {"name": "钱禾", "sex": "2", "born": "1995.06", "applied_on": "2026-05-20"}
    client.post(f"/branches/organizations/{branch.pk}/enter/applicant/", given)
    case = AdmissionCase.objects.get()
    page = f"/branches/admissions/{case.pk}/"
    assert "下一步：第2步 党组织派人谈话" in client.get(page).content.decode()

    assert client.post(page, {"done_on": "2026-05-19"}).status_code == 422
    assert client.post(page, {"done_on": "2026-06-01"}).status_code == 302

    assert "下一步：第3步" in client.get(page).content.decode()
    assert client.get(f"/registers/admission_cases/{case.pk}/").url == page


def test_an_organization_is_renamed_on_its_page(client, county, committee):
    sign_in(client, "org_section", county[0])
    branch = village(committee, "桃岭")

    answer = client.post(
        f"/branches/organizations/{branch.pk}/change/rename/", {"name": "桃源村党支部", "on": "2024-03-01"}
    )

    assert answer.status_code == 302
    branch.refresh_from_db()
    assert branch.name == "桃源村党支部"
    assert "桃岭村党支部" in client.get(f"/branches/organizations/{branch.pk}/?as_of=2024-02-01").content.decode()


def test_a_dissolution_refused_says_what_is_still_there(client, county, committee):
    sign_in(client, "org_section", county[0])
    branch = village(committee, "桃岭")
    member("赵一", of=branch)

    page = client.post(f"/branches/organizations/{branch.pk}/change/dissolve/", {"on": "2024-03-01"})

    assert page.status_code == 422 and "还有1名党员" in page.content.decode()


def test_an_organization_is_not_offered_to_be_merged_into_itself(client, county, committee):
    sign_in(client, "org_section", county[0])
    one, other = village(committee, "桃岭"), village(committee, "桃源")

    page = client.get(f"/branches/organizations/{one.pk}/change/merge/").content.decode()
    assert f'value="{other.pk}"' in page and f'value="{one.pk}"' not in page
    offered = client.get(
        f"/registers/choose/branches.partyorganization/?from=into&into=桃&without={one.pk}"
    ).content.decode()
    assert "桃源" in offered and "桃岭" not in offered


def test_an_organization_offers_what_fits_it_and_a_chain_has_no_members_of_its_own(client, county, committee):
    sign_in(client, "org_section", county[0])
    branch = village(committee, "桃岭")
    chain = organization("茶产业链党组织", at=branch.unit, category="CHN")

    pages = [client.get(f"/branches/organizations/{one.pk}/").content.decode() for one in (branch, chain)]
    for address, where in (("chain-members", 1), ("admission_cases", 0), ("member-appraisal-rounds", 0)):
        assert [f"/registers/{address}/new/" in page for page in pages] == [where == 0, where == 1]
    assert "产业链成员" in pages[1] and "登记党员<" not in pages[1]


def test_the_terms_offered_for_an_election_are_those_of_its_organization(client, county, committee):
    from branches.models import OrganizationTerm

    sign_in(client, "org_section", county[0])
    one, other = village(committee, "桃岭"), village(committee, "桃源")
    terms = [
        OrganizationTerm.objects.create(organization=each, number=1, began=day("2021-01-01"), due=day("2026-01-01"))
        for each in (one, other)
    ]

    page = client.get(f"/registers/organization_elections/new/?organization={one.pk}").context["form"]
    assert list(page.fields["term"].queryset) == terms[:1]
    sent = {"organization": one.pk, "term": terms[1].pk}
    assert client.post("/registers/organization_elections/new/", sent).status_code == 422
