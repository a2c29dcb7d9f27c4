"""Migration operations of our own, which do not build the state of every related model anew for each operation.

Nearly every table leads to units and people, so that Django's own way takes minutes for a hundred tables. A trigger is
only text; nothing of the models' state depends on it. `makemigrations` writes the slow operations; a test asks for these
in their place.
"""

import pgtrigger.migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel


class Together(Operation):
    """Operations whose models are built once: tables are made as they are after the last of them.

    Not for renamings and not for code or SQL of one's own, which depend on the state in between.
    """

    reduces_to_sql = True

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    @property
    def reversible(self) -> bool:
        """Whether each of them is."""
        return all(operation.reversible for operation in self.operations)

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # built again when first asked for, with all changes made
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                schema_editor.create_model(to_state.apps.get_model(app_label, operation.name))
            elif isinstance(operation, AddTrigger | RemoveTrigger) or not self._made_here(operation):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            if isinstance(operation, CreateModel):
                schema_editor.delete_model(from_state.apps.get_model(app_label, operation.name))
            elif not self._made_here(operation):
                operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "; ".join(operation.describe() for operation in self.operations)

    def _made_here(self, operation: Operation) -> bool:
        """Whether the operation's table is made by one of these, and so has its columns, indexes and constraints."""
        made = {one.name_lower for one in self.operations if isinstance(one, CreateModel)}
        return getattr(operation, "model_name", "").lower() in made


class InstallTriggers(Operation):
    """Installs every trigger written in the options of the app's new tables."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label, state):
        """The options already say what there is."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for (label, _name), model in to_state.models.items():
            if label == app_label:
                for trigger in model.options.get("triggers", []):
                    # The text is complete; a percent sign in it is not a parameter.
                    schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Dropping the tables takes their triggers along."""

    def describe(self):
        return "Install the triggers of the new tables"


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """One trigger more on a table."""

    def state_forwards(self, app_label, state):
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute(self.trigger.install_sql, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute(self.trigger.uninstall_sql, params=None)


class RemoveTrigger(pgtrigger.migrations.RemoveTrigger):
    """One trigger less on a table."""

    def state_forwards(self, app_label, state):
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [one for one in options.get("triggers", []) if one.name != self.name]

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute(_held(from_state, app_label, self).uninstall_sql, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute(_held(to_state, app_label, self).install_sql, params=None)


def _held(state, app_label: str, operation: RemoveTrigger):
    triggers = state.models[app_label, operation.model_name.lower()].options["triggers"]
    return next(one for one in triggers if one.name == operation.name)
