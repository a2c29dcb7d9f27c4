"""Checks that need more than one row: units, order of dates across sheets, overlaps, two main posts."""

from cadres.actions.batches.statements import run

# What a problem found here looks like; `rehearsed` lets the next rehearsal take it away again.
_PROBLEM = """jsonb_build_object('severity', {severity}, 'code', {code}, 'column', {column}, 'text', {text},
    'message', {message}, 'remedy', {remedy}, 'rehearsed', true)"""


def check_across(*, today: int) -> None:
    """Every problem that shows only beside other rows or records, noted for its row.

    `today` is yyyymmdd. Rules: domain checks on import (三种严重程度), of which post dates within working life and
    overlapping ranks are errors, two main posts a notice (verified in the 数据校验 rules of the national
    system; overlaps and main posts are this project's own).
    """
    _note(
        _PEOPLE,
        code="verdict.verdict",
        severity="'error'",
        column="'姓名'",
        text="''",
        message=_VERDICT,
        remedy=_ADVICE,
    )
    _note(_WAITING, code="'person_waits'", severity="verdict.severity", column="''", text="''", message="verdict.message",
          remedy="'先更正或确认该人员的人员信息行'")  # fmt: skip
    _note(_PLACES, code="found.code", severity="found.severity", column="found.head", text="found.text",
          message=_PLACE_MESSAGE, remedy="found.remedy")  # fmt: skip
    _note(_POST_DATES, [today], code="'date_order'", severity="'error'", column="'任职时间'", text="found.began::text",
          message="found.message", remedy="'请核对任职时间和参加工作时间'")  # fmt: skip
    _note(_PERIODS, code="'date_order'", severity="'error'", column="'终止时间'", text="found.ended::text",
          message="'终止时间不晚于起始时间'", remedy="'请核对起止时间'")  # fmt: skip
    _note(_RANKS, code="'rank_overlap'", severity="'error'", column="'批准日期'", text="found.began::text",
          message="found.message", remedy="'请填写前一段的终止日期，或核对批准日期'")  # fmt: skip
    _note(_MAIN_POSTS, code="'two_main_posts'", severity="'notice'", column="'主职务'", text="''",
          message="'该人员有两个以上在任的主职务'", remedy="'请核对哪一个是主职务'")  # fmt: skip


def _note(rows: str, params=(), **parts: str) -> None:
    problem = _PROBLEM
    for name, sql in parts.items():
        problem = problem.replace("{" + name + "}", sql)
    run(
        "INSERT INTO batch_problem " + rows.replace("{problem}", problem).replace("{severity}", parts["severity"]),
        params,
    )


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

_POST_DATES = """
SELECT found.id, 'error', {problem}
FROM (
    SELECT o.id, (b.values->>'began')::int AS began,
           CASE WHEN (b.values->>'began')::int > %s THEN '任职时间在今天之后'
                WHEN (b.values->>'began')::int < coalesce((own.values->>'work_began')::int, p.work_began) / 100 * 100
                     AND (b.values->>'began')::int / 10000 * 10000 <> (b.values->>'began')::int
                THEN '任职时间早于参加工作时间' END AS message
    FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
    LEFT JOIN portal_batchrow own ON own.id = o.subject AND own.kind = 'person'
    LEFT JOIN cadres_person p ON p.id = o.owner_id
    WHERE o.kind = 'appointment' AND o.state IN ('new', 'changed')
) found
WHERE found.message IS NOT NULL
"""

_PERIODS = """
SELECT found.id, 'error', {problem}
FROM (
    SELECT o.id, coalesce((b.values->>'began')::int, a.began, r.began, e.began) AS began,
           CASE WHEN b.values ? 'ended' THEN (b.values->>'ended')::int
                ELSE coalesce(a.ended, r.ended, e.ended) END AS ended
    FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
    LEFT JOIN cadres_appointment a ON o.kind = 'appointment' AND a.id = o.target_id
    LEFT JOIN cadres_rankspan r ON o.kind = 'rank' AND r.id = o.target_id
    LEFT JOIN cadres_education e ON o.kind = 'education' AND e.id = o.target_id
    WHERE o.kind IN ('appointment', 'rank', 'education') AND o.state IN ('new', 'changed')
) found
WHERE found.ended <= found.began
"""

# Spans as they would stand afterwards: those of the file, and those on file that no row of it changes.
_RANKS = """
SELECT DISTINCT ON (found.id) found.id, 'error', {problem}
FROM (
    WITH after AS MATERIALIZED (
        SELECT o.id, o.position, o.subject, coalesce(b.values->>'sequence', t.sequence) AS sequence, w.sheet, w.number,
               coalesce((b.values->>'began')::int, t.began, 0) AS began,
               coalesce(CASE WHEN b.values ? 'ended' THEN (b.values->>'ended')::int ELSE t.ended END, 99999999) AS ended
        FROM batch_outcome o JOIN batch_work w ON w.id = o.id JOIN portal_batchrow b ON b.id = o.id
        LEFT JOIN cadres_rankspan t ON t.id = o.target_id
        WHERE o.kind = 'rank' AND o.state IN ('new', 'changed', 'same')
        UNION ALL
        SELECT NULL, 0, s.id, t.sequence, NULL, NULL, coalesce(t.began, 0), coalesce(t.ended, 99999999)
        FROM cadres_rankspan t JOIN batch_subject s ON s.owner_id = t.person_id AND s.verdict = 'match'
        WHERE NOT EXISTS (SELECT 1 FROM batch_outcome o WHERE o.kind = 'rank' AND o.target_id = t.id)
    )
    SELECT mine.id, mine.began, other.sheet,
           CASE WHEN other.id IS NULL THEN '与系统中同一序列的另一段时间重叠'
                ELSE format('与“%%s”第%%s行的时间重叠', other.sheet, other.number) END AS message
    FROM after mine JOIN after other ON other.subject = mine.subject AND other.sequence = mine.sequence
        AND mine.id IS NOT NULL AND (other.id IS NULL OR other.position < mine.position)
        AND other.began < mine.ended AND mine.began < other.ended
) found
"""

_MAIN_POSTS = """
SELECT found.id, 'notice', {problem}
FROM (
    SELECT o.id, count(*) OVER (PARTITION BY o.subject) AS posts
    FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
    WHERE o.kind = 'appointment' AND o.state IN ('new', 'changed', 'same')
      AND b.values->'is_primary' = 'true'::jsonb AND b.values->>'ended' IS NULL
) found
WHERE found.posts > 1
"""
