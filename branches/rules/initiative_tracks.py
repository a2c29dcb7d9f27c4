"""The tracks of 党建+ and the measures taken on each, as data: a track is a row here and nothing else."""

from portal.rules.labelled import Labelled


class Track(Labelled):
    """Tracks of 党建+ initiatives (the report, chapters (二) and (三))."""

    INDUSTRY = ("industry", "党建+产业发展")
    GOVERNANCE = ("governance", "党建+社会治理")
    SERVICE = ("service", "党建+公共服务")
    CIVILITY = ("civility", "党建+乡风文明")


MEASURES: dict[Track, tuple[tuple[str, str], ...]] = {
    Track.INDUSTRY: (
        ("speciality", "特色农业"),
        ("tourism", "乡村旅游"),
        ("commerce", "电商经济"),
        ("chain", "产业链党组织"),
        ("leading", "党员带富"),
        ("cultivation", "双培双带"),
    ),
    Track.GOVERNANCE: (
        ("compact", "村规民约"),
        ("points", "积分制"),
        ("disputes", "矛盾纠纷排查化解"),
        ("council", "村民议事会"),
        ("committee", "乡村治理委员会"),
        ("law", "法治宣传教育"),
    ),
    Track.SERVICE: (
        ("culture", "文化娱乐"),
        ("health", "医疗卫生"),
        ("care", "养老托幼"),
        ("errands", "代办服务"),
    ),
    Track.CIVILITY: (
        ("heritage", "红色教育"),
        ("customs", "移风易俗"),
        ("facilities", "文化设施"),
        ("activities", "群众文化活动"),
    ),
}
MEASURE_CHOICES = [pair for pairs in MEASURES.values() for pair in pairs]


def belongs(track: str, measure: str) -> bool:
    """Whether the measure is one of the track's."""
    return measure in dict(MEASURES[Track(track)])
