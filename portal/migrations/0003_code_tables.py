"""Load the code tables that come with the release."""

from django.db import migrations


def load(apps, schema_editor):
    from portal.actions.codes import write_codes

    write_codes(apps.get_model("portal", "Code"))


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_rule_settings")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
