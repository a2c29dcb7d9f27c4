"""The day a full-time education ended, where the record itself does not say.

An appointment form states a full-time 学历 and the school but has no place for the day of graduation, and rosters
seldom have one. What was finished before work began is then taken from the same person's other records: the résumé's
full-time study line that names the school, else the day work began (参加工作时间). The office's own convention, not
verified. A stated day always stands, and what neither tells stays unknown.
"""

from cadres.models import Education, Person, Spell
from reports.history import relation

_SCHOOL = "substring(coalesce(nullif(e.school, ''), e.school_text) from '^.*?(?:大学|学院|学校|党校)')"
_GRADUATE = "e.level IN ('11', '13')"
# A graduate's course and the college before it may be at one school; the line that says so tells them apart.
_SAME_COURSE = f"strpos(s.text, {_SCHOOL}) > 0 AND ({_GRADUATE} OR s.text !~ '研究生|硕士|博士')"
_STUDY = "s.nature = 'study' AND s.full_time AND s.began IS NOT NULL"


def educations(known_at=None) -> str:
    """SQL for the educations, usable after FROM or JOIN, with `ended` completed and `stated` as it was recorded."""
    spells = relation(Spell, known_at, only="person_id = e.person_id")
    people = relation(Person, known_at, only="{id} = e.person_id")
    # An open study line of the same school says that the course has not ended, so work began tells nothing.
    line = (
        "(SELECT CASE WHEN bool_or(s.ended IS NULL) THEN 99999999"  # noqa: S608  (texts of this folder)
        f" WHEN {_GRADUATE} THEN max(s.ended) ELSE min(s.ended) END FROM {spells} AS s"
        f" WHERE s.person_id = e.person_id AND {_STUDY} AND {_SAME_COURSE})"
    )
    # A graduate's course may have followed years of work: then another study line after work began leaves it open.
    work = (
        f"(SELECT w.work_began FROM {people} AS w WHERE w.id = e.person_id"  # noqa: S608
        " AND (e.began IS NULL OR e.began < w.work_began)"
        f" AND NOT ({_GRADUATE} AND EXISTS (SELECT 1 FROM {spells} AS s"
        f" WHERE s.person_id = e.person_id AND {_STUDY} AND s.began >= w.work_began)))"
    )
    return (
        "(SELECT e.person_id, e.mode, e.level, e.outcome, e.ended AS stated,"  # noqa: S608
        " CASE WHEN e.ended IS NOT NULL OR e.mode <> '1' OR e.level = '' OR e.outcome NOT IN ('1', '') THEN e.ended"
        f" ELSE nullif(coalesce({line}, {work}), 99999999) END AS ended"
        f" FROM {relation(Education, known_at)} AS e)"
    )
