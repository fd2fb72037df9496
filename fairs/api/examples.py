"""What is sent to apply, and what comes of it, as the API's description shows it: all of it made up."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample

Failure = tuple[Any, list[tuple[str, str, Any]]]
"""When it is answered, and errors as an example: (field, code, message)."""

UUID = "7b1f4c1e-6c0e-4f0a-9a55-0d7a3b6d2c11"

KNOWN = {
    "uuid": "3f0e9a52-9b1d-4a7e-8c5f-51b0c2d4e6f8",
    "edition": "expo-2030",
    "exhibitor": "bright-robots",
    "wished_kind": "raw",
    "wished_area": 36,
    "message": "需要三相电源。",
    "contact": "李女士 024-00000000",
    "email": "li@example.com",
    "products": [
        {
            "name_zh_hans": "焊接机器人",
            "name_en": "Welding robot",
            "category": "robots",
            "origin": "210100",
            "description_zh_hans": "六轴，负载二十公斤。",
        }
    ],
    "neighbours": ["gentle-machines"],
}
NEW = {
    "uuid": "a2c4e6f8-1b3d-4f5a-9c7e-2d4f6a8b0c1e",
    "edition": "expo-2030",
    "company": {
        "name_en": "Highland Coffee Sdn Bhd",
        "region": "MY",
        "address_en": "1 Example Road, Kuala Lumpur",
        "website": "https://highland.example/",
    },
    "organisation": "highland",
    "wished_kind": "standard",
    "wished_area": 9,
    "contact": "Ms Lim, +60 3 0000 0000",
    "email": "lim@example.com",
    "products": [{"name_en": "White coffee", "name_zh_hans": "白咖啡", "category": "coffee", "origin": "MY"}],
}
ANSWERED = {
    "uuid": UUID,
    "edition": {"code": "expo-2030", "title_zh_hans": "2030年博览会", "title_en": "Expo 2030"},
    "exhibitor": {"code": "bright-robots", "name_zh_hans": "明亮机器人", "name_en": "Bright Robots"},
    "role": "main",
    "status": "applied",
    "pavilion": None,
    "stand": "",
    "contract_area": None,
    "wished_kind": "raw",
    "wished_area": 36,
    "message": "需要三相电源。",
    "contact": "李女士 024-00000000",
    "email": "li@example.com",
    "neighbours": [{"code": "gentle-machines", "name_zh_hans": "温和机械", "name_en": "Gentle Machines"}],
    "shown": [
        {
            "product": {
                "code": "p-0c1e2d4f6a8b",
                "name_zh_hans": "焊接机器人",
                "name_en": "Welding robot",
                "category": {"code": "robots", "name_zh_hans": "机器人", "name_en": "Robots"},
                "origin": {"code": "210100", "name_zh_hans": "沈阳市", "name_en": "Shenyang"},
                "description_zh_hans": "六轴，负载二十公斤。",
                "description_en": "",
            }
        },
    ],
    "documents": [],
    "page": f"/applications/{UUID}/SIGNATURE/",
    "created_at": "2029-11-05T09:30:00+08:00",
    "modified_at": "2029-11-05T09:30:00+08:00",
}
WITHDRAWN = {**ANSWERED, "status": "withdrawn", "modified_at": "2029-12-01T16:00:00+08:00"}
PAPER = {
    "uuid": "c0ffee00-1b3d-4f5a-9c7e-2d4f6a8b0c1e",
    "kind": "licence",
    "title": "营业执照 Business licence",
    "created_at": "2029-11-05T09:31:00+08:00",
}


def _sent(name: str, summary: Any, value: Any) -> OpenApiExample:
    return OpenApiExample(name, value, summary=summary, request_only=True)


def _answered(name: str, value: Any, *codes: str) -> OpenApiExample:
    return OpenApiExample(name, value, response_only=True, status_codes=codes)


APPLYING = [
    _sent("known", _("a company that is known, in Chinese"), KNOWN),
    _sent("new", _("a company that is new, in English"), NEW),
    _answered("applied", ANSWERED, "200", "201"),
]
AMENDING = [
    _sent("zh-hans", _("in Chinese"), {"wished_area": 54, "message": "需要三相电源和吊点。", "neighbours": []}),
    _sent("en", _("in English"), {"contact": "Ms Wang, +86 24 0000 0000", "products": KNOWN["products"]}),
    _answered("applied", {**ANSWERED, "wished_area": 54}, "200"),
]
SHOWING = [
    _sent("zh-hans", _("in Chinese"), {"name_zh_hans": "喷涂机器人", "category": "robots", "origin": "210100"}),
    _sent("en", _("in English"), {"name_en": "Painting robot", "category": "robots", "origin": "210100"}),
    _answered("applied", ANSWERED, "200", "201"),
]
RENAMING = [
    _sent("zh-hans", _("in Chinese"), {"description_zh_hans": "七轴，负载三十公斤。"}),
    _sent("en", _("in English"), {"name_en": "Welding robot R7"}),
    _answered("applied", ANSWERED, "200"),
]
FOLLOWING = [_answered("applied", ANSWERED, "200")]
WITHDRAWING = [
    _sent("zh-hans", _("in Chinese"), {"reason": "展期与另一展会冲突。"}),
    _sent("en", _("in English"), {"reason": "Our staff cannot travel."}),
    _answered("withdrawn", WITHDRAWN, "200"),
]
HANDING_IN = [_answered("licence", PAPER, "201")]

TOO_LARGE, UNKNOWN_FORM = _("It is too large."), _("It is sent in another form than the one described.")
AMENDED: dict[str, Failure] = {
    "400": (
        _("A field is unknown or wrong: the problem names it; or a product is shown elsewhere too, and stays."),
        [("wished_area", "min_value", _("Ensure this value is greater than or equal to 1."))],
    ),
    "409": (
        _("“closed”: it was decided on, the deadline has passed, or the edition was cancelled or is over."),
        [("", "closed", _("This application is declined: only the organiser changes it now."))],
    ),
    "412": (_("It is no longer as it was read."), []),
    "413": (TOO_LARGE, []),
    "415": (UNKNOWN_FORM, []),
    "428": (_("If-Match is missing."), []),
}
FAILURES: dict[str, dict[str, Failure]] = {
    "create": {
        "400": (
            _("A field is unknown, missing or wrong: the problem names it, with its place in a list."),
            [
                ("edition", "does_not_exist", _("Object with code=expo-2031 does not exist.")),
                ("products.0.origin", "required", _("This field is required.")),
            ],
        ),
        "409": (
            _(
                "“closed”: the edition takes no applications (any more). “already_applied”: the company has applied "
                "for it before; the first application is named to those whose it is."
            ),
            [("edition", "closed", _("This edition is over."))],
        ),
        "413": (TOO_LARGE, [("", "too_large", _("At most 2.5 MB of JSON are taken."))]),
        "415": (UNKNOWN_FORM, []),
    },
    "partial_update": AMENDED,
    "products": {key: AMENDED[key] for key in ("400", "409", "413", "415")},
    "product": AMENDED,
    "remove_product": {"409": AMENDED["409"]},
    "withdraw": {
        "400": (_("The reason is missing or too long."), [("reason", "required", _("This field is required."))]),
        "409": (
            _("“transition”: it is declined or withdrawn already, or others stand on its stand."),
            [("", "transition", _("These are on its stand, move or withdraw them first: Highland Coffee."))],
        ),
        "413": (TOO_LARGE, []),
        "415": (UNKNOWN_FORM, []),
    },
    "documents": {
        "400": (
            _("A field is unknown, missing or wrong, or the content is not what the file's name ends in."),
            [("file", "invalid", _("The content is not in PDF format."))],
        ),
        "409": (_("“closed”: the application is declined or withdrawn."), []),
        "413": (TOO_LARGE, [("file", "too_large", _("A file may have 20 MB at most."))]),
        "415": (UNKNOWN_FORM, []),
    },
}

BLOCK = "5d2c1b0a-9f8e-4d7c-8b6a-594837261504"
CHANGING = [
    _sent("zh-hans", _("in Chinese"), {"description_zh_hans": "面向专业观众，同期举办论坛。", "audience": "trade"}),
    _sent("en", _("in English"), {"title_en": "Expo 2030", "website": "https://expo.example/"}),
]
STEPPING = [
    _sent(
        "reschedule",
        _("reschedule, and its sessions with it"),
        {
            "reason": "场馆维修，整体顺延一周。",
            "days": [{"uuid": BLOCK, "first_day": "2030-05-08", "last_day": "2030-05-10"}],
            "with_sessions": True,
        },
    ),
    _sent("postpone", _("postpone"), {"reason": "The hall is closed by the flood.", "postponed_to": "expo-2031"}),
    _sent("cancel", _("cancel; likewise every other step"), {"reason": "主办单位取消。"}),
]
WRITING: dict[str, Failure] = {
    "400": (
        _("A field is unknown, missing or wrong: the problem names it, with its place in a list."),
        [("days.0.last_day", "invalid", _("The last day is before the first day."))],
    ),
    "404": (_("There is no such edition, or not for the user to see."), []),
    "412": (_("It is no longer as it was read."), []),
    "413": (TOO_LARGE, []),
    "428": (_("If-Match is missing."), []),
}
STEP_FAILURES = {
    "partial_update": WRITING,
    "step": {
        **WRITING,
        "409": (_("Its state does not admit the step, or what it says cannot be true, so it is not published."), []),
    },
}
