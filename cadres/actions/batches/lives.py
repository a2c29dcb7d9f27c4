"""A person's rows beside each other and beside what is on file: dates that contradict, periods that overlap.

Rules: the three severities of the 数据校验 of the national system (post within working life, level not held before the
post, last year's appraisal, a résumé that names the days of posts: verified in its 数据校验 rules), and this project's
own (overlapping ranks, two main posts, full-time study during work). The level and the appraisal are errors there and
warnings here: a level may be granted in post, and results of a year come out during the next.
"""

from cadres.actions.batches.noting import note


def check_lives(*, today: int) -> None:
    """Every contradiction between a person's facts as they would stand afterwards; `today` is yyyymmdd."""
    note(_POST_DATES, [today], code="'date_order'", severity="'error'", column="'任职时间'", text="found.began::text",
          message="found.message", remedy="'请核对任职时间和参加工作时间'")  # fmt: skip
    note(_PERIODS, code="'date_order'", severity="'error'", column="'终止时间'", text="found.ended::text",
          message="'终止时间不晚于起始时间'", remedy="'请核对起止时间'")  # fmt: skip
    note(_RANKS, code="'rank_overlap'", severity="'error'", column="'批准日期'", text="found.began::text",
          message="found.message", remedy="'请填写前一段的终止日期，或核对批准日期'")  # fmt: skip
    note(_LEVEL, code="'date_order'", severity="'warning'", column="'任现职务层次时间'", text="found.since::text",
         message="'任现职务层次时间晚于主职务的任职时间'", remedy="'请核对两个时间'")  # fmt: skip
    note(_APPRAISAL, [today // 10_000 - 1] * 3, code="'appraisal_missing'", severity="'warning'", column="'考核年度'", text="''",
         message="format('没有%%s年度考核结果', found.year)", remedy="'请补充上一年度考核结果'")  # fmt: skip
    note(_STUDY, code="'study_overlaps_work'", severity="'notice'", column="'毕（肄）业时间'", text="found.ended::text",
         message="'全日制学习与参加工作的时间重叠'", remedy="'请核对教育类别、毕（肄）业时间和参加工作时间'")  # fmt: skip
    note(_UNTOLD, code="'resume_mention'", severity="'notice'", column="'任职时间'", text="found.month",
         message="format('简历中没有提到任职时间%%s', found.month)", remedy="'请核对简历和任职时间'")  # fmt: skip
    note(_MAIN_POSTS, code="'two_main_posts'", severity="'notice'", column="'主职务'", text="''",
          message="'该人员有两个以上在任的主职务'", remedy="'请核对哪一个是主职务'")  # fmt: skip


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

# Posts as they would stand afterwards: those of the file, and those on file that no row of it changes.
_MAIN_POSTS = """
SELECT found.id, 'notice', {problem}
FROM (
    SELECT main.id, count(*) OVER (PARTITION BY main.subject) AS posts
    FROM (
        SELECT o.id, o.subject FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
        LEFT JOIN cadres_appointment t ON t.id = o.target_id
        WHERE o.kind = 'appointment' AND o.state IN ('new', 'changed', 'same')
          AND coalesce((b.values->>'is_primary')::boolean, t.is_primary)
          AND CASE WHEN b.values ? 'ended' THEN b.values->>'ended' ELSE t.ended::text END IS NULL
        UNION ALL
        SELECT NULL, s.id FROM cadres_appointment t JOIN batch_subject s ON s.owner_id = t.person_id AND s.verdict = 'match'
        WHERE t.is_primary AND t.ended IS NULL
          AND NOT EXISTS (SELECT 1 FROM batch_outcome o WHERE o.kind = 'appointment' AND o.target_id = t.id)
    ) main
) found
WHERE found.posts > 1 AND found.id IS NOT NULL
"""

_LEVEL = """
SELECT found.id, 'warning', {problem}
FROM (
    SELECT DISTINCT ON (o.id) o.id, (own.values->>'post_level_since')::int AS since
    FROM batch_outcome o
    JOIN portal_batchrow own ON own.id = o.id AND own.values ? 'post_level_since'
    JOIN batch_outcome post ON post.subject = o.subject AND post.kind = 'appointment' AND post.state IN ('new', 'changed', 'same')
    JOIN portal_batchrow b ON b.id = post.id
    WHERE o.kind = 'person' AND o.state IN ('new', 'changed')
      AND b.values->'is_primary' = 'true'::jsonb AND b.values->>'ended' IS NULL
      AND (own.values->>'post_level_since')::int / 100 > (b.values->>'began')::int / 100
) found
"""

# Asked of those whose appraisals the file brings, not of everybody in every list.
_APPRAISAL = """
SELECT found.id, 'warning', {problem}
FROM (
    SELECT o.subject AS id, %s AS year
    FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
    JOIN batch_outcome leader ON leader.id = o.subject AND leader.kind = 'person' AND leader.state <> 'wrong'
    WHERE o.kind = 'appraisal' AND o.state IN ('new', 'changed', 'same')
    GROUP BY o.subject, o.owner_id
    HAVING NOT bool_or((b.values->>'year')::int = %s)
       AND NOT EXISTS (SELECT 1 FROM cadres_appraisal t WHERE t.person_id = o.owner_id AND t.year = %s)
) found
"""

_STUDY = """
SELECT found.id, 'notice', {problem}
FROM (
    SELECT o.id, (b.values->>'ended')::int AS ended, (b.values->>'began')::int AS began,
           coalesce((own.values->>'work_began')::int, p.work_began) AS work_began
    FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
    LEFT JOIN portal_batchrow own ON own.id = o.subject AND own.kind = 'person'
    LEFT JOIN cadres_person p ON p.id = o.owner_id
    WHERE o.kind = 'education' AND o.state IN ('new', 'changed') AND b.values->>'mode' = '1'
) found
WHERE found.ended / 100 > found.work_began / 100 AND found.ended %% 10000 > 0 AND found.work_began %% 10000 > 0
"""

# A month is looked for in the ways résumés write it: 2020.03, 2020.3, 202003, 2020年3月.
_UNTOLD = """
SELECT found.id, 'notice', {problem}
FROM (
    SELECT told.id, format('%%s.%%s', year, lpad(month, 2, '0')) AS month
    FROM (
        SELECT o.id, coalesce(life.text, r.text) AS text, left(b.values->>'began', 4) AS year,
               ltrim(substr(b.values->>'began', 5, 2), '0') AS month
        FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
        LEFT JOIN (
            SELECT w.subject, min(t.values->>'text') AS text FROM batch_work w JOIN portal_batchrow t ON t.id = w.id
            WHERE w.kind = 'resume' GROUP BY w.subject
        ) life ON life.subject = o.subject
        LEFT JOIN cadres_resume r ON r.person_id = o.owner_id
        WHERE o.kind = 'appointment' AND o.state IN ('new', 'changed')
    ) told
    WHERE told.text <> '' AND told.month <> ''
      AND strpos(told.text, year || '.' || lpad(month, 2, '0')) = 0 AND strpos(told.text, year || '.' || month) = 0
      AND strpos(told.text, year || lpad(month, 2, '0')) = 0 AND strpos(told.text, year || '年' || month || '月') = 0
) found
"""
