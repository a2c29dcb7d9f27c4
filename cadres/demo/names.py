"""Names nobody has: common surnames with given names made of plants, waters and weather."""

from cadres.demo.months import choices_for

_SURNAMES = (
    "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
    "苗凤花方俞任袁柳唐罗薛雷贺倪汤滕殷毕郝邬安常乐于时傅卞齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛禹狄米贝明臧"
    "计成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季"
)
_COMPOUND = ("欧阳", "上官", "司徒", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "澹台")
_FIRST = "砚禾汐岫澍筠屿苇岑荞樾葭霁洲棠芷蘅槿沅湄峤嵘垚坤柘楠枫桐栎榆松柏峰川"
_MEN = "舟岩石峰川泽林田野原柯樵牧耕谷渡桥帆峦岳"
_WOMEN = "苓蔓荷菱薇蓉茉莲萱芸蕙兰溪漪澜雯霏露云月"
_DOTTED = ("阿木", "吉克", "木呷", "伊扎", "沙马", "阿依")


class Names:
    """A giver of names, the same ones in the same order for the same key."""

    def __init__(self, key: str):
        self._choices = choices_for(key)
        self._given: set[str] = set()

    def next(self, *, woman: bool) -> str:
        """A name not given before."""
        while True:
            name = self._one(woman, "")
            if name not in self._given:
                self._given.add(name)
                return name

    def relative(self, *, woman: bool, surname: str = "") -> str:
        """A name for a relative, of the surname if one is given; it may be met again."""
        return self._one(woman, surname)

    def dotted(self, *, woman: bool) -> str:
        """A name in two parts joined by ·, as some minorities write theirs."""
        second = self._choices.choice(_WOMEN if woman else _MEN) + self._choices.choice(_FIRST)
        name = f"{self._choices.choice(_DOTTED)}·{second}"
        if name in self._given:
            return self.dotted(woman=woman)
        self._given.add(name)
        return name

    def _one(self, woman: bool, surname: str) -> str:
        choices = self._choices
        family = surname or (choices.choice(_COMPOUND) if choices.random() < 0.03 else choices.choice(_SURNAMES))
        last = choices.choice(_WOMEN if woman else _MEN)
        if choices.random() < 0.12:
            return family + choices.choice(_FIRST)
        return family + choices.choice(_FIRST) + last


def surname_of(name: str) -> str:
    """The family's part of a name made here; empty for a name in two parts."""
    if "·" in name:
        return ""
    return next((surname for surname in _COMPOUND if name.startswith(surname)), name[0])
