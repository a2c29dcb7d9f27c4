"""编制与人员配备, 领导职数配备: every number counted a second time by hand, on the days around each change."""

import pytest

from cadres.models import Appointment, Person
from portal.models import Unit, UnitQuota
from reports.populations import ask
from reports.tables.catalogue import TABLES
from tests.reports import records
from tests.reports.tables.conftest import DAY, DAYS, in_force, texts

pytestmark = pytest.mark.django_db
LISTED = ("county", "town", "county_organ", "county_institution", "enterprise")


def whose(unit):
    """The unit whose places they are: a town's organs and stations belong to the town."""
    return unit.township_id if unit.kind in ("town", "township_institution") else unit.pk


def by_hand(day):
    """(unit, kind) → [approved or None, people], all in plain loops."""
    found = {}
    for unit in Unit.objects.all():
        for quota in UnitQuota.objects.filter(unit=unit):
            for kind in ("chief_posts", "deputy_posts", "administrative", "institution_governed", "institution_other", "worker", "other"):  # fmt: skip
                number = getattr(quota, kind)
                if (
                    in_force(quota, day)
                    and number is not None
                    and not (kind.endswith("posts") and unit.kind == "township_institution")
                ):
                    entry = found.setdefault((whose(unit), kind), [None, set()])
                    entry[0] = (entry[0] or 0) + number
    for person in Person.objects.filter(status="1"):
        if person.unit:
            if person.category == "A0":
                kind = "worker"
            elif person.establishment in ("1", "2", "3"):
                kind = ["administrative", "institution_governed", "institution_other"][int(person.establishment) - 1]
            else:
                kind = "other" if person.establishment == "4" and person.category else "unstated"
                kind = None if person.category == "A2" else kind
            found.setdefault((whose(person.unit), kind), [None, set()])[1].add(person.pk)
        held = {}
        for post in Appointment.objects.filter(person=person, nature="post", is_team_member=True):
            if in_force(post, day) and post.member_kind in ("1", "3") and post.unit.kind != "township_institution":
                held.setdefault(whose(post.unit), set()).add(post.member_kind)
        for body, kinds in held.items():
            kind = "chief_posts" if "1" in kinds else "deputy_posts"
            found.setdefault((body, kind), [None, set()])[1].add(person.pk)
    return found


def test_every_number_is_what_a_second_count_finds(drawn, county):
    for day in DAYS:
        wanted = by_hand(day)
        shown = {}
        for name in ("establishment", "leader-posts"):
            for key, cells in texts(TABLES[name].fill(ask(population="team", as_of=day, unit=county), "")).items():
                shown.setdefault(key, {}).update(cells)
        listed = [unit for unit in Unit.objects.all() if unit.kind in LISTED and whose(unit) == unit.pk]
        assert not {"V", "T0D", "T0S"} & set(shown)
        for unit in listed:
            for kind in ("chief_posts", "deputy_posts", "administrative", "institution_governed", "institution_other", "worker", "other"):  # fmt: skip
                approved, people = wanted.get((unit.pk, kind), (None, set()))
                cells = [shown[unit.code][f"{kind}.{key}"] for key in ("approved", "filled", "vacant", "over")]
                gap = None if approved is None else approved - len(people)
                assert [cell.text for cell in cells] == [
                    "—" if approved is None else str(approved), str(len(people)),
                    "—" if gap is None else str(max(gap, 0)), "—" if gap is None else str(max(-gap, 0)),
                ], (unit.code, kind)  # fmt: skip
                assert set(cells[1].people) == people
                assert sum(int(record.value) for record in cells[0].records) == (approved or 0)
            assert set(shown[unit.code]["unstated"].people) == wanted.get((unit.pk, "unstated"), (None, set()))[1]
        vacant = [
            int(shown[unit.code]["deputy_posts.vacant"].text)
            for unit in listed
            if shown[unit.code]["deputy_posts.vacant"].text != "—"
        ]
        assert shown["total"]["deputy_posts.vacant"].text == str(sum(vacant))


def test_a_number_leads_to_the_records_that_approve_it_and_to_the_people(county, signed_in):
    town = records.unit("T0", parent=county)
    organ = records.unit("T0D", parent=town, township=town)
    Unit.objects.filter(pk__in=[town.pk, organ.pk]).update(township=town)
    UnitQuota.objects.create(unit=town, administrative=3, chief_posts=0, deputy_posts=0)
    UnitQuota.objects.create(unit=organ, chief_posts=3, document_number="临编〔2025〕7号", began=records.day("2025-01"))
    head = records.person("甲", unit=town)
    records.post(head, organ, began="2022-01", member_kind="1")
    client = signed_in()

    def cell(column):
        address = f"/figures/tables/leader-posts/cell/?as_of={DAY}&line=T0&column={column}"
        return client.get(address).content.decode()

    assert "临编〔2025〕7号" in cell("chief_posts.approved") and "甲" not in cell("chief_posts.approved")
    assert "临编〔2025〕7号" in cell("chief_posts.vacant") and "甲" in cell("chief_posts.vacant")
    assert "甲" in cell("chief_posts.filled")
    # The town's own record says nought; its page tells the three approved for its committee all the same.
    page = client.get(f"/units/{town.pk}/?as_of={DAY}").content.decode()
    assert f'<a href="/units/{organ.pk}/">单位T0D</a> 3' in page


def test_statements_do_not_grow_with_units(drawn, county, django_assert_max_num_queries):
    for number in range(30):
        records.unit(f"B{number}", kind="county_organ", parent=county)
    with django_assert_max_num_queries(12):
        TABLES["establishment"].fill(ask(population="team", as_of=DAY, unit=county), "")
