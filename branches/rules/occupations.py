"""Where members work (工作岗位), as the Party's yearly statistics group them.

The codes and their order are those of tables 2, 3, 4 and 16 of the 2017 forms; the four-digit codes below them were not
found, so a longer code counts with the longest one known here that it begins with. A department's files write words, not
codes: every wording that is sure is listed, and a wording that fits the public and the private side alike is told apart
by the kind of unit the branch stands in.
"""

# (code, name on the form, other wordings)
OCCUPATIONS = (
    ("011", "党政机关工作人员", ("公务员", "机关工作人员", "机关干部", "参公人员")),
    ("012", "事业单位管理人员", ("事业编制管理人员",)),
    ("013", "事业单位专业技术人员", ("教师", "医生", "医务人员")),
    ("014", "企业管理人员（公有制）", ("国有企业管理人员", "公有制企业管理人员")),
    ("015", "企业专业技术人员（公有制）", ("国有企业专业技术人员", "公有制企业专业技术人员")),
    ("016", "工勤技能人员（公有制）", ("工勤人员", "公有制单位工勤技能人员")),
    ("0164", "农民工（公有制）", ("公有制单位农民工",)),
    ("01", "公有制单位在岗职工", ()),
    ("021", "企业管理人员（非公有制）", ("非公企业管理人员", "非公有制企业管理人员", "私营企业主")),
    ("022", "企业专业技术人员（非公有制）", ("非公企业专业技术人员", "非公有制企业专业技术人员")),
    ("023", "民办非企业单位管理人员", ()),
    ("024", "民办非企业单位专业技术人员", ("民办非企业专业技术人员",)),
    ("025", "工勤技能人员（非公有制）", ("非公有制单位工勤技能人员",)),
    ("0253", "农民工（非公有制）", ("非公有制单位农民工",)),
    ("02", "非公有制单位在岗职工", ("非公企业职工",)),
    ("1", "农牧渔民", ("农民", "务农", "村民", "农业劳动者")),
    ("113", "外出务工经商人员", ("外出务工", "外出务工经商")),
    ("2", "军人、武警", ("军人", "武警")),
    ("3", "学生", ("大学生", "在校学生")),
    ("4", "离退休人员", ("退休", "离退休", "退休人员", "离休人员")),
    ("5", "其他", ("其他人员", "无业", "待业")),
)
# Words of the form that stand in both halves of it: (words, code on the public side, code on the private side).
EITHER = (
    ("企业管理人员", "014", "021"),
    ("企业专业技术人员", "015", "022"),
    ("工勤技能人员", "016", "025"),
    ("农民工", "0164", "0253"),
)
UNSORTED = "unsorted"


def occupation_code(text: str, *, private: bool) -> str:
    """The code of a wording or of a code of any length; `unsorted` when it cannot be told, empty text included.

    `private`: the branch stands in a private firm or a social organization.
    """
    text = text.strip()
    for words, public_code, private_code in EITHER:
        if text == words:
            return private_code if private else public_code
    for code, name, wordings in OCCUPATIONS:
        if text == name or text in wordings:
            return code
    if text.isdigit():
        known = [code for code, _name, _wordings in OCCUPATIONS if text.startswith(code)]
        return max(known, key=len, default=UNSORTED)
    return UNSORTED
