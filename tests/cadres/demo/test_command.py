"""When the command that loads the demo county does nothing."""

import pytest
from django.core.management import CommandError, call_command

from cadres.models import Person

pytestmark = pytest.mark.django_db


def test_a_database_with_other_people_is_left_alone():
    Person.objects.create(name="赵砚禾", name_key="赵砚禾")
    with pytest.raises(CommandError, match="已有人员"):
        call_command("demo_county")
    assert Person.objects.count() == 1
