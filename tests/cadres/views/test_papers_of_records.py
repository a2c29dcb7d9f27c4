"""A notice before appointments and certificates of awards as pages and .docx: what stands in them, and for whom."""

import datetime
import io

import docx
import pytest

from cadres.documents.certificates import chinese_day
from cadres.models import AwardCase, Education, Person, PublicNotice, SelectionCase
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from tests.cadres.rank_records import account, county, office

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def unit():
    return county()


@pytest.fixture
def signed_in(client, unit):
    def sign_in(role=Role.CADRE_SECTION, place=None):
        client.force_login(account(role, place or unit), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def notice(unit):
    published = ["name", "sex", "born", "education", "party", "post", "proposed_post"]
    made = PublicNotice.objects.create(
        number="1", title="关于拟任职人选的公示", unit=unit, began=DAY(2026, 6, 26), working_days=5, last_day=DAY(2026, 7, 2),
        published_fields=published, telephone="0999-8812380",
    )  # fmt: skip
    for name, state in (("赵砚禾", "public_notice"), ("钱退出", "withdrawn")):
        person = Person.objects.create(
            name=name, name_key=name, unit=unit, sex="2", born=PartialDate(1990, 3), political_status="01",
            id_masked="999999********001X", post_text="县委办公室科员",
        )  # fmt: skip
        Education.objects.create(person=person, mode="1", outcome="1", level="21")
        Education.objects.create(person=person, mode="2", outcome="1", level="11")
        SelectionCase.objects.create(
            person=person, channel="open_selection", unit=unit, post="沙洲镇副镇长", post_kind="leading", notice=made,
            state=state, withdrawn_on=DAY(2026, 6, 28) if state == "withdrawn" else None,
        )  # fmt: skip
    return made


def texts(answer) -> list[str]:
    paper = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return [one.text for one in paper.paragraphs if one.text] + cells


def test_a_notice_holds_what_its_rule_publishes_of_those_who_still_stand(signed_in, notice):
    client = signed_in()
    page = client.get(f"/cadres/notices/{notice.pk}/")
    told = texts(client.get(f"/cadres/notices/{notice.pk}.docx"))

    row = ["1", "赵砚禾", "女", "1990.03", "研究生", "中共党员", "县委办公室科员", "临溪县沙洲镇副镇长"]
    assert told[-8:] == row
    assert "公示时间：2026年6月26日至2026年7月2日（5个工作日）" in told[1]
    for text in (*row[1:], "0999-8812380"):
        assert text in page.content.decode()
    assert "钱退出" not in page.content.decode() and "999999" not in "".join(told)


def test_a_notice_is_shown_within_the_scope_only(signed_in, notice, unit):
    assert signed_in(place=office(unit)).get(f"/cadres/notices/{notice.pk}.docx").status_code == 404


def award(unit, name: str, **facts) -> AwardCase:
    given = {
        "kind": "01115", "basis": "excellent_year", "award_year": 2025, "state": "decided", "decided_on": DAY(2026, 3, 20),
        "decided_by": "中共临溪县委", "document_number": "临委〔2026〕9号",
    }  # fmt: skip
    person = Person.objects.create(name=name, name_key=name, pinyin=name, unit=unit)
    return AwardCase.objects.create(person=person, unit=unit, **(given | facts))


def test_certificates_of_a_year_are_a_page_each_of_awards_decided(signed_in, unit):
    one = award(unit, "赵砚禾", state="certificate_issued", certificate_number="临奖2025-001", certificate_on=DAY(2026, 4, 8))
    award(unit, "钱大有", kind="01114", basis="three_years", basis_from=2023)
    waiting = award(unit, "孙待定", state="proposed", decided_on=None)
    client = signed_in()
    told = texts(client.get("/cadres/assessment/certificates.docx?year=2025"))
    single = texts(client.get(f"/cadres/assessment/certificates/{one.pk}.docx"))

    assert [text for text in told if text.endswith("同志：")] == ["钱大有同志：", "赵砚禾同志："]
    assert "2023年至2025年连续三年年度考核被确定为优秀等次，记三等功一次。特发此证，以资鼓励。" in told
    assert single == [
        "荣 誉 证 书", "赵砚禾同志：", "在2025年度考核中被确定为优秀等次，给予嘉奖。特发此证，以资鼓励。", "中共临溪县委",
        "二〇二六年三月二十日", "证书编号：临奖2025-001　决定文号：临委〔2026〕9号",
    ]  # fmt: skip
    assert client.get(f"/cadres/assessment/certificates/{waiting.pk}.docx").status_code == 404
    assert client.get("/cadres/assessment/certificates.docx?year=2024").status_code == 404


@pytest.mark.parametrize(
    ("day", "words"), [(DAY(2026, 10, 1), "二〇二六年十月一日"), (DAY(2030, 12, 30), "二〇三〇年十二月三十日")]
)
def test_days_are_written_in_chinese_numerals(day, words):
    assert chinese_day(day) == words
