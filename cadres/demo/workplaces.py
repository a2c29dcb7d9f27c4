"""Places to work at, each giving a stage of a career with the words a real résumé would use."""

from cadres.demo.facts import Post, Stage
from cadres.demo.months import choices_for, digits
from cadres.demo.places import COUNTY, ENTERPRISES, INSTITUTIONS, POSTED, Township
from cadres.rules.spell_kinds import SpellKind, SpellNature

_HEAD_OF = ("党政办公室主任", "经济发展办公室主任", "组织办公室主任", "综合行政执法办公室主任")


def _post(unit: str, title: str, began: int, ended: int | None, **more) -> Post:
    return Post(unit, title, digits(began), "" if ended is None else digits(ended), **more)


def _pick(began: int, place: str, options):
    return choices_for(f"{place} {began}").choice(options)


def township_staff(town: Township):
    """A clerk in the organs of a township."""

    def stage(began: int, ended: int | None) -> Stage:
        name = town.name_in(began)
        return Stage(
            began,
            ended,
            f"{COUNTY}{name}政府科员",
            SpellKind.TOWNSHIP_ORGAN,
            posts=[_post(town.government, "科员", began, ended)],
        )

    return stage


def township_office(town: Township):
    """Head of an office of a township's organs."""

    def stage(began: int, ended: int | None) -> Stage:
        name, title = town.name_in(began), _pick(began, town.name, _HEAD_OF)
        return Stage(
            began,
            ended,
            f"{COUNTY}{name}{title}",
            SpellKind.TOWNSHIP_ORGAN,
            posts=[_post(town.government, title, began, ended)],
        )

    return stage


def township_deputy(town: Township):
    """An earlier leader post (deputy) in a township."""

    def stage(began: int, ended: int | None) -> Stage:
        name = town.name_in(began)
        if name.endswith("街道"):
            raise ValueError(f"{name}已是街道")
        title = _pick(began, town.name, ("党委委员、组织委员", "副乡镇长", "党委委员、宣传委员", "党委副书记"))
        title = title.replace("副乡镇长", "副" + ("乡长" if name.endswith("乡") else "镇长"))
        unit = town.government if title.startswith("副") else town.party
        return Stage(
            began,
            ended,
            f"{COUNTY}{name}{title}",
            SpellKind.TOWNSHIP_ORGAN,
            posts=[_post(unit, title, began, ended, member="副职", leader=True)],
        )

    return stage


def former_town_staff(street: Township):
    """A clerk of a town that has become a street since: it was a township then."""

    def stage(began: int, ended: int | None) -> Stage:
        return Stage(began, ended, f"{COUNTY}{street.before}政府科员", SpellKind.TOWNSHIP_ORGAN)

    return stage


def township_institution(town: Township, title: str = "干部"):
    """Staff of an institution of a township."""

    def stage(began: int, ended: int | None) -> Stage:
        name, body = town.name_in(began), _pick(began, town.name, INSTITUTIONS)
        return Stage(
            began,
            ended,
            f"{COUNTY}{name}{body}{title}",
            SpellKind.TOWNSHIP_INSTITUTION,
            posts=[_post(f"{town.name}{body}", title, began, ended, selection="聘任")],
        )

    return stage


def township_posted(town: Township):
    """Staff of an office that the county posts in a township."""

    def stage(began: int, ended: int | None) -> Stage:
        body = _pick(began, town.name, POSTED)
        title = "司法助理员" if body == "司法所" else "工作人员"
        return Stage(
            began,
            ended,
            f"{COUNTY}{town.name_in(began)}{body}{title}",
            SpellKind.TOWNSHIP_POSTED,
            posts=[_post(f"{town.name}{body}", title, began, ended)],
        )

    return stage


def village_head(town: Township, village: str, title: str = "党支部书记"):
    """A village's own cadre."""

    def stage(began: int, ended: int | None) -> Stage:
        return Stage(
            began,
            ended,
            f"{COUNTY}{town.name_in(began)}{village}{title}",
            SpellKind.VILLAGE,
            posts=[_post(f"{town.name}{village}", title, began, ended, selection="选任")],
        )

    return stage


