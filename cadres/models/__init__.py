"""Tables of cadre records."""

from cadres.models.appointments import Appointment, Qualification, RankSpan
from cadres.models.assessment import AssessmentConsequence, AwardCase, PeriodicAppraisal
from cadres.models.determinations import ArchiveDetermination
from cadres.models.education import Education
from cadres.models.forms import AppointmentForm
from cadres.models.honours import Appraisal, Award
from cadres.models.partners import CooperationAgreement, PartnerUnit
from cadres.models.people import FamilyMember, Person, Photo, SourceTag
from cadres.models.posts import PersonExperience, PostProfile, PostReservation
from cadres.models.ranks import (
    InitialRankConversion,
    PromotionBar,
    RankPool,
    RankPoolUnit,
    RankPromotionCase,
    RankPromotionRound,
    RankQuota,
)
from cadres.models.resume import Resume, Spell, SpellConfirmation, TownshipPeriod
from cadres.models.searches import SavedSearch
from cadres.models.secondments import Secondment
from cadres.models.selection import Objection, PublicNotice, SelectionCase, SourceCategoryRule
from cadres.models.structure import SlateSnapshot, StructureRequirement
from cadres.models.talks import CareAction, TalkIssue, TalkPlan, TalkRecord
from cadres.models.training import Enrolment, Lecturer, TrainingClass, TrainingSession
from cadres.models.turnover import SlateMember, TurnoverRound, TurnoverUnit

__all__ = [
    "Appointment",
    "AppointmentForm",
    "Appraisal",
    "ArchiveDetermination",
    "AssessmentConsequence",
    "Award",
    "AwardCase",
    "CareAction",
    "CooperationAgreement",
    "Education",
    "Enrolment",
    "FamilyMember",
    "InitialRankConversion",
    "Lecturer",
    "Objection",
    "PartnerUnit",
    "PeriodicAppraisal",
    "Person",
    "PersonExperience",
    "Photo",
    "PostProfile",
    "PostReservation",
    "PromotionBar",
    "PublicNotice",
    "Qualification",
    "RankPool",
    "RankPoolUnit",
    "RankPromotionCase",
    "RankPromotionRound",
    "RankQuota",
    "RankSpan",
    "Resume",
    "SavedSearch",
    "Secondment",
    "SelectionCase",
    "SlateMember",
    "SlateSnapshot",
    "SourceCategoryRule",
    "SourceTag",
    "Spell",
    "SpellConfirmation",
    "StructureRequirement",
    "TalkIssue",
    "TalkPlan",
    "TalkRecord",
    "TownshipPeriod",
    "TrainingClass",
    "TrainingSession",
    "TurnoverRound",
    "TurnoverUnit",
]
