from django.db import migrations, models

QUALIFIER = [("exact", "exactly"), ("about", "about"), ("over", "over"), ("nearly", "nearly")]


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0003_claims_of_launches")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="stated_leverage_qualifier",
            field=models.CharField(choices=QUALIFIER, default="exact", max_length=8, verbose_name="qualifier"),
        )
        for name in ("historicalvoucherround", "voucherround")
    ]
