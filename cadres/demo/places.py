"""The places of 临溪县: towns and their villages, streets, departments, schools, enterprises; all invented."""

from dataclasses import dataclass

COUNTY = "临溪县"
ROOT_CODE = "L01"


@dataclass(frozen=True)
class Township:
    """A town, township or street; `before` is what it was called until the month `since` (history)."""

    code: str
    name: str
    seats: int = 0
    spare: int = 0
    before: str = ""
    since: tuple[int, int] | None = None

    @property
    def head(self) -> str:
        """What the head of its government is called."""
        return "乡长" if self.name.endswith("乡") else "镇长"

    def name_in(self, month: int) -> str:
        """Its name in a month (year × 12 + month − 1)."""
        if self.before and month < self.since[0] * 12 + self.since[1] - 1:
            return self.before
        return self.name

    @property
    def party(self) -> str:
        return f"中共{COUNTY}{self.name}委员会"

    @property
    def congress(self) -> str:
        return f"{COUNTY}{self.name}人民代表大会"

    @property
    def government(self) -> str:
        return f"{COUNTY}{self.name}人民政府"

    @property
    def discipline(self) -> str:
        return f"中共{COUNTY}{self.name}纪律检查委员会"


# seats: members in post on the turnover day; spare: approved posts beyond them (a minus: more than approved).
TOWNSHIPS = (
    Township("L01.101", "柏渡镇", 10),
    Township("L01.102", "青岩镇", 10),
    Township("L01.103", "白塘镇", 9, before="白塘乡", since=(2020, 5)),
    Township("L01.104", "沙洲镇", 10, spare=-1),
    Township("L01.105", "枫林镇", 9),
    Township("L01.106", "古榕镇", 10),
    Township("L01.107", "双河镇", 9, spare=1),
    Township("L01.108", "云台镇", 10),
    Township("L01.109", "松坪乡", 9, spare=2),
    Township("L01.110", "石门乡", 10),
    Township("L01.111", "鹿鸣乡", 9),
    Township("L01.112", "竹园乡", 9),
)
STREETS = (
    Township("L01.121", "临江街道", before="临江镇", since=(2019, 6)),
    Township("L01.122", "城北街道"),
)
INSTITUTIONS = ("农业综合服务中心", "综合文化站", "社会事务服务中心", "退役军人服务站")
POSTED = ("司法所", "自然资源所")
COMMUNITIES = ("河滨社区", "东门社区", "书院社区")

_VILLAGE_FIRST = "桃柳杏梅竹松枣槐榆桑棠楠"
_VILLAGE_LAST = "岭湾坪坝冲溪坡塘洼沟"

DEPARTMENTS = (
    ("中共临溪县委办公室", "县委办公室", "3202"),
    ("中共临溪县委组织部", "县委组织部", "3203"),
    ("中共临溪县委宣传部", "县委宣传部", "3204"),
    ("中共临溪县委统战部", "县委统战部", "3205"),
    ("中共临溪县委政法委员会", "县委政法委", "32FF"),
    ("中共临溪县纪律检查委员会", "县纪委", "31"),
    ("临溪县人大常委会办公室", "县人大办公室", "33"),
    ("临溪县人民政府办公室", "县政府办公室", "3401"),
    ("临溪县政协办公室", "县政协办公室", "35"),
    ("临溪县发展和改革局", "县发展和改革局", "3404"),
    ("临溪县教育局", "县教育局", "3405"),
    ("临溪县工业和信息化局", "县工业和信息化局", "3407"),
    ("临溪县公安局", "县公安局", "3409"),
    ("临溪县民政局", "县民政局", "3412"),
    ("临溪县司法局", "县司法局", "3413"),
    ("临溪县财政局", "县财政局", "3414"),
    ("临溪县人力资源和社会保障局", "县人社局", "3415"),
    ("临溪县自然资源局", "县自然资源局", "3416"),
    ("临溪县住房和城乡建设局", "县住建局", "3418"),
    ("临溪县交通运输局", "县交通运输局", "3419"),
    ("临溪县水利局", "县水利局", "3421"),
    ("临溪县农业农村局", "县农业农村局", "3422"),
    ("临溪县商务局", "县商务局", "3423"),
    ("临溪县文化和旅游局", "县文化和旅游局", "3424"),
    ("临溪县卫生健康局", "县卫生健康局", "3450"),
    ("临溪县退役军人事务局", "县退役军人事务局", "3447"),
    ("临溪县应急管理局", "县应急管理局", "3437"),
    ("临溪县审计局", "县审计局", "3428"),
    ("临溪县统计局", "县统计局", "3438"),
    ("临溪县林业局", "县林业局", "3439"),
    ("临溪县市场监督管理局", "县市场监督管理局", "3432"),
    ("临溪县总工会", "县总工会", "3901"),
    ("共青团临溪县委员会", "团县委", "3902"),
    ("临溪县妇女联合会", "县妇联", "3903"),
)
COUNTY_INSTITUTIONS = (
    ("中共临溪县委党校", "县委党校"),
    ("临溪县融媒体中心", "县融媒体中心"),
    ("临溪县乡村振兴服务中心", "县乡村振兴服务中心"),
    ("临溪县投资促进服务中心", "县投资促进服务中心"),
    ("临溪县水利工程管理站", "县水利工程管理站"),
    ("临溪县农业技术推广中心", "县农业技术推广中心"),
    ("临溪县政务服务中心", "县政务服务中心"),
)
SCHOOLS = (
    "临溪县第一中学",
    "临溪县第二中学",
    "临溪县职业技术学校",
    "临溪县实验小学",
    "临溪县青溪小学",
    "临溪县第一幼儿园",
)
ENTERPRISES = ("临溪县城乡建设投资集团有限公司", "临溪县水务有限公司")


def villages(index: int) -> list[str]:
    """The ten villages of the township of that index, each name once in the county."""
    firsts = [_VILLAGE_FIRST[(index + step) % len(_VILLAGE_FIRST)] for step in range(len(_VILLAGE_LAST))]
    return [f"{first}{last}村" for first, last in zip(firsts, _VILLAGE_LAST, strict=True)]
