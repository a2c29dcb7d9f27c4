"""Work of Party organizations that a timer asks for."""

from celery import shared_task
from django.utils import timezone

from branches.actions.life import settle_life_slots


@shared_task(name="branches.settle_life_slots")
def settle_slots() -> int:
    """What every organization had to hold this year, judged anew; how many slots changed."""
    return settle_life_slots(through=timezone.localdate())
