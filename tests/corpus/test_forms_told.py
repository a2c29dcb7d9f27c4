"""Appointment forms (.lrmx) with something odd in them: taken with a word about it, or kept as they are."""

import base64
import io

import pytest
from PIL import Image

from portal.models import BatchRow
from tests.corpus import mouths
from tests.files import bombs
from tests.files.reading import sample

FORM = sample("editor_2025_daoling.lrmx")


def form(inner: str = "", *, name="测甲", born="198503", sex="男", encoding="utf-8", declared=None, head="") -> bytes:
    text = f'<?xml version="1.0" encoding="{declared or encoding}"?>{head}<Person><XingMing>{name}</XingMing>'
    text += f"<XingBie>{sex}</XingBie><ChuShengNianYue>{born}</ChuShengNianYue>{inner}</Person>"
    return text.encode(encoding)


def picture(**save) -> str:
    out = io.BytesIO()
    Image.new(save.pop("mode", "RGB"), save.pop("size", (80, 100)), 0).save(out, **save)
    return f"<ZhaoPian>{base64.b64encode(out.getvalue()).decode()}</ZhaoPian>"


def relatives(count: int) -> str:
    item = "<Item><ChengWei>兄</ChengWei><XingMing>测乙</XingMing><ChuShengRiQi>去世</ChuShengRiQi><ZhengZhiMianMao>某党</ZhengZhiMianMao></Item>"
    return f"<JiaTingChengYuan>{item * count}</JiaTingChengYuan>"


def resume(text: str) -> str:
    return f"<JianLi>{text}</JianLi>"


# Number of the corpus, the file, the code that must be told ("" for none in particular).
FORMS = [
    ("R07a", form(head='<?xml-stylesheet href="http://127.0.0.1:1/x.xsl"?>'), ""),
    ("R07b", form('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'), "unknown_tag"),
    ("R08a", form(encoding="gb18030", declared="utf-8"), ""),
    ("R08b", form(declared="gb2312"), ""),
    ("R08c", form(encoding="utf-16"), ""),
    ("R10", form(name=""), "required"),
    ("R11", form("<XingMing>测乙</XingMing>"), "duplicate_element"),
    ("R12", form("<TeBie>x</TeBie>"), "unknown_tag"),
    ("R13a", form("<ZhaoPian>!!!</ZhaoPian>"), "photo_invalid"),
    ("R13b", form(f"<ZhaoPian>{base64.b64encode(b'MZ' + b'x' * 99).decode()}</ZhaoPian>"), "photo_type"),
    ("R13c", form("<ZhaoPian></ZhaoPian>"), ""),
    ("R14a", form(picture(format="PNG", mode="1", size=(30_000, 30_000))), "photo_pixels"),
    ("R14b", form(picture(format="JPEG", mode="CMYK")), ""),
    ("R14c", form(picture(format="GIF", mode="P")), ""),
    ("R14d", form(f"<ZhaoPian>{base64.b64encode(b'<svg/>').decode()}</ZhaoPian>"), "photo_type"),
    ("R15", form(resume("2000.01--2000.02  某镇科员\n" * 1_001)), "resume_too_long"),
    ("R16a", form(born="199013"), "date_invalid"),
    ("R16b", form(born="19900200"), ""),
    ("R16c", form(born="1990年2月"), ""),
    ("R17", form(resume("2005.01--2003.01  甲镇\n2004.05—2006.07  乙镇\n2009.01－  丙县\n自由文字")), ""),
    ("R18", form(relatives(11)), ""),
    ("R19a", form(resume("a]]&gt;b &lt;c&gt; &amp;")), ""),
    ("R19b", form(resume("a&#0;b&#xD800;c\ufffe")), ""),
    ("R20", form(resume("2005.01--2006.01  甲镇\r\n\r2006.01--  乙镇\r")) + b"\0" * 50, ""),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "content", "code"), FORMS, ids=[one[0] for one in FORMS])
def test_an_odd_form_is_taken_alike_by_page_rest_and_command(clerk, tmp_path, number, content, code):
    before = mouths.records()
    outcomes = [
        mouths.by_rest(clerk.api, content, "测甲.lrmx"),
        mouths.by_page(clerk, content, "测甲.lrmx"),
        mouths.by_command(clerk.user.username, content, "测甲.lrmx", tmp_path),
    ]
    for outcome in outcomes:
        assert outcome.state == "rehearsed", outcome
        assert not code or code in outcome.codes | outcome.row_codes, outcome
        assert not mouths.INSIDE.search(outcome.words), outcome.words
    assert len({(one.codes, one.row_codes) for one in outcomes}) == 1
    assert mouths.records() == before
    assert "root:" not in str(list(BatchRow.objects.values_list("cells", "values")))


@pytest.mark.django_db
def test_an_archive_of_many_forms_names_the_bad_one_and_takes_the_others(clerk, tmp_path):
    parts = {f"{at}.lrmx": form(name=f"测{chr(0x4E00 + at)}") for at in range(60)}
    content = bombs.archive({**parts, "坏.lrmx": FORM[:900], "../x.lrmx": form(), "又.lrmx": form(name="测一")})
    outcome = mouths.by_page(clerk, content, "表.zip")
    assert outcome.state == "rehearsed" and {"zip_path"} <= outcome.codes
    assert BatchRow.objects.filter(kind="person").values("file_name").distinct().count() >= 60
    assert mouths.by_command(clerk.user.username, content, "表.zip", tmp_path).codes == outcome.codes
