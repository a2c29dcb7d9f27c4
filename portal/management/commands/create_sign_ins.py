"""Makes the first accounts, each with a fresh random password that is shown once; later only names them."""

from django.core.management import BaseCommand
from django.db import transaction

from portal.actions.units import create_unit
from portal.actions.users import create_user, grant_role, random_password
from portal.models import Unit
from portal.queries.users import sign_ins
from portal.rules.roles import SEPARATED_ROLES, Role
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind

# Account name, what it stands for, its role; a business role is given only when there are units to see.
ACCOUNTS = (
    ("ganbugu", "干部股", Role.CADRE_SECTION),
    ("buzhang", "部领导", Role.LEADER),
    ("gongwuyuan", "公务员股", Role.CIVIL_SERVANT_SECTION),
    ("jiaoyugu", "教育股", Role.TRAINING_SECTION),
    ("zuzhigu", "组织股", Role.ORGANIZATION_SECTION),
    ("dangjianban", "党建办", Role.INITIATIVE_SECTION),
    ("xiangzhen", "乡镇组织委员", Role.TOWNSHIP_OFFICER),
    ("cunshuji", "村（支部）书记", Role.BRANCH_SECRETARY),
    ("xitong", "系统管理员", Role.SYSTEM_ADMIN),
    ("anquan", "安全管理员", Role.SECURITY_ADMIN),
    ("shenji", "审计管理员", Role.AUDIT_ADMIN),
)


class Command(BaseCommand):
    """Does nothing to a database in which somebody can already sign in."""

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--administrators-only", action="store_true", help="only the three administrators, as for production"
        )
        parser.add_argument("--county", nargs=2, metavar=("CODE", "NAME"), help="also make the topmost unit, if none")

    def handle(self, *args, **options) -> None:
        if known := list(sign_ins().order_by("pk").values_list("username", flat=True)[: len(ACCOUNTS)]):
            self.stdout.write(f"账号：{'、'.join(known)}。忘记口令：.venv/bin/python manage.py reset_password 账号")
            return
        if options["county"] and not Unit.objects.exists():
            code, name = options["county"]
            create_unit(code=code, name=name, kind=UnitKind.COUNTY, by=None)
        made = _create(only_administrators=options["administrators_only"])
        self.stdout.write("\n登录账号（口令只显示这一次，请记下）：")
        for username, full_name, password in made:
            self.stdout.write(f"  {username:<10} {password}  {full_name}")


@transaction.atomic
def _create(only_administrators: bool) -> list[tuple[str, str, str]]:
    county = Unit.objects.filter(parent=None).order_by("path").first()
    township = Unit.objects.filter(kind__in=TOWNSHIP_ORGANS).order_by("path").first()
    # The second village of the demo: the first has a general branch, which holds no meetings of its own.
    village = Unit.objects.filter(kind=UnitKind.VILLAGE, township=township).order_by("path")[:2][::-1]
    village = village[0] if village else None
    places = {Role.TOWNSHIP_OFFICER: township, Role.BRANCH_SECRETARY: village}
    made = []
    for username, full_name, role in ACCOUNTS:
        is_administrator = role in SEPARATED_ROLES
        unit = None if is_administrator else places.get(role, county)
        if not is_administrator and (only_administrators or unit is None):
            continue
        password = random_password()
        # The demo's readers shall see the figures at once; whoever runs a real system chooses an own password.
        user = create_user(
            username=username,
            full_name=f"{full_name} {unit.name}" if role in places else full_name,
            password=password,
            by=None,
            must_change_password=only_administrators,
        )
        grant_role(user=user, role=role, unit=unit, by=None)
        made.append((username, user.full_name, password))
    return made
