"""Where a résumé line was spent and in what capacity, read from its words alone.

The words are the office's own working list (no national list exists); the longest rules come first, because
"石门乡白石村小学" is a school, "石门乡白石村" a village and "石门乡" an organ.
"""

import re
from dataclasses import dataclass

from cadres.rules.spell_kinds import SpellKind, SpellNature

LONGEST_READ = 400  # characters of a line that are looked at; more is never needed and keeps the time flat

# Words that hold 镇, 乡, 村, 市 or 企业 without naming a township, a village, a city or a firm.
_NO_PLACE = re.compile(
    r"城乡|乡村(?:振兴|建设|产业)|村镇(?:建设|规划|银行)?|新农村|乡镇企业局?|乡镇局|下乡|返乡|回乡|家乡|村级|村建|市场|城市|都市"
    r"|企业(?:局|办|科|股|家|服务)|国企改革|农村|镇级|三乡|支农|党代会"
)
_COUNTY_NAME = re.compile(r"[\u4e00-\u9fff]{1,2}[乡镇](?=[县市](?!场))|镇[江平原坪雄赉巴康沅安宁远](?=[县市])")
_TOWNSHIP = re.compile(r"[\u4e00-\u9fff][镇乡]")
_POSTED = (
    r"司法所|派出所|财政所|税务所|税务分局|国土(?:资源)?所|自然资源(?:和规划)?所"
    r"|市场监(?:管|督管理)(?:分局|所)|工商所|法庭|交警中队|检察室"
)
_SCHOOL = r"中学|小学|学校|幼儿园|中心校|完小|教学点|职中|一中|二中|职教中心"
_UNIVERSITY = r"大学(?!生)|学院|中专|技校|师范|卫校|农校|财校"
_VILLAGE = r"[\u4e00-\u9fff]{1,8}?(?:村|社区|居委会)(?=村民|居民|党|支|委|总|主任|书记|文书|会计|副|民兵|团|妇|两委|“|$|[（(，、；])"
_TEACHES = (
    r"教师|教员|任教|校长|教导|老师|班主任|教务|讲师|教授|辅导员|教研|总务|代课|民办|院长"
    r"|团委|科员|干部|工作人员|支教"
)
_STUDIES = (
    r"(?<!跟班)(?<!跟岗)学习(?!室|中心|办|强国|型|小组)|(?<!大)学生(?!会|处|科|工作|管理|公寓)"
    r"|就读|读书|在读|进修|攻读"
)
_COURSE = re.compile(
    rf"(?:{_UNIVERSITY}|{_SCHOOL}|党校).{{0,40}}(?:专业(?!技术|委员|教师|课|主任)|本科|研究生班?|大专)"
)
_JOB = re.compile(rf"{_TEACHES}|主任|书记|科长|股长|处长|局长|秘书|职员")

_NATURES = (
    (SpellNature.SUSPENDED, re.compile(r"停职")),
    (
        SpellNature.VILLAGE_POSTING,
        re.compile(r"第一书记|驻[^，,；;、]{0,15}村|(?:驻村|扶贫|帮扶|振兴)工作队|工作队队[员长]"),
    ),
    (SpellNature.SECONDMENT, re.compile(r"挂职|挂任|上挂|下挂|下派")),
    (SpellNature.ON_LOAN, re.compile(r"借调|抽调|借用|跟班|跟岗|帮助工作|协助工作|以干代训")),
    (SpellNature.LEAVE, re.compile(r"病假|事假|病休|产假|长休")),
    (SpellNature.WAITING, re.compile(r"待业|待分配|待安置|待岗|未就业")),
)
_STUDY = re.compile(_STUDIES)
_PART_TIME = re.compile(
    r"不脱产|半脱产|非全日制|函授|自考|自学考试|在职|业余|夜大|电大|远程|网络教育|成人|党校|开放大学"
)
_FULL_TIME = re.compile(r"(?<![不半非])(?:脱产|全日制)")

