from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_attachments")]

    operations = [
        migrations.AddIndex(model_name="unit", index=models.Index(fields=["path"], name="unit_in_order")),
    ]
