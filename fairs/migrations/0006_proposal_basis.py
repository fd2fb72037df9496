from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0005_held_halls"),
    ]

    operations = [
        migrations.AddField(
            model_name="allocationproposal",
            name="basis",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
    ]