_IN_TOWNSHIP = (
    (SpellKind.SCHOOL, re.compile(rf".{{0,14}}?(?:{_SCHOOL})")),
    (SpellKind.ENTERPRISE, re.compile(r".{0,12}?(?:公司|厂(?!长)|企业|合作社|信用社)")),
    (SpellKind.VILLAGE, re.compile(_VILLAGE)),
    (SpellKind.TOWNSHIP_POSTED, re.compile(rf"(?:党委|政府|人民政府)?.{{0,6}}?(?:{_POSTED})")),
    (
        SpellKind.TOWNSHIP_INSTITUTION,
        re.compile(
            r"(?:党委|政府|人民政府)?[^，,、；;（(委]{0,14}?(?:站|服务中心|中心(?!组|户)|所(?!属|有|长)|卫生院|敬老院|综合执法大?队)"
        ),
    ),
    (
        SpellKind.TOWNSHIP_ORGAN,
        re.compile(
            r".{0,12}?(?:党|政府|人民|人大|纪委|机关|武装|政法|综治|综合|团委|妇联|工会|组织|宣传|统战|办公室|经发|民政"
            r"|计生|副|书记|镇长|乡长|长|科员|干部|委员|工作|公务员|选调生|[一二三四]级)"
        ),
    ),
)
_ELSEWHERE = (
    (SpellKind.ARMY, re.compile(r"部队|服役|战士|解放军|武警|义务兵|士官|营长|连长|排长|军区|士兵|当兵|参军|消防支队")),
    (SpellKind.STREET, re.compile(r"街道")),
    (SpellKind.VILLAGE, re.compile(_VILLAGE)),
    (SpellKind.TOWNSHIP_POSTED, re.compile(_POSTED)),
    (SpellKind.ENTERPRISE, re.compile(r"公司|集团|厂(?!长)|企业|银行|信用社|农商行|合作社|个体|自主创业|务工|打工")),
    (SpellKind.SCHOOL, re.compile(rf"(?<!行政)(?:{_SCHOOL}|{_UNIVERSITY})")),
    (
        SpellKind.COUNTY,
        re.compile(
            r"县[\u4e00-\u9fff□]{0,16}?(?:委|政府|人大|政协|局|办|院|中心|站|部|会|组|馆|队|社|校|所|庭|府|台|联|团)"
        ),
    ),
    (SpellKind.COUNTY, re.compile(r"县[委直级]|团县委|区(?:委|直|政府|人大|政协)|县")),
    (SpellKind.ABOVE_COUNTY, re.compile(r"中央|国家|全国|国务院|自治[区州]|[省市](?:[委直属])?|州[委直]|地委|地区")),
)


@dataclass(frozen=True)
class Reading:
    """What the words say: kind and nature (None when silent), and the words; `doubt` is Chinese or empty."""

    kind: SpellKind | None
    words: tuple[str, ...]
    doubt: str = ""


def read_nature(text: str) -> tuple[SpellNature, re.Match | None]:
    """The capacity the words tell and the place of the deciding word; a plain post when they tell nothing."""
    text = text[:LONGEST_READ]
    for nature, pattern in _NATURES:
        if found := pattern.search(text):
            return nature, found
    clause = first_clause(text)
    if found := _STUDY.search(clause):
        return SpellNature.STUDY, found
    if (found := _COURSE.search(clause)) and not _JOB.search(clause):
        return SpellNature.STUDY, found
    return SpellNature.POST, None


def read_full_time(text: str) -> tuple[bool | None, str]:
    """Whether the study was full-time by its words, and the word; None when they do not say.

    脱产 and 全日制 say it outright; 党校 and the like only by custom, and give way.
    """
    if found := _FULL_TIME.search(text[:LONGEST_READ]):
        return True, found.group()
    if found := _PART_TIME.search(text[:LONGEST_READ]):
        return False, found.group()
    return None, ""


def read_place(text: str) -> Reading:
    """The kind of place the words name; the first clause decides, the rest only raises doubts."""
    text = text[:LONGEST_READ]
    clause = first_clause(text)
    reading = _place(clause)
    if reading.kind is None and clause != text:
        return _place(text)
    if later := _TOWNSHIP.search(_without_traps(text[len(clause) :])):
        own = SpellKind.TOWNSHIP_ORGAN
        if reading.kind in (SpellKind.COUNTY, SpellKind.ABOVE_COUNTY) and reading.kind != own:
            return Reading(reading.kind, reading.words, f"同一行还写了“{later.group()}”，去向不止一处")
    return reading


def first_clause(text: str) -> str:
    """The text up to the first comma, semicolon or 、 outside its first two characters."""
    found = re.search(r"[，,；;、。]", text[2:])
    return text[: found.start() + 2] if found else text


def _without_traps(text: str) -> str:
    # Same length, so that a place found afterwards is the same place in the text.
    text = _NO_PLACE.sub(lambda found: "□" * len(found.group()), text)
    return _COUNTY_NAME.sub(lambda found: "□" * len(found.group()), text)


def _place(original: str) -> Reading:
    text = _without_traps(original)
    if found := _TOWNSHIP.search(text):
        name = text[max(found.start() - 1, 0) : found.end()].lstrip("县市区□")
        rest = text[found.end() :]
        if "街道" in text[: found.start()]:
            return Reading(SpellKind.STREET, ("街道", name), "既写街道又写乡镇")
        for kind, pattern in _IN_TOWNSHIP:
            if hit := pattern.match(rest):
                return Reading(kind, (name, original[found.end() :][: hit.end()]))
        return Reading(SpellKind.TOWNSHIP_ORGAN, (name,), "" if not rest else f"“{name}”之后没有认得的机构名")
    for kind, pattern in _ELSEWHERE:
        if hit := pattern.search(text):
            word = original[hit.start() : hit.end()]
            return Reading(kind, (word,), _doubt(kind, text, word))
    return Reading(None, ())


def _doubt(kind: SpellKind, text: str, word: str) -> str:
    if kind == SpellKind.STREET and re.search(r"社区|居委会", text):
        return "街道下属社区，是否计入请核对"
    if kind == SpellKind.TOWNSHIP_POSTED:
        return f"“{word}”没有写明派驻在哪个乡镇"
    if kind == SpellKind.COUNTY and word == "县":
        return "只认出“县”字，没有认得的机构名"
    if kind == SpellKind.SCHOOL and not re.search(_TEACHES, text):
        return f"“{word}”分不清是任教还是就读"
    return ""
