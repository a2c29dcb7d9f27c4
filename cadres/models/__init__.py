"""Tables of cadre records."""

from cadres.models.appointments import Appointment, Qualification, RankSpan
from cadres.models.education import Education
from cadres.models.forms import AppointmentForm
from cadres.models.honours import Appraisal, Award
from cadres.models.people import FamilyMember, Person, Photo, SourceTag
from cadres.models.resume import Resume, Spell, SpellConfirmation, TownshipPeriod
from cadres.models.turnover import SlateMember, TurnoverRound, TurnoverUnit

__all__ = [
    "Appointment",
    "AppointmentForm",
    "Appraisal",
    "Award",
    "Education",
    "FamilyMember",
    "Person",
    "Photo",
    "Qualification",
    "RankSpan",
    "Resume",
    "SlateMember",
    "SourceTag",
    "Spell",
    "SpellConfirmation",
    "TownshipPeriod",
    "TurnoverRound",
    "TurnoverUnit",
]
