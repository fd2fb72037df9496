import django.db.models.deletion
import json
from django.db import migrations, models
from fairs.migrations import Together


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
        ('calendar', '0001_initial'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='calendar.listing')),
                ('start', models.DateTimeField()),
                ('end', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'occurrence',
                'verbose_name_plural': 'occurrences',
                'indexes': [models.Index(fields=['start', 'end', 'listing'], name='occurrence_window')],
            },
        ),
        ]),
        Together([
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
        ]),
        migrations.AddField(
            model_name='listing',
            name='recurring',
            field=models.BooleanField(default=False, verbose_name='recurring'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(fields=['latitude', 'longitude'], name='listing_place'),
        ),
    ]
