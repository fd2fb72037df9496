"""A day's work in the database, so that the pictures show something; run inside `manage.py shell`."""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test.utils import setup_test_environment
from django.urls import reverse
from django.utils import timezone

from fairs import names
from fairs.applying import invite
from fairs.models import AllocationProposal, Edition, HallBooking, Invitation, Organisation, User
from initiatives.models import Launch
from tests.fairs.admin.world import confirm, form_data, logged_in, moved, url
from tests.fairs.imports.plan.sheets import xlsx

TODAY = timezone.localdate()


def prepare(username: str, password: str) -> str:
    """Who works, and what was done today. Returns the addresses of what is to be pictured, as JSON."""
    setup_test_environment()  # else the test client's answers have no context
    user = User.objects.create_superuser(username, password=password, first_name="岚", last_name="林")
    client = logged_in(user, "zh-hans")
    ahead = Edition.objects.published().filter(synthetic=True, event_status="scheduled", blocks__first_day__gt=TODAY)
    with_sessions = ahead.filter(sessions__editorial_state="published").order_by("blocks__first_day", "pk").distinct()
    subject = with_sessions[1]
    moving, stopped, later = ahead.exclude(pk=subject.pk).order_by("blocks__first_day", "pk").distinct()[2:5]
    first, last = (day + timedelta(days=7) for day in moving.blocks.values_list("first_day", "last_day")[0])
    confirm(
        client, "reschedule", moving, reason="展馆檢修延后一周", **moved(moving, (first.isoformat(), last.isoformat()))
    )
    confirm(client, "cancel", stopped, reason="主办单位书面通知取消")
    confirm(client, "postpone", later, reason="新的日期待定")
    data: dict[str, Any] = {**form_data(client, url(subject)), "change_reason": "按主办单位来函更新网址"}
    client.post(url(subject), {**data, "website": "https://fair.example/"})
    [draft, *_others] = Edition.objects.filter(editorial_state="submitted").order_by("pk")
    confirm(client, "send_back", draft, reason="请补充展馆和毛面积")
    return json.dumps({"form": url(subject), "launch": url(claimed(client)), **halls(), **plan(subject)})


def plan(known: Edition) -> dict[str, str]:
    """A plan as a city sends it: what is new, doubtful and wrong beside a fair that is published."""
    named, year = str(known.places.all()[0].venue), known.year or TODAY.year
    rows: list[dict[str, Any]] = [
        {
            "展会名称": f"{year}首届咖啡博览会",
            "举办日期": "10.24-26",
            "展馆": named,
            "展览面积": "约2万平方米",
            "净面积": 8000,
        },
        {
            "展会名称": f"{year + 2}第29届辽宁农业博览会",
            "举办日期": "3月下旬",
            "展馆": named,
            "展览面积": "3.5万",
        },
        {"编号": known.code, "展会名称": known.title_zh_hans, "举办日期": "12月1日-3日", "展馆": named},
        {"展会名称": names.undated(known.title_zh_hans), "举办日期": "待定", "展馆": named},
        {"展会名称": f"{year}汽车展", "举办日期": "5月3日-1日", "展馆": "新世纪展览馆", "展览面积": "3.5"},
    ]
    (settings.DATA_DIR / "plan.xlsx").write_bytes(
        xlsx(rows, ["编号", "展会名称", "举办日期", "展馆", "展览面积", "净面积"])
    )
    owner = Organisation.objects.filter(kind="authority", region=known.region)[0]
    return {"plan": str(settings.DATA_DIR / "plan.xlsx"), "year": str(year), "owner": str(owner.pk)}


def halls() -> dict[str, str]:
    """Of the one venue with synthetic halls: a hold that others wait before, and the fair whose stands are proposed."""
    proposal = AllocationProposal.objects.get()
    edition, plan = proposal.edition, proposal.edition.stand_plans.get()
    behind = HallBooking.objects.holding().with_rank().filter(rank=2).order_by("move_in", "pk")
    open_ones = Edition.objects.published().filter(stand_plans__isnull=False, blocks__first_day__gt=TODAY)
    invitation = Invitation(edition=open_ones[0], label="马来西亚展团", last_day=TODAY + timedelta(days=30))
    apply = invite(invitation)
    invitation.save()
    return {
        "timeline": reverse("admin:fairs_hallbooking_timeline") + f"?venue={plan.hall.venue_id}",
        "hold": url(behind[0]),
        "stands": url(plan),
        "floor": reverse("hall", args=[edition.code, plan.hall_code]),
        "proposal": url(proposal),
        "apply": apply,
    }


def claimed(client: Any) -> Launch:
    """A synthetic store, said to be the first in the Northeast and checked, though others were earlier."""
    stores = Launch.objects.published().filter(synthetic=True, event_status="scheduled", recognition="none")
    earlier, held, launch = stores.filter(brand__isnull=False, day__isnull=False).order_by("day", "pk")[:3]
    for store in (earlier, held, launch):
        store.brand, store.kind, store.item, store.scope = launch.brand, Launch.Kind.STORE, "", Launch.Scope.NORTHEAST
        store.title_zh_hans = f"{launch.brand.name_zh_hans}{store.region.name_zh_hans}店"
        store.title_en = f"{launch.brand.name_en}, {store.region.name_en}"
        store.save()
    Launch.objects.filter(pk=held.pk).update(
        recognition="recognised", recognised_on=TODAY, valid_until=TODAY + timedelta(days=365)
    )
    confirm(client, "claim", launch, reason="品牌方提交申报材料")
    confirm(client, "check_claim", launch, reason="材料齐全")
    return launch
