import json

from django.db import migrations, models


def fill(apps, schema_editor):
    listings = apps.get_model("calendar", "Listing").objects
    rows = listings.filter(withdrawn=False).only("payload", "latitude", "longitude")
    placed = []
    for listing in rows.iterator(chunk_size=1000):
        if point := json.loads(bytes(listing.payload))["geo"]:
            listing.latitude, listing.longitude = point["latitude"], point["longitude"]
            placed.append(listing)
    listings.bulk_update(placed, ["latitude", "longitude"], batch_size=300)


class Migration(migrations.Migration):

    dependencies = [
        ('calendar', '0001_squashed_0002'),
    ]

    operations = [
        migrations.AddField(
            model_name='listing',
            name='latitude',
            field=models.FloatField(null=True, verbose_name='latitude'),
        ),
        migrations.AddField(
            model_name='listing',
            name='longitude',
            field=models.FloatField(null=True, verbose_name='longitude'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(fields=['latitude', 'longitude'], name='listing_place'),
        ),
    ]
