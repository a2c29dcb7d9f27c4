"""A person's cells against each other, and the smaller sheets that belong to a person."""

from cadres.importing.aliases import find_alias
from cadres.importing.rows import problem
from cadres.rules import id_number as ids
from cadres.rules.party import parse_party
from cadres.rules.source_category import SourceCategory, SourceSubcategory, read_source_category
from portal.rules.dates import PartialDate, as_int

_CPC_OR_PROBATION = ("01", "02")
# The register of civil servants was opened on 2006-07-01; a date known only to that month may be that day.
_REGISTRATION_BEGAN = 20060700


def check_person(values, problems, *, labels, context, format, id_number, resume, **_) -> None:
    """Problems of a person's row as a whole; fills what one cell tells of another."""

    def say(severity, code, head, message, remedy, text=""):
        problems.append(problem(severity, code, labels.get(head, head), text, message, remedy))

    _party(values, say)
    _identity(values, id_number, format, labels, problems, say)
    born, today = values.get("born"), as_int(context.today)
    if (birth := ids.birth_date(id_number or "")) and birth.as_int() > today:
        say("error", "id_birthdate", "身份证号", "身份证号中的出生日期晚于今天", "请核对身份证号")
    for head, field in (("出生年月", "born"), ("参加工作时间", "work_began"), ("入党时间", "party_joined")):
        if (value := values.get(field)) and value > today:
            say("error", "date_order", head, f"{head}晚于今天", "请改正日期", _shown(value))
    if born:
        _ages(values, born, context.today, say)
    for head, field in (("籍贯", "native_place"), ("出生地", "birth_place")):
        if (text := values.get(field)) and len(text) < 2:
            say("error", "place_short", head, f"{head}“{text}”少于2个字", "请写明省和县，如青岚临溪", text)
    if values.get("political_status") in ("12", "13") and (values.get("second_party") or values.get("third_party")):
        say(
            "error",
            "party_conflict",
            "政治面貌",
            "无党派或群众不能有第二、第三党派",
            "请改正政治面貌或清空第二、第三党派",
        )
    if 0 < (values.get("registered") or 0) < _REGISTRATION_BEGAN and values["registered"] % 10000:
        say(
            "error",
            "date_order",
            "公务员登记时间",
            "公务员登记时间早于2006年7月1日",
            "请核对登记时间",
            _shown(values["registered"]),
        )
    if format == "workbook" and (text := values.get("appraisals_text")) and str(context.today.year - 1) not in text:
        # A warning, not an error: last year's result is simply not out during the first months of a year.
        say(
            "warning",
            "appraisal_missing",
            "年度考核结果综述",
            f"年度考核结果未包括{context.today.year - 1}年",
            "请补充上一年度考核结果",
        )
    if resume and (began := values.get("work_began")) and began % 10000:
        month = f"{began // 10000}.{began // 100 % 100:02d}"
        if month not in resume and month.replace(".", "") not in resume and month.replace(".0", ".") not in resume:
            say("notice", "resume_mention", "简历", f"简历中没有参加工作时间{month}", "请核对参加工作时间与简历")


def _party(values, say) -> None:
    text = values.get("party_text")
    if not text:
        return
    status = parse_party(text)
    for code, message in status.problems:
        say(
            "warning" if code in ("party_word", "party_shape") else "error",
            "date_invalid" if code.startswith("date") else code,
            "入党时间文字",
            message,
            "请写成200203或民建（2001.08）的形式",
            text,
        )
    for fact, field in zip(status.facts, ("political_status", "second_party", "third_party"), strict=False):
        values.setdefault(field, fact.code)
    first = status.facts[0] if status.facts else None
    if first and first.joined and first.code in _CPC_OR_PROBATION:
        values.setdefault("party_joined", first.joined.as_int())


def _identity(values, id_number, format, labels, problems, say) -> None:
    named_wrong = any(
        one["severity"] == "error" and one["column"] == labels.get("身份证号", "身份证号") and one["code"] != "required"
        for one in problems
    )
    born_wrong = any(
        one["severity"] == "error" and one["column"] == labels.get("出生年月", "出生年月") for one in problems
    )
    if format == "roster" and not (id_number or values.get("born") or named_wrong or born_wrong):
        say("error", "required", "身份证号", "身份证号和出生年月都为空，无法确定是谁", "请至少填写其中一项")
    if not id_number:
        return
    birth, born = ids.birth_date(id_number), values.get("born")
    if birth and born and _differ(birth, PartialDate.from_int(born)):
        say(
            "warning",
            "id_conflict",
            "出生年月",
            f"出生年月{_shown(born)}与身份证号中的{birth.year}.{birth.month:02d}不一致",
            "请核对；以档案认定为准的可不改",
            _shown(born),
        )
    elif birth and not born and not born_wrong:
        if birth.year < 1900:
            return
        values["born"] = birth.as_int()
        if format != "workbook":
            say("notice", "from_id", "出生年月", "出生年月按身份证号填补", "请核对是否与档案一致", str(birth))
    sex = ids.sex(id_number)
    if sex and values.get("sex") and sex != values["sex"]:
        say(
            "notice",
            "id_conflict",
            "性别",
            f"性别与身份证号第17位不一致（身份证号为{'男' if sex == '1' else '女'}）",
            "请核对性别和身份证号",
        )


