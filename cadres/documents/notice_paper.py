"""The public notice before an appointment (任前公示) as a .docx."""

from cadres.documents.public_notice import NoticeTable
from portal.office import official_paper as paper_of

_WIDTH = 156  # millimetres between the margins
_NARROW = {"序号": 12, "姓名": 18, "性别": 12, "出生年月": 20, "民族": 14, "学历": 18, "政治面貌": 20}


def write_notice(table: NoticeTable) -> bytes:
    """The notice laid out as an official paper; posts share the width that the short columns leave."""
    paper = paper_of.new_paper()
    paper_of.title(paper, table.title)
    paper_of.body(paper, table.above)
    wide = [head for head in table.heads if head not in _NARROW]
    left = _WIDTH - sum(_NARROW.get(head, 0) for head in table.heads)
    widths = [_NARROW.get(head) or left / len(wide) for head in table.heads]
    paper_of.table(paper, table.heads, table.rows, widths)
    paper_of.body(paper, table.below)
    paper_of.signature(paper, table.office, table.day)
    return paper_of.as_bytes(paper)
