"""The units of the county as rows of the sheet B01单位."""

from dataclasses import dataclass, field

from cadres.demo.places import (
    COMMUNITIES,
    COUNTY,
    COUNTY_INSTITUTIONS,
    DEPARTMENTS,
    ENTERPRISES,
    INSTITUTIONS,
    POSTED,
    ROOT_CODE,
    SCHOOLS,
    STREETS,
    TOWNSHIPS,
    Township,
    villages,
)

# Names of the unit categories (ZB04) used here.
_CATEGORY = {
    "1001": "党委",
    "1002": "党的纪委",
    "1003": "人大",
    "1004": "政府",
    "3": "机关（工作部门、办事机构、派出机构）",
    "31": "党的纪委机关",
    "3202": "党委办公厅、室",
    "3203": "党委组织部",
    "3204": "党委宣传部",
    "3205": "党委统战部",
    "32FF": "党委其他机关",
    "33": "人大机关",
    "35": "政协机关",
    "3401": "政府办公厅、室",
    "3404": "发改委",
    "3405": "教育（文教）部门",
    "3407": "工业和信息化部门",
    "3409": "公安部门",
    "3412": "民政部门",
    "3413": "司法部门",
    "3414": "财政部门",
    "3415": "人力资源和社会保障部门",
    "3416": "国土资源部门",
    "3418": "住房和城乡建设部门",
    "3419": "交通运输部门",
    "3421": "水利部门",
    "3422": "农业部门",
    "3423": "商务部门",
    "3424": "文化部门",
    "3428": "审计部门",
    "3432": "工商行政管理部门",
    "3437": "安全生产监管部门",
    "3438": "统计部门",
    "3439": "林业部门",
    "3447": "政府其他机关",
    "3450": "卫生和计划生育部门",
    "3480": "政府派出机关",
    "3901": "工会",
    "3902": "共青团",
    "3903": "妇联",
    "42": "其他事业单位",
    "5001": "国有企业",
    "F": "其他",
    "1": "领导机构",
}


@dataclass
class _Rows:
    rows: list[dict] = field(default_factory=list)
    position: int = 0

    def add(self, code, name, short, affiliation, level, category, legal, **numbers):
        self.position += 1
        row = {
            "机构名称": name,
            "机构简称": short,
            "机构编码": code,
            "所在政区": COUNTY,
            "隶属关系": affiliation,
            "机构级别": level,
            "机构类别": _CATEGORY[category],
            "法人单位标识": legal,
            "行政编制数": 0,
            "事业编制数（参照）": 0,
            "事业编制数（非参照）": 0,
            "工勤编制数": 0,
            "其他编制数": 0,
            "内设机构领导职数": 0,
            "正职领导职数": 0,
            "副职领导职数": 0,
            "同级排序号": self.position,
        }
        self.rows.append(row | numbers)


def unit_rows() -> list[dict]:
    """Every unit, parents before children; the code's dots are the tree."""
    out = _Rows()
    out.add(ROOT_CODE, COUNTY, COUNTY, "县", "县、处级", "1", "法人单位", 行政编制数=0, 正职领导职数=1, 副职领导职数=1)
    for index, town in enumerate(TOWNSHIPS):
        _township(out, town, index)
    for street in STREETS:
        _street(out, street)
    for number, (name, short, category) in enumerate(DEPARTMENTS, 1):
        out.add(
            f"L01.2{number:02d}",
            name,
            short,
            "县",
            "乡、科级",
            category,
            "法人单位",
            行政编制数=18,
            正职领导职数=1,
            副职领导职数=3,
        )
    for number, (name, short) in enumerate(COUNTY_INSTITUTIONS, 1):
        out.add(
            f"L01.3{number:02d}",
            name,
            short,
            "县",
            "乡、科级",
            "42",
            "法人单位",
            **{"事业编制数（非参照）": 15, "正职领导职数": 1, "副职领导职数": 2},
        )
    for number, name in enumerate(SCHOOLS, 1):
        out.add(
            f"L01.4{number:02d}",
            name,
            name.removeprefix("临溪"),
            "县",
            "股级",
            "42",
            "法人单位",
            **{"事业编制数（非参照）": 90, "正职领导职数": 1, "副职领导职数": 2},
        )
    for number, name in enumerate(ENTERPRISES, 1):
        out.add(
            f"L01.5{number:02d}",
            name,
            name.removeprefix("临溪"),
            "县",
            "乡、科级",
            "5001",
            "法人单位",
            其他编制数=40,
            正职领导职数=1,
            副职领导职数=3,
        )
    return out.rows


