"""The seats of a township's leadership team, and the stage of a career that holding one is."""

from cadres.demo.facts import Post, Stage
from cadres.demo.months import digits
from cadres.demo.places import COUNTY, Township
from cadres.rules.spell_kinds import SpellKind

CHIEF_SEATS = ("书记", "镇长", "人大主席")
DEPUTY_SEATS = ("副书记", "纪委书记", "组织委员", "宣传委员", "武装部长", "副镇长", "副镇长乙")

_TITLES = {
    "副书记": "党委副书记",
    "纪委书记": "党委委员、纪委书记",
    "组织委员": "党委委员、组织委员",
    "宣传委员": "党委委员、宣传统战委员",
    "武装部长": "党委委员、武装部部长",
}


def seats_of(town: Township) -> tuple[str, ...]:
    """Seats filled in the township: with nine, the secretary heads the congress too."""
    chiefs = CHIEF_SEATS if town.seats == 10 else CHIEF_SEATS[:2]
    return chiefs + DEPUTY_SEATS


def seat_stage(town: Township, seat: str, began: int, day: str = "") -> Stage:
    """The stage that holds the seat from a month on; `day` is the full date when it is known (yyyymmdd)."""
    head = town.head
    since = day or digits(began)
    posts = _posts(town, seat, since)
    title = "、".join(dict.fromkeys(_shown(posts)))
    if seat == "镇长":
        title = f"党委副书记、{head}"
    return Stage(began, None, f"{COUNTY}{town.name_in(began)}{title}", SpellKind.TOWNSHIP_ORGAN, posts=posts)


def is_chief(seat: str) -> bool:
    """Whether the seat is one of the township's first posts (乡科级正职)."""
    return seat in CHIEF_SEATS


def _shown(posts: list[Post]) -> list[str]:
    return [part for post in posts for part in post.title.split("、")]


def _posts(town: Township, seat: str, since: str) -> list[Post]:
    def post(unit, title, member, order, primary=True, selection="委任"):
        return Post(unit, title, since, "", member, True, primary, order, selection)

    if seat == "书记":
        posts = [post(town.party, "党委书记", "正职", 1, selection="选任")]
        if town.seats == 9:
            posts.append(post(town.congress, "人大主席", "正职", 2, False, "选任"))
        return posts
    if seat == "镇长":
        return [
            post(town.government, town.head, "正职", 1, selection="选任"),
            post(town.party, "党委副书记", "副职", 2, False),
        ]
    if seat == "人大主席":
        return [post(town.congress, "人大主席", "正职", 1, selection="选任")]
    if seat == "纪委书记":
        return [
            post(town.party, "党委委员", "副职", 1, selection="选任"),
            post(town.discipline, "纪委书记", "副职", 2, False, "选任"),
        ]
    if seat == "副镇长":
        return [
            post(town.party, "党委委员", "副职", 1, selection="选任"),
            post(town.government, f"副{town.head}", "副职", 2, False, "选任"),
        ]
    if seat == "副镇长乙":
        return [post(town.government, f"副{town.head}", "副职", 1, selection="选任")]
    return [post(town.party, _TITLES[seat], "副职", 1, selection="选任")]
