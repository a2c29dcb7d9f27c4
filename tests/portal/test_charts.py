"""Charts: every mark links to its people, says its value, and nothing in a label can break out."""

import xml.etree.ElementTree as ElementTree

import pytest

from portal.charts import Mark, bars, donut, histogram, pyramid, stacked

MARKS = [Mark("青石镇", 9, "/a/?x=1&y=2", shown="9人"), Mark("<b>", 0, "/b/"), Mark("白鹭乡", 3)]
CHARTS = {
    "bars": bars(MARKS, caption="甲", threshold=5, largest=10),
    "stacked": stacked([("青石镇", MARKS)], caption="甲", parts=["一", "二", "三"]),
    "pyramid": pyramid(MARKS, MARKS, caption="甲", sides=("男", "女")),
    "histogram": histogram(MARKS, caption="甲", threshold_at=1),
    "donut": donut(MARKS, caption="甲", middle="12"),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_sound_xml_whose_marks_are_links_with_titles(name):
    chart = ElementTree.fromstring(CHARTS[name])
    links = [one for one in chart.iter() if one.tag.endswith("}a")]

    assert links
    assert all(link.get("href").startswith("/") for link in links)
    assert {title.text for title in chart.iter() if title.tag.endswith("}title")} >= {"青石镇：9人", "白鹭乡：3"}
    assert [cell.text for cell in chart.iter("td")][:1] == ["9人"]


@pytest.mark.parametrize("draw", [bars, histogram, donut])
@pytest.mark.parametrize("marks", [[], [Mark("无", 0)], [Mark("全部", 7, "/a/")]])
def test_a_chart_of_nothing_or_of_one_value_can_be_drawn(draw, marks):
    assert ElementTree.fromstring(draw(marks, caption="甲")) is not None
