"""A column worked out outside the database, looked up by the row's key: one parameter whatever the number of rows."""

import json

from django.db.models import F, Func


class LookedUp(Func):
    """Values by primary key as a column; a key not among them is null. `sql_type` is the type they are read as."""

    def __init__(self, values: dict, sql_type: str, output_field):
        super().__init__(F("pk"), output_field=output_field)
        self.values, self.sql_type = values, sql_type

    def as_sql(self, compiler, connection, **extra):
        """SQL that finds the row's value in one JSON object."""
        key, parameters = compiler.compile(self.source_expressions[0])
        return f"(%s::jsonb ->> ({key})::text)::{self.sql_type}", [json.dumps(self.values), *parameters]
