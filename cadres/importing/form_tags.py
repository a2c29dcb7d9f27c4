"""The tags of 干部任免审批表 (.lrmx) in the official order, and where each goes."""

PERSON_TAGS = {
    "XingMing": "姓名", "XingBie": "性别", "ChuShengNianYue": "出生年月", "MinZu": "民族", "JiGuan": "籍贯",
    "ChuShengDi": "出生地", "RuDangShiJian": "入党时间文字", "CanJiaGongZuoShiJian": "参加工作时间",
    "JianKangZhuangKuang": "健康状况", "ZhuanYeJiShuZhiWu": "专业技术职务",
    "ShuXiZhuanYeYouHeZhuanChang": "熟悉专业有何特长", "XianRenZhiWu": "现工作单位及职务全称", "JianLi": "简历",
    "JiangChengQingKuang": "奖惩综述", "NianDuKaoHeJieGuo": "年度考核结果综述", "ShenFenZheng": "身份证号",
    "ZhengZhiMianMao": "政治面貌",
}  # fmt: skip
FORM_TAGS = {
    "NiRenZhiWu": "拟任职务", "NiMianZhiWu": "拟免职务", "RenMianLiYou": "任免理由", "ChengBaoDanWei": "呈报单位",
    "JiSuanNianLingShiJian": "计算年龄时间", "TianBiaoShiJian": "填表时间", "TianBiaoRen": "填表人",
    "DaoLingNianYue": "到龄年月", "GaiGeQianRenZhiNianLingJieXian": "改革前任职年龄界限", "Version": "版本",
}  # fmt: skip
EDUCATION_PARTS = {
    "_XueLi": "学历名称", "_XueWei": "学位名称", "_XueLi_BiYeYuanXiaoXi": "毕业院校系及专业",
    "_XueWei_BiYeYuanXiaoXi": "毕业院校系及专业（学位）",
}  # fmt: skip
EDUCATION_GROUPS = {"QuanRiZhiJiaoYu": "全日制", "ZaiZhiJiaoYu": "在职"}
FAMILY_TAGS = {
    "ChengWei": "称谓", "XingMing": "家庭成员姓名", "ChuShengRiQi": "出生日期", "ZhengZhiMianMao": "政治面貌",
    "GongZuoDanWeiJiZhiWu": "工作单位及职务",
}  # fmt: skip
MULTILINE_TAGS = {"JianLi", "JiangChengQingKuang", "NianDuKaoHeJieGuo", "RenMianLiYou", "ChengBaoDanWei"}
OFFICIAL_ORDER = ["XingMing", "XingBie", "ChuShengNianYue", "MinZu", "JiGuan", "ChuShengDi", "RuDangShiJian", "CanJiaGongZuoShiJian", "JianKangZhuangKuang", "ZhuanYeJiShuZhiWu", "ShuXiZhuanYeYouHeZhuanChang", "QuanRiZhiJiaoYu_XueLi", "QuanRiZhiJiaoYu_XueWei", "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "ZaiZhiJiaoYu_XueLi", "ZaiZhiJiaoYu_XueWei", "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "XianRenZhiWu", "NiRenZhiWu", "NiMianZhiWu", "JianLi", "JiangChengQingKuang", "NianDuKaoHeJieGuo", "RenMianLiYou", "JiaTingChengYuan", "ChengBaoDanWei", "JiSuanNianLingShiJian", "TianBiaoShiJian", "TianBiaoRen", "ShenFenZheng", "ZhaoPian", "Version"]
"""The 34 tags of the official editor 3.2.1 (verified); the two tags of 2025 are written only when they hold a value."""
