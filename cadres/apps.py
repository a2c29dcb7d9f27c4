"""People and what is true of them."""

from django.apps import AppConfig


class CadresConfig(AppConfig):
    """Cadres: education, posts, ranks, résumé, appraisals."""

    name = "cadres"
    verbose_name = "干部信息"
