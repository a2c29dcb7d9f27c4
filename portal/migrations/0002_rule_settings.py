"""The rules an office may change, each with the value it starts from and where that comes from."""

from django.db import migrations

_OFFICE = "本部门约定，未见全国统一规定"
SETTINGS = [
    (
        "township_experience",
        {
            "unit_kinds": [
                "township_organ", "township_institution", "township_posted", "village", "village_posting",
            ],
            "exclude_loans_up": True,
            "exclude_secondments_up": False,
            "exclude_full_time_study": True,
            "exclude_suspension": True,
            "leave_months_allowed": 6,
            "count_secondments_down": True,
            "secondment_min_months": 6,
            "month_convention": "AUTO",
            "months_required": 24,
        },
        "未见“2年以上乡镇工作经历”的全国定义；公务员遴选公告中“乡镇机关”与“乡镇（含驻村）”两种口径并存，默认取后者",
    ),
    (
        "young_age",
        {"threshold": 35, "boundary": "NOT_FULL_NEXT", "precision": "month"},
        "某地换届表格“35岁以下（不满36岁）”；各地口径不一，请核定",
    ),
    (
        "under30_age",
        {"threshold": 30, "boundary": "NOT_FULL_NEXT", "precision": "month"},
        "某地换届表格“30岁以下（不满31岁）”；各地口径不一，请核定",
    ),
    ("college_regular_class_counts", True, "大学普通班:GB/T 4658-2006 列入本科(28),组织系统 ZB64 列入专科组(3B)"),
    ("graduate_class_counts", True, "研究生班：组织系统 ZB64 代码13,按学历层次计入；未核实"),
    ("percent_digits", 1, "报告样例保留一位小数"),
    ("missing_red_share", "2.0", _OFFICE),
    ("team_includes_streets", False, "换届统计口径为乡镇，街道另行统计;" + _OFFICE),
    ("wide_non_party", True, "党外：除中共党员、预备党员以外的人员；是否含团员、群众由本部门核定"),
]


def add(apps, schema_editor):
    setting = apps.get_model("portal", "RuleSetting")
    setting.objects.bulk_create(setting(key=key, value=value, source=source) for key, value, source in SETTINGS)


def remove(apps, schema_editor):
    apps.get_model("portal", "RuleSetting").objects.filter(key__in=[key for key, *_rest in SETTINGS]).delete()


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
