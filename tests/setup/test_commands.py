"""Commands and answers of the installation: first sign-ins, new passwords, health, checks, log lines."""

import io
import logging
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from portal import checks, log_lines
from portal.models import Unit, User
from portal.passwords import CharacterClassesValidator
from portal.rules.roles import Role
from portal.views import health


def said(command: str, *arguments: str) -> str:
    output = io.StringIO()
    call_command(command, *arguments, stdout=output)
    return output.getvalue()


def passwords_in(text: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) +(\S+)  ", text, re.MULTILINE))


@pytest.mark.django_db
def test_first_sign_ins_work_and_are_shown_once(client):
    shown = passwords_in(said("create_sign_ins", "--county", "999999", "临溪县"))
    of_the_county = {"ganbugu", "buzhang", "gongwuyuan", "jiaoyugu", "zuzhigu", "dangjianban"}
    assert set(shown) == of_the_county | {"xitong", "anquan", "shenji"}  # no township and no village yet
    for username, password in shown.items():
        assert User.objects.get(username=username).check_password(password)
    again = said("create_sign_ins")
    assert "ganbugu" in again and not any(password in again for password in shown.values())


@pytest.mark.django_db
def test_production_gets_only_the_three_administrators_who_must_choose_a_password():
    said("create_sign_ins", "--administrators-only", "--county", "999999", "临溪县")
    users = User.objects.all()
    assert {user.grants.get().role for user in users} == {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}
    assert all(user.must_change_password for user in users)
    assert Unit.objects.get().name == "临溪县"


@pytest.mark.django_db
def test_a_reset_gives_a_new_password_and_ends_the_lock(client):
    said("create_sign_ins")
    for _ in range(6):
        client.post("/sign-in/", {"username": "xitong", "password": "wrong"})
    password = said("reset_password", "xitong").strip().rpartition("：")[2]
    assert client.post("/sign-in/", {"username": "xitong", "password": password}).status_code == 302
    with pytest.raises(CommandError, match="没有账号"):
        said("reset_password", "nobody")


@pytest.mark.django_db
def test_a_migrated_database_without_first_start_lets_nobody_in():
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["abcdefghijkl", "ABCDEFGH1234", "123456789012", "aB3" * 43])
def test_a_password_of_two_classes_or_too_long_is_refused(password):
    with pytest.raises(ValidationError):
        CharacterClassesValidator().validate(password)


@pytest.mark.parametrize("password", ["Abcdefgh1234", "abcdefgh-1234", "临溪县Abc-2026"])
def test_a_password_of_three_classes_is_taken(password):
    CharacterClassesValidator().validate(password)


@pytest.mark.django_db
def test_ready_says_which_part_is_missing(client, monkeypatch):
    monkeypatch.setattr(health, "_broker_answers", lambda: False)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": True, "broker": False, "migrations": True}
    monkeypatch.setattr(health, "_broker_answers", lambda: True)
    assert client.get("/readyz").status_code == 200


def test_alive_asks_no_database(client):
    assert client.get("/livez").content == b"ok"


@pytest.mark.django_db
def test_the_database_of_these_tests_reads_chinese():
    assert checks.database_reads_chinese(None, ["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute(checks.CHINESE_TRIGRAMS)
        assert cursor.fetchone()[0] > 0


def test_an_exception_is_one_log_line_without_its_words():
    try:
        raise DatabaseError("Key (id_number)=(999999199001011234)\nalready exists")
    except DatabaseError as error:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed\r\nforged entry", (), None)
        record.exc_info = (type(error), error, error.__traceback__)
    line = log_lines.OneLine().format(record)
    assert "999999" not in line and "\n" not in line and "\r" not in line
    assert "DatabaseError" in line and "test_commands.py" in line