def _differ(birth: PartialDate, born: PartialDate) -> bool:
    if birth.year != born.year or (born.month and birth.month != born.month):
        return True
    return bool(born.day and birth.day != born.day)


def _ages(values, born, today, say) -> None:
    age = today.year - born // 10000 - ((today.month, today.day) < (born // 100 % 100, born % 100))
    if born <= as_int(today) and not 18 <= age <= 65:
        say("warning", "age_unusual", "出生年月", f"年龄{age}岁，不在18至65岁之间", "请核对出生年月", _shown(born))
    for head, field, least, word in (
        ("参加工作时间", "work_began", 16, "参加工作"),
        ("入党时间", "party_joined", 18, "入党"),
    ):
        value = values.get(field)
        if not value:
            continue
        if value // 100 < born // 100 and value // 10000 * 10000 < born:
            say(
                "error",
                "date_order",
                head,
                f"{word}时间{_shown(value)}早于出生年月{_shown(born)}",
                "请改正其中一项",
                _shown(value),
            )
        elif _months(born, value) < least * 12:
            say("notice", "date_order", head, f"{word}时不满{least}岁", f"请核对出生年月和{word}时间", _shown(value))


def _months(born: int, day: int) -> int:
    return (day // 10000 - born // 10000) * 12 + (day // 100 % 100 or 12) - (born // 100 % 100 or 1)


def _shown(value: int) -> str:
    return str(PartialDate.from_int(value))


def check_supplement(values, problems, *, labels, context, **_) -> None:
    """Problems of 补充: dates in the future, a date without its yes."""
    for head, field, flag in (
        ("录用时间", "recruited", "recruited_by_exam"),
        ("进入选调生时间", "selected_graduate_since", "selected_graduate"),
    ):
        value = values.get(field)
        if value and value > as_int(context.today):
            problems.append(
                problem("error", "date_order", labels.get(head, head), _shown(value), f"{head}晚于今天", "请改正日期")
            )
        if value and values.get(flag) is False:
            problems.append(
                problem(
                    "warning",
                    "flag_conflict",
                    labels.get(head, head),
                    _shown(value),
                    f"有{head}，但前一项为否",
                    "请核对两项",
                )
            )


def check_source_tag(values, problems, *, labels, **_) -> None:
    """Category and sub-category as codes; problems when the words are not known."""
    words, sub = values.get("category"), values.get("subcategory")
    label = labels.get("来源类别", "来源类别")
    if not words:
        return
    category, inner = read_source_category(words)
    if words in {one.value for one in SourceCategory}:
        category = SourceCategory(words)
    if category is None:
        values.pop("category")
        choices = "、".join(one.label for one in SourceCategory)
        problems.append(
            problem("error", "code_unknown", label, words, f"来源类别“{words[:20]}”不能识别", f"可选：{choices}")
        )
        return
    values["category"] = category.value
    if sub:
        known = {one.value: one for one in SourceSubcategory} | {one.label: one for one in SourceSubcategory}
        inner = known.get(sub) or read_source_category(sub)[1]
        if inner is None:
            values.pop("subcategory")
            choices = "、".join(one.label for one in SourceSubcategory)
            problems.append(
                problem(
                    "error",
                    "code_unknown",
                    labels.get("具体类别", "具体类别"),
                    sub,
                    f"具体类别“{sub[:20]}”不能识别",
                    f"可选：{choices}",
                )
            )
            return
    if inner is not None:
        values["subcategory"] = inner.value


def check_family(values, problems, *, labels, context, **_) -> None:
    """Notices on a relative's political status and birth; the text is kept as it stands."""
    text, table = values.get("political_text"), context.codes.get("GB4762", {})
    if text and text not in table and find_alias("GB4762", text, table) is None:
        problems.append(
            problem(
                "warning",
                "code_unknown",
                labels.get("政治面貌", "政治面貌"),
                text,
                f"政治面貌“{text}”不在代码表内，按原文保留",
                "可选：" + "、".join(name for name, code in table.items() if name != code),
            )
        )
    if (born := values.get("born")) and born > as_int(context.today):
        problems.append(
            problem(
                "error",
                "date_order",
                labels.get("出生日期", "出生日期"),
                _shown(born),
                "家庭成员出生日期晚于今天",
                "请改正日期",
            )
        )
