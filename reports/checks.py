"""System check: every indicator file must be one the engine does in full."""

from django.core.checks import CheckMessage, Error, register

from reports.definitions import indicators
from reports.documents.template import FOLDER, template
from reports.problems import BadDefinition
from reports.records.definition import record_indicators
from reports.statistics.definition import statistics_tables


@register()
def definitions_load(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """reports.E001: an indicator file says something the engine does not do."""
    try:
        indicators()
        record_indicators()
        statistics_tables()
        for path in sorted(FOLDER.glob("*.toml")):
            template(path.stem)
    except BadDefinition as problem:
        return [Error(str(problem), hint="Correct the file in reports/indicators.", id="reports.E001")]
    return []
