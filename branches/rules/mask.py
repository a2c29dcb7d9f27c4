"""Names of private persons as papers and ledgers may show them."""

# Family names of two characters; the rest of a name is never shown.
_TWO = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文"
    "司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘"
    "左丘东门西门第五"
)
_DOUBLE = frozenset(_TWO[place : place + 2] for place in range(0, len(_TWO), 2))


def mask_surname(name: str) -> str:
    """The family name and 某: 张三丰 → 张某, 欧阳锋 → 欧阳某; what is masked already stays as it is; empty stays empty.

    A name of two characters has a family name of one (欧某); of a name written with a dot the first character is shown.
    """
    name = "".join(name.split())
    if not name:
        return ""
    family = name[:2] if len(name) > 2 and name[:2] in _DOUBLE else name[:1]
    return f"{family}某"
