"""Tables of Party organizations and of 党建+ work."""

from branches.models.admissions import AdmissionCase, AdmissionObservation, AdmissionStep
from branches.models.assemblies import DecisionItem, Disclosure, VillageAssembly
from branches.models.chains import ChainIssue, ChainMeeting, ChainMembership
from branches.models.civility import (
    CeremonyRecord,
    CulturalActivity,
    CulturalFacility,
    CustomReform,
    HeritageActivity,
    HeritageSite,
)
from branches.models.compacts import VillageCompact
from branches.models.councils import (
    CommitteeMeeting,
    CommitteeProblem,
    CommitteeSeat,
    CouncilItem,
    CouncilMeeting,
    GovernanceCommittee,
    VillageCouncil,
)
from branches.models.disputes import Dispute, DisputeHandling
from branches.models.dues import DuesPayment
from branches.models.households import Household, HouseholdIncome
from branches.models.industry import CollectiveIncome, IndustryProject, IndustryResult
from branches.models.initiatives import Initiative, InitiativeReport
from branches.models.law_education import LawActivity, LawCampaign
from branches.models.leaders import DualCultivation, HouseholdLink, LeadingMember, LeadingReview
from branches.models.life import (
    DemocraticLifeMeeting,
    LifeAttendance,
    LifeKind,
    LifeSlot,
    MemberAppraisal,
    MemberAppraisalRound,
    OrgLifeMeeting,
)
from branches.models.member_training import MemberCourse, MemberTraining
from branches.models.members import Membership, MembershipChange, PartyMember
from branches.models.organizations import CoveredUnit, OrganizationChange, OrganizationSpan, PartyOrganization
from branches.models.points import PointsCategory, PointsEntry, PointsRedemption, PointsRule, PointsScheme
from branches.models.points_ledger import PointsAccount, PointsPosting
from branches.models.services import ServiceCentre, ServiceLog, ServiceResource
from branches.models.standing import (
    ReviewScore,
    ScoringBand,
    ScoringItem,
    ScoringScheme,
    StandardizationReview,
    StarRating,
    WeakOrganizationCase,
)
from branches.models.stories import CaseStory, StoryFigure
from branches.models.terms import ElectionCandidate, OrganizationElection, OrganizationPost, OrganizationTerm, PartyPost
from branches.models.venues import ActivityVenue, FundAllocation, VenueEquipment, VenueProject

__all__ = [
    "ActivityVenue",
    "AdmissionCase",
    "AdmissionObservation",
    "AdmissionStep",
    "CaseStory",
    "CeremonyRecord",
    "ChainIssue",
    "ChainMeeting",
    "ChainMembership",
    "CollectiveIncome",
    "CommitteeMeeting",
    "CommitteeProblem",
    "CommitteeSeat",
    "CouncilItem",
    "CouncilMeeting",
    "CoveredUnit",
    "CulturalActivity",
    "CulturalFacility",
    "CustomReform",
    "DecisionItem",
    "DemocraticLifeMeeting",
    "Disclosure",
    "Dispute",
    "DisputeHandling",
    "DualCultivation",
    "DuesPayment",
    "ElectionCandidate",
    "FundAllocation",
    "GovernanceCommittee",
    "HeritageActivity",
    "HeritageSite",
    "Household",
    "HouseholdIncome",
    "HouseholdLink",
    "IndustryProject",
    "IndustryResult",
    "Initiative",
    "InitiativeReport",
    "LawActivity",
    "LawCampaign",
    "LeadingMember",
    "LeadingReview",
    "LifeAttendance",
    "LifeKind",
    "LifeSlot",
    "MemberAppraisal",
    "MemberAppraisalRound",
    "MemberCourse",
    "MemberTraining",
    "Membership",
    "MembershipChange",
    "OrgLifeMeeting",
    "OrganizationChange",
    "OrganizationElection",
    "OrganizationPost",
    "OrganizationSpan",
    "OrganizationTerm",
    "PartyMember",
    "PartyOrganization",
    "PartyPost",
    "PointsAccount",
    "PointsCategory",
    "PointsEntry",
    "PointsPosting",
    "PointsRedemption",
    "PointsRule",
    "PointsScheme",
    "ReviewScore",
    "ScoringBand",
    "ScoringItem",
    "ScoringScheme",
    "ServiceCentre",
    "ServiceLog",
    "ServiceResource",
    "StandardizationReview",
    "StarRating",
    "StoryFigure",
    "VenueEquipment",
    "VenueProject",
    "VillageAssembly",
    "VillageCompact",
    "VillageCouncil",
    "WeakOrganizationCase",
]
