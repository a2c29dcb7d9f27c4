"""Tables of Party organizations and of 党建+ work."""

from branches.models.admissions import AdmissionCase, AdmissionObservation, AdmissionStep
from branches.models.dues import DuesPayment
from branches.models.members import Membership, MembershipChange, PartyMember
from branches.models.organizations import CoveredUnit, OrganizationChange, OrganizationSpan, PartyOrganization
from branches.models.standing import (
    ReviewScore,
    ScoringBand,
    ScoringItem,
    ScoringScheme,
    StandardizationReview,
    StarRating,
    WeakOrganizationCase,
)
from branches.models.terms import (
    ElectionCandidate,
    OrganizationElection,
    OrganizationPost,
    OrganizationTerm,
    PartyPost,
)

__all__ = [
    "AdmissionCase",
    "AdmissionObservation",
    "AdmissionStep",
    "CoveredUnit",
    "DuesPayment",
    "ElectionCandidate",
    "Membership",
    "MembershipChange",
    "OrganizationChange",
    "OrganizationElection",
    "OrganizationPost",
    "OrganizationSpan",
    "OrganizationTerm",
    "PartyMember",
    "PartyOrganization",
    "PartyPost",
    "ReviewScore",
    "ScoringBand",
    "ScoringItem",
    "ScoringScheme",
    "StandardizationReview",
    "StarRating",
    "WeakOrganizationCase",
]
