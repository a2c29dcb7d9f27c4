"""Party organizations and their life."""

from django.apps import AppConfig


class BranchesConfig(AppConfig):
    """Grassroots Party organizations; its records arrive with the organization issue."""

    name = "branches"
    verbose_name = "基层党组织"
