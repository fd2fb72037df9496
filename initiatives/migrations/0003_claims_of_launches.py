import django.db.models.deletion
import django_fsm
from django.db import migrations, models
from django.utils import timezone

PLACES = {"northeast": "northeast", "mainland": "CN", "asia": "asia", "global": "world"}


def derive(apps, schema_editor):
    """Brands from their names, and the derived columns."""
    Brand, Launch = apps.get_model("initiatives", "Brand"), apps.get_model("initiatives", "Launch")
    brands = {}
    for launch in Launch.objects.select_related("region__parent").iterator():
        if launch.brand_name and launch.brand_name not in brands:
            code = f"brand-{launch.code}"[:60]
            brands[launch.brand_name] = Brand.objects.create(code=code, name_zh_hans=launch.brand_name)
        launch.brand = brands.get(launch.brand_name)
        launch.day = launch.first_day or (timezone.localdate(launch.starts_at) if launch.starts_at else None)
        line = [r for r in (launch.region, launch.region.parent) if r]
        kinds = {"city": ("city", "zone"), "province": ("province",)}.get(launch.scope, ())
        inside = next((r.code for r in line if r.kind in kinds), "")
        launch.scope_place = PLACES.get(launch.scope, inside)
        launch.save()


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0002_programmes_initiatives_indicators'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='launch',
            options={'ordering': ['-starts_at', '-first_day', 'code'], 'permissions': [('publish_launch', 'Can publish, unpublish, move, cancel and recognise launch events')], 'verbose_name': 'launch event', 'verbose_name_plural': 'launch events'},
        ),
        migrations.AddField(
            model_name='historicallaunch',
            name='day',
            field=models.DateField(editable=False, null=True, verbose_name='day'),
        ),
        migrations.AddField(
            model_name='historicallaunch',
            name='item',
            field=models.CharField(blank=True, help_text="Which of the brand's, where it launches several; not for stores.", max_length=200, verbose_name='product or work'),
        ),
        migrations.AddField(
            model_name='historicallaunch',
            name='notice_first_day',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='public notice from'),
        ),
        migrations.AddField(
            model_name='historicallaunch',
            name='notice_last_day',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='public notice until'),
        ),
        migrations.AddField(
            model_name='historicallaunch',
            name='recognised_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='recognised on'),
        ),
        migrations.AddField(
            model_name='historicallaunch',
            name='recognition',
            field=django_fsm.FSMField(choices=[('none', 'no claim'), ('claimed', 'claimed'), ('checked', 'checked'), ('noticed', 'under public notice'), ('recognised', 'recognised'), ('refused', 'refused'), ('expired', 'expired'), ('revoked', 'revoked')], default='none', max_length=50, protected=True, verbose_name='recognition'),
        ),
        migrations.AddField(
            model_name='historicallaunch',
            name='scope_place',
            field=models.CharField(blank=True, editable=False, max_length=60, verbose_name='first in'),
        ),
        migrations.AddField(
            model_name='historicallaunch',
            name='valid_until',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='recognition valid until'),
        ),
        migrations.AddField(
            model_name='launch',
            name='day',
            field=models.DateField(editable=False, null=True, verbose_name='day'),
        ),
        migrations.AddField(
            model_name='launch',
            name='item',
            field=models.CharField(blank=True, help_text="Which of the brand's, where it launches several; not for stores.", max_length=200, verbose_name='product or work'),
        ),
        migrations.AddField(
            model_name='launch',
            name='notice_first_day',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='public notice from'),
        ),
        migrations.AddField(
            model_name='launch',
            name='notice_last_day',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='public notice until'),
        ),
        migrations.AddField(
            model_name='launch',
            name='recognised_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='recognised on'),
        ),
        migrations.AddField(
            model_name='launch',
            name='recognition',
            field=django_fsm.FSMField(choices=[('none', 'no claim'), ('claimed', 'claimed'), ('checked', 'checked'), ('noticed', 'under public notice'), ('recognised', 'recognised'), ('refused', 'refused'), ('expired', 'expired'), ('revoked', 'revoked')], default='none', max_length=50, protected=True, verbose_name='recognition'),
        ),
        migrations.AddField(
            model_name='launch',
            name='scope_place',
            field=models.CharField(blank=True, editable=False, max_length=60, verbose_name='first in'),
        ),
        migrations.AddField(
            model_name='launch',
            name='valid_until',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='recognition valid until'),
        ),
        migrations.AlterField(
            model_name='historicallaunch',
            name='kind',
            field=models.CharField(choices=[('store', 'first store'), ('flagship', 'flagship store'), ('concept', 'concept store'), ('exhibition', 'first exhibition'), ('show', 'first show'), ('performance', 'premiere on stage'), ('premiere', 'first screening'), ('product', 'product launch'), ('opening', 'opening of a place'), ('week', 'launch week')], max_length=12, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='launch',
            name='kind',
            field=models.CharField(choices=[('store', 'first store'), ('flagship', 'flagship store'), ('concept', 'concept store'), ('exhibition', 'first exhibition'), ('show', 'first show'), ('performance', 'premiere on stage'), ('premiere', 'first screening'), ('product', 'product launch'), ('opening', 'opening of a place'), ('week', 'launch week')], max_length=12, verbose_name='kind'),
        ),
        migrations.RenameField(model_name='launch', old_name='brand', new_name='brand_name'),
        migrations.RenameField(model_name='historicallaunch', old_name='brand', new_name='brand_name'),
        migrations.AddField(
            model_name='historicallaunch',
            name='brand',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='initiatives.brand', verbose_name='brand'),
        ),
        migrations.AddField(
            model_name='launch',
            name='brand',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='launches', to='initiatives.brand', verbose_name='brand'),
        ),
        migrations.RunPython(derive, migrations.RunPython.noop),
        migrations.RemoveField(model_name='launch', name='brand_name'),
        migrations.RemoveField(model_name='historicallaunch', name='brand_name'),
        migrations.AddIndex(
            model_name='launch',
            index=models.Index(fields=['brand', 'kind', 'item', 'day'], name='launch_by_brand'),
        ),
        migrations.AddConstraint(
            model_name='launch',
            constraint=models.CheckConstraint(condition=models.Q(('recognition', 'none'), models.Q(('brand__isnull', False), models.Q(('scope', ''), _negated=True)), _connector='OR'), name='launch_claim_is_whole', violation_error_message='A claim needs a brand and a scope: who is the first, and in what.'),
        ),
        migrations.AddConstraint(
            model_name='launch',
            constraint=models.UniqueConstraint(condition=models.Q(('recognition', 'recognised')), fields=('brand', 'kind', 'item', 'scope_place'), name='launch_one_recognised_holder', violation_error_message='Another launch event is recognised as the same first already.'),
        ),
    ]
