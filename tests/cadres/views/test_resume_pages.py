"""Résumé lines confirmed next to the text, and the text itself changed."""

from cadres.models import Resume, SpellConfirmation
from portal.rules.roles import Role

DOUBTFUL = "2010.07--         青石镇政府科员\n                 （其间：2012.07--2013.07借调工作）"


def test_a_confirmed_line_leads_to_the_next_person_who_waits(sign_in, person):
    first, second = person("测甲", text=DOUBTFUL), person("测乙", text=DOUBTFUL)
    client = sign_in()
    page = client.get("/cadres/review/")
    assert [one.lines for one in page.context["page"]] == [1, 1]
    page = client.get(f"/cadres/review/{first.pk}/")
    current, form = page.context["current"], page.context["form"]
    values = {bound.html_name: "" if bound.value() is None else str(bound.value()) for bound in form}
    answer = client.post(f"/cadres/review/{first.pk}/?spell={current.position}", values | {"kind": "county"})
    assert answer.status_code == 302
    assert answer["Location"] in (f"/cadres/review/{second.pk}/", "/cadres/review/")
    first.resume.refresh_from_db()
    assert not first.resume.needs_review
    assert first.spells.get(position=current.position).kind == "county"


def test_a_wrong_answer_is_said_at_its_field(sign_in, person):
    made, client = person(text=DOUBTFUL), sign_in()
    values = {"kind": "county", "nature": "on_loan", "began": "2013.07", "ended": "2012.07"}
    answer = client.post(f"/cadres/review/{made.pk}/", values)
    assert answer.status_code == 422
    assert "终止时间不能早于起始时间" in answer.content.decode()


def test_a_confirmation_can_be_taken_back(sign_in, person):
    made, client = person(text=DOUBTFUL), sign_in()
    client.post(
        f"/cadres/review/{made.pk}/", {"kind": "county", "nature": "on_loan", "began": "2012.07", "ended": "2013.07"}
    )
    answer = SpellConfirmation.objects.get()
    client.post(f"/cadres/review/{made.pk}/withdraw/{answer.pk}/")
    assert Resume.objects.get().needs_review


def test_the_text_is_tried_out_laid_out_and_saved(sign_in, person):
    made, client = person(), sign_in()
    digest, loose = made.resume.digest, "2009.07-2024.01 临溪县民政局科员\n2024.01- 青石镇副镇长"
    tried = client.post(f"/cadres/people/{made.pk}/resume/", {"text": loose, "digest": digest, "preview": "1"})
    assert [line.kind for line in tried.context["spell_lines"]] == ["县直", "乡镇机关"]
    laid = client.post(f"/cadres/people/{made.pk}/resume/", {"text": loose, "digest": digest, "layout": "1"})
    assert (
        laid.context["form"]["text"].value().startswith("2009.07--2024.01  临溪县民政局科员\n2024.01--         青石镇")
    )
    saved = client.post(f"/cadres/people/{made.pk}/resume/", {"text": loose, "digest": digest, "save": "1"})
    assert saved.status_code == 302
    late = client.post(
        f"/cadres/people/{made.pk}/resume/", {"text": "2020.01--  晚到的", "digest": digest, "save": "1"}
    )
    assert late.status_code == 409
    made.resume.refresh_from_db()
    assert made.resume.text == loose


def test_only_editors_review(sign_in, person):
    made = person(text=DOUBTFUL)
    leader = sign_in(Role.LEADER, "LX")
    assert leader.get("/cadres/review/").status_code == 403
    assert leader.post(f"/cadres/review/{made.pk}/").status_code == 403
    assert leader.get(f"/cadres/people/{made.pk}/edit/").status_code == 403
