"""Checks that need more than one row: who a row is about, where it belongs, and what else is true of the person."""

from cadres.actions.batches.lives import check_lives
from cadres.actions.batches.noting import note


def check_across(*, today: int) -> None:
    """Every problem that shows only beside other rows or records, noted for its row.

    `today` is yyyymmdd.
    """
    note(
        _PEOPLE,
        code="verdict.verdict",
        severity="'error'",
        column="'姓名'",
        text="''",
        message=_VERDICT,
        remedy=_ADVICE,
    )
    note(_WAITING, code="'person_waits'", severity="verdict.severity", column="''", text="''", message="verdict.message",
          remedy="'先更正或确认该人员的人员信息行'")  # fmt: skip
    note(_PLACES, code="found.code", severity="found.severity", column="found.head", text="found.text",
          message=_PLACE_MESSAGE, remedy="found.remedy")  # fmt: skip
    note(_DECIDED, code="'determined'", severity="'error'", column="found.head", text="found.text",
         message="format('%%s已认定为%%s（%%s）', found.head, found.decided, found.material)",
         remedy="'请按认定更正，或把这一格留空；认定有误的，先在三龄两历认定中撤销'")  # fmt: skip
    check_lives(today=today)


_VERDICT = """CASE verdict.verdict
    WHEN 'repeated' THEN format('与“%%s”第%%s行是同一人', verdict.sheet, verdict.number)
    WHEN 'unavailable' THEN '该身份证号已在系统中登记，但不在您的管理范围内'
    WHEN 'number_taken' THEN '该身份证号已属于另一名人员，不能按所选方式导入'
    WHEN 'unknown' THEN '人员表和系统中都没有这个人'
    WHEN 'other_name' THEN format('身份证号相同，但系统中的姓名是“%%s”', verdict.other_name)
    WHEN 'other_number' THEN '系统中有姓名、出生年月相同而身份证号不同的人员'
    ELSE '系统中有多名人员可能是此人' END"""
_ADVICE = """CASE verdict.verdict
    WHEN 'repeated' THEN '同一人只保留一行'
    WHEN 'unavailable' THEN '请核对身份证号；确属调入的，请由上级办理'
    WHEN 'number_taken' THEN '请重新确认是哪一个人'
    WHEN 'unknown' THEN '请在人员表中加入此人，或核对姓名和身份证号'
    ELSE '请确认是系统中的哪一个人，或确认为新增人员' END"""

_PEOPLE = """
SELECT verdict.id, CASE WHEN verdict.doubtful THEN 'warning' ELSE 'error' END,
       {problem} || jsonb_build_object(
           'severity', CASE WHEN verdict.doubtful THEN 'warning' ELSE 'error' END,
           'code', CASE verdict.verdict WHEN 'repeated' THEN 'dup_in_file' WHEN 'unavailable' THEN 'id_unavailable'
                   WHEN 'number_taken' THEN 'id_taken' WHEN 'unknown' THEN 'person_unknown' ELSE 'who_is_this' END,
           'column', CASE WHEN verdict.verdict IN ('unavailable', 'number_taken') THEN '身份证号' ELSE '姓名' END)
FROM (
    SELECT w.id, s.verdict, s.other_name, s.verdict IN ('other_name', 'several', 'other_number') AS doubtful,
           first.sheet, first.number
    FROM batch_subject s JOIN batch_work w ON w.subject = s.id AND (w.id = s.id OR NOT s.on_file)
    LEFT JOIN batch_work first
        ON first.id = CASE WHEN s.same_number <> s.id THEN s.same_number ELSE s.same_name END
    WHERE s.verdict NOT IN ('match', 'new', 'wrong')
) verdict
"""

# Said once for a line: what came from the same line of a roster or the same form repeats nothing.
_WAITING = """
SELECT verdict.id, verdict.severity, {problem}
FROM (
    SELECT w.id, CASE WHEN s.verdict IN ('other_name', 'several', 'other_number') THEN 'notice' ELSE 'error' END AS severity,
           CASE WHEN s.verdict IN ('other_name', 'several', 'other_number')
                THEN format('“%%s”第%%s行的人员待确认，本行随之等待', s.sheet, s.number)
                ELSE format('“%%s”第%%s行的人员信息有误，本行不能导入', s.sheet, s.number) END AS message
    FROM batch_subject s JOIN batch_work w ON w.subject = s.id AND w.id <> s.id
    WHERE s.on_file AND s.verdict NOT IN ('match', 'new')
      AND (w.file_name, w.sheet, w.number) IS DISTINCT FROM (s.file_name, s.sheet, s.number)
) verdict
"""

# What the archive check decided is not changed by a file, not even to a less exact date.
_DECIDED = """
SELECT found.id, 'error', {problem}
FROM (
    SELECT o.id, d.material, coalesce(b.cells->>d.head, b.values->>d.item) AS text, d.head,
           regexp_replace(to_char(d.decided, 'FM0000"."00"."00'), '([.]00)+$', '') AS decided
    FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
    JOIN (
        SELECT person_id, item, decided, material,
               CASE item WHEN 'born' THEN '出生年月' WHEN 'work_began' THEN '参加工作时间' ELSE '入党时间' END AS head
        FROM cadres_archivedetermination
        WHERE state = 'determined' AND item IN ('born', 'work_began', 'party_joined')
    ) d ON d.person_id = o.target_id
    WHERE o.kind = 'person' AND o.state = 'changed' AND (b.values->>d.item)::int <> d.decided
) found
"""

_PLACES = """
SELECT found.id, found.severity, {problem}
FROM (
    SELECT w.id, b.values->>'unit_name' AS text, '统计关系所在单位' AS head, place.suggestions, place.verdict,
           CASE WHEN place.verdict = 'outside' THEN 'error' ELSE 'warning' END AS severity,
           CASE WHEN place.verdict = 'outside' THEN 'unit_outside' ELSE 'unit_unknown' END AS code,
           '请按机构表中的名称填写' AS remedy
    FROM batch_work w JOIN portal_batchrow b ON b.id = w.id
    JOIN batch_place place ON place.text = b.values->>'unit_name' AND place.day = 99999998 AND place.verdict <> 'found'
    WHERE w.kind = 'person'
    UNION ALL
    SELECT w.id, b.values->>'unit_text', '任职机构名称', place.suggestions, place.verdict,
           CASE WHEN place.verdict <> 'outside' THEN 'warning' WHEN b.values->>'ended' IS NULL THEN 'error' ELSE 'notice' END,
           CASE WHEN place.verdict = 'outside' THEN 'unit_outside' ELSE 'unit_unknown' END,
           '请按机构表中的名称填写；不属于本系统的单位可以不改'
    FROM batch_work w JOIN portal_batchrow b ON b.id = w.id
    JOIN batch_place place ON place.text = b.values->>'unit_text' AND place.verdict <> 'found'
        AND place.day = coalesce((b.values->>'began')::int, 99999998)
    WHERE w.kind = 'appointment'
) found
"""
_PLACE_MESSAGE = """CASE found.verdict
    WHEN 'outside' THEN format('“%%s”不在您的管理范围内', found.text)
    WHEN 'ambiguous' THEN format('有多个机构叫“%%s”，请写全称（含上级机构）', found.text)
    ELSE format('找不到机构“%%s”', found.text)
        || CASE WHEN found.suggestions IS NULL THEN '' ELSE '，是否为：' || found.suggestions END END"""
