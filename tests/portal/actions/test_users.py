"""Accounts: inert until granted, never granted by oneself, never two of the separated administrators."""

import pytest
from django.core.exceptions import ValidationError

from portal.actions.units import create_unit
from portal.actions.users import create_user, grant_role, random_password, set_active
from portal.rules.roles import Permission, Role

pytestmark = pytest.mark.django_db


def an_account(name="chen"):
    return create_user(username=name, full_name="陈测一", password=random_password(), by=None)


def test_a_new_account_may_do_nothing():
    user = an_account()

    assert user.permissions == frozenset()
    assert user.scope_units() == []


def test_a_grant_opens_its_unit_and_everything_below():
    county = create_unit(code="001", name="临溪县", kind="county", by=None)
    township = create_unit(code="001.101", name="松坪乡", kind="township", parent=county, by=None)
    user = an_account()

    grant_role(user=user, role=Role.TOWNSHIP_OFFICER, unit=township, by=None)

    assert user.can(Permission.VIEW_RECORDS)
    assert user.scope_units() == [township]
    assert not user.sees_everything()


def test_nobody_grants_themselves_a_role():
    user = an_account()

    with pytest.raises(ValidationError, match="自己"):
        grant_role(user=user, role=Role.CADRE_SECTION, unit=None, by=user)


def test_an_administrator_holds_no_second_role():
    user = an_account()
    grant_role(user=user, role=Role.AUDIT_ADMIN, unit=None, by=None)

    with pytest.raises(ValidationError, match="兼任"):
        grant_role(user=user, role=Role.CADRE_SECTION, unit=None, by=None)


def test_names_differing_only_in_case_are_one_name():
    an_account("Chen")

    with pytest.raises(ValidationError, match="已被使用"):
        an_account("chen")


def test_a_closed_account_has_no_rights():
    user = an_account()
    grant_role(user=user, role=Role.CADRE_SECTION, unit=None, by=None)

    set_active(user=user, active=False, by=None)

    assert type(user).objects.get(pk=user.pk).permissions == frozenset()


def test_random_passwords_pass_the_rules():
    for number in range(50):
        an_account(f"user{number}")
