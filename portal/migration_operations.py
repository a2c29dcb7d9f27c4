"""One migration operation of our own: a first migration's triggers installed at once."""

from django.db.migrations.operations.base import Operation


class InstallTriggers(Operation):
    """Installs every trigger written in the options of the app's new tables.

    django-pgtrigger's own AddTrigger builds the state of all related models anew for each trigger, which
    takes most of the time of a first start. Later migrations use AddTrigger and RemoveTrigger as usual.
    """

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