def quotas(town: Township) -> dict[str, tuple[int, int]]:
    """Approved chief and deputy posts of each organ; a secretary who also heads the congress takes one post."""
    deputies = {"party": 5, "government": 2}
    deputies["government" if town.spare > 0 else "party"] += town.spare
    return {
        "party": (1, deputies["party"]),
        "congress": (1 if town.seats == 10 else 0, 0),
        "government": (1, deputies["government"]),
    }


def _township(out: _Rows, town: Township, index: int) -> None:
    kind = "乡" if town.name.endswith("乡") else "镇"
    approved = quotas(town)
    out.add(town.code, town.name, town.name, kind, "乡、科级", "3", "法人单位", 行政编制数=32 + town.seats)
    organs = (
        ("01", town.party, "党委", "1001", "party"),
        ("02", town.congress, "人大", "1003", "congress"),
        ("03", town.government, "政府", "1004", "government"),
        ("04", town.discipline, "纪委", "1002", ""),
    )
    for code, name, short, category, key in organs:
        chiefs, deputies = approved.get(key, (0, 0))
        out.add(
            f"{town.code}.{code}",
            name,
            f"{town.name}{short}",
            kind,
            "乡、科级",
            category,
            "内设机构",
            正职领导职数=chiefs,
            副职领导职数=deputies,
        )
    for number, name in enumerate(INSTITUTIONS, 11):
        out.add(
            f"{town.code}.{number}",
            f"{town.name}{name}",
            "",
            kind,
            "股级",
            "42",
            "法人单位",
            **{"事业编制数（非参照）": 8, "正职领导职数": 1, "副职领导职数": 1},
        )
    for number, name in enumerate(POSTED, 21):
        out.add(
            f"{town.code}.{number}",
            f"{town.name}{name}",
            "",
            "县",
            "股级",
            "3",
            "法人单位",
            行政编制数=3,
            正职领导职数=1,
            副职领导职数=0,
        )
    for number, name in enumerate(villages(index), 31):
        out.add(
            f"{town.code}.{number}",
            f"{town.name}{name}",
            name,
            kind,
            "其他",
            "F",
            "法人单位",
            正职领导职数=1,
            副职领导职数=1,
        )


def _street(out: _Rows, street: Township) -> None:
    out.add(street.code, street.name, street.name, "街道", "乡、科级", "3480", "法人单位", 行政编制数=40)
    out.add(
        f"{street.code}.01",
        f"中共{COUNTY}{street.name}工作委员会",
        f"{street.name}党工委",
        "街道",
        "乡、科级",
        "1001",
        "内设机构",
        正职领导职数=1,
        副职领导职数=4,
    )
    out.add(
        f"{street.code}.03",
        f"{COUNTY}{street.name}办事处",
        f"{street.name}办事处",
        "街道",
        "乡、科级",
        "3480",
        "内设机构",
        正职领导职数=1,
        副职领导职数=3,
    )
    for number, name in enumerate(COMMUNITIES, 31):
        prefix = "" if street.name == "临江街道" else "北"
        out.add(
            f"{street.code}.{number}",
            f"{street.name}{prefix}{name}",
            f"{prefix}{name}",
            "街道",
            "其他",
            "F",
            "法人单位",
            正职领导职数=1,
            副职领导职数=1,
        )
