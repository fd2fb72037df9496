import datetime

import django.db.models.deletion
from django.db import migrations, models

from initiatives.models.brands import LONGEST, NAMED, folded


def name(apps, schema_editor):
    """The names of the brands that there are; of two of one name the first has it, and saving the other is refused."""
    Brand, BrandName = apps.get_model("initiatives", "Brand"), apps.get_model("initiatives", "BrandName")
    for brand in Brand.objects.order_by("pk").iterator():
        lines = [line for field in NAMED for line in getattr(brand, field).splitlines()]
        keys = sorted({key for line in lines if (key := folded(line)[:LONGEST])})
        BrandName.objects.bulk_create([BrandName(brand=brand, folded=key) for key in keys], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0003_dates_before_a_move"),
        ("initiatives", "0005_numbers_that_can_be_kept"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="launch", name="launch_one_recognised_holder"),
        migrations.AddConstraint(
            model_name="launch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recognition", "noticed"), _negated=True),
                    models.Q(
                        ("notice_first_day__isnull", False),
                        ("notice_last_day__isnull", False),
                        ("notice_first_day__gte", datetime.date(1950, 1, 1)),
                        ("notice_last_day__lte", datetime.date(2100, 12, 31)),
                        ("notice_last_day__gte", models.F("notice_first_day")),
                    ),
                    _connector="OR",
                ),
                name="launch_notice_has_days",
                violation_error_message="A public notice has a first and a last day, the last not before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="launch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recognition__in", ("recognised", "expired")), _negated=True),
                    models.Q(
                        models.Q(("scope_place", ""), _negated=True),
                        ("recognised_on__isnull", False),
                        ("valid_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="launch_recognition_is_whole",
                violation_error_message="A recognition says of what place, since when and until when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="launch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recognition", "recognised")),
                fields=("brand", "kind", "item_key", "scope_place", "synthetic"),
                name="launch_one_recognised_holder",
                violation_error_message="Another launch event is recognised as the same first already.",
            ),
        ),
        migrations.CreateModel(
            name="BrandName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "brand",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="initiatives.brand",
                        verbose_name="brand",
                    ),
                ),
                (
                    "folded",
                    models.CharField(editable=False, max_length=200, unique=True, verbose_name="name as compared"),
                ),
            ],
            options={"verbose_name": "name of a brand", "verbose_name_plural": "names of brands"},
        ),
        migrations.RunPython(name, migrations.RunPython.noop),
    ]