def department(unit: tuple, title: str, *, member: str = "", leader: bool = False):
    """A post in a county department or institution; `unit` is its entry in the list of places."""

    def stage(began: int, ended: int | None) -> Stage:
        return Stage(
            began,
            ended,
            f"{COUNTY}{unit[1].removeprefix('县')}{title}" if unit[1].startswith("县") else f"共青团{COUNTY}委{title}",
            SpellKind.COUNTY,
            posts=[_post(unit[0], title, began, ended, member=member, leader=leader)],
        )

    return stage


def street_post(street: Township, title: str, *, member: str = "", leader: bool = False):
    """A post in a street; no township work."""
    party = title.startswith("党工委")
    unit = f"中共{COUNTY}{street.name}工作委员会" if party else f"{COUNTY}{street.name}办事处"

    def stage(began: int, ended: int | None) -> Stage:
        words = title if party else f"办事处{title}"
        return Stage(
            began,
            ended,
            f"{COUNTY}{street.name}{words}",
            SpellKind.STREET,
            posts=[_post(unit, title, began, ended, member=member, leader=leader)],
        )

    return stage


def school(name: str, title: str = "教师"):
    """A teacher."""

    def stage(began: int, ended: int | None) -> Stage:
        return Stage(
            began, ended, f"{name}{title}", SpellKind.SCHOOL, posts=[_post(name, title, began, ended, selection="聘任")]
        )

    return stage


def enterprise(name: str, title: str = "职员", *, member: str = "", leader: bool = False):
    """An employee of an enterprise; one outside the county's tree of units has no line in the sheet of posts."""

    def stage(began: int, ended: int | None) -> Stage:
        post = _post(name, title, began, ended, member=member, leader=leader, selection="聘任")
        posts = [post] if name in ENTERPRISES else []
        return Stage(began, ended, f"{name}{title}", SpellKind.ENTERPRISE, posts=posts)

    return stage


def army(began: int, ended: int | None) -> Stage:
    """Service in the army."""
    return Stage(began, ended, "中国人民解放军某部队战士、班长", SpellKind.ARMY)


def city(began: int, ended: int | None) -> Stage:
    """A clerk of the city above the county."""
    return Stage(began, ended, "云川市农业农村局科员", SpellKind.ABOVE_COUNTY)


def loan(began: int, ended: int) -> Stage:
    """Lent to the county inside a township post: taken off."""
    return Stage(began, ended, "借调临溪县委组织部工作", SpellKind.COUNTY, SpellNature.ON_LOAN)


def full_time_course(began: int, ended: int) -> Stage:
    """Away for study inside a post: taken off."""
    return Stage(began, ended, "青岚师范大学公共管理专业脱产学习", SpellKind.STUDY, SpellNature.STUDY, True)


def part_time_course(began: int, ended: int, school_name: str, major: str) -> Stage:
    """Study beside the work."""
    return Stage(began, ended, f"{school_name}{major}专业在职学习", SpellKind.STUDY, SpellNature.STUDY, False)


def secondment_down(began: int, ended: int | None, town: Township) -> Stage:
    """Sent from the county down to a township for a time."""
    post = _post(town.party, "党委副书记（挂职）", began, ended, reason="挂职锻炼", primary=False)
    return Stage(
        began,
        ended,
        f"挂任{COUNTY}{town.name_in(began)}党委副书记",
        SpellKind.TOWNSHIP_ORGAN,
        SpellNature.SECONDMENT,
        posts=[post],
    )


def village_posting(began: int, ended: int | None, town: Township, village: str, title: str = "第一书记") -> Stage:
    """Posted to a village from another unit."""
    post = _post(f"{town.name}{village}", title, began, ended, primary=False)
    return Stage(
        began,
        ended,
        f"驻{COUNTY}{town.name_in(began)}{village}{title}",
        SpellKind.VILLAGE_POSTING,
        SpellNature.VILLAGE_POSTING,
        posts=[post],
    )
