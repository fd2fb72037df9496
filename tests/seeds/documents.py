"""What the five documents state, and where it is served.

Of each document (the code of its source): its own words, the address under ``/api/v1/``, the path in the answer, and
what stands there. In a list the path goes by number, or to the first with that value (``measure=count``); ``~words``
asks whether a text has these words in it.
"""

from typing import Any

Row = tuple[str, str, str, Any]

LIAONING_2025, LIAONING_TRADE = "world-today-news-liaoning-2025", "chinadaily-liaoning-trade"
HEZE, LIAONING_2024, GUANGDONG = "reportify-heze-2025", "tranalysis-2024-03-26", "liaowang-guangdong-2023"


def observed(indicator: str, words: dict[str, Any], **cut: str) -> list[Row]:
    """``words``: {the document's words: value}, or {words: (path, value)}."""
    address = "&".join([f"observations/?indicator={indicator}", *(f"{name}={value}" for name, value in cut.items())])
    stated = {w: v if isinstance(v, tuple) else ("value", v) for w, v in words.items()}
    return [(words, address, f"results.0.{path}", value) for words, (path, value) in stated.items()]


def systems(kinds: dict[str, tuple[str, str]]) -> list[Row]:
    """``kinds``: {the document's words: (code of the initiative, kind)}."""
    return [(words, f"initiatives/{code}/", "kind", kind) for words, (code, kind) in kinds.items()]


def described(code: str, *words: str, noun: str = "initiatives") -> list[Row]:
    """What is said of the initiative in words."""
    return [(phrase, f"{noun}/{code}/", f"description_en~{phrase}", True) for phrase in words]


YOY, QUALIFIER, PERIOD = "year_on_year", "qualifier", "period"
SPENDING = "service-consumption-per-capita"
PORT, BMW, VOUCHERS = "launches/global-port-opening/", "investments/bmw-shenyang/", "initiatives/heze-vouchers-2025-h1/"
OUTSIDE, TALKS = "initiatives/liaoning-lead-exhibitions/", "investments/{}-liaoning/"
PLAN, PROGRESS = "programmes/2024/", "programmes/2024/progress/"
FOUR_BATCHES = "Five aspects and four batches: brand boutique, resident and market-run exhibitions, and conferences."
SECOND_QUARTER = (
    "A deputy to the provincial congress: be first with a package of policies; "
    "consumption is expected to recover in the second quarter."
)

SERVED: dict[str, list[Row]] = {
    LIAONING_2025: [
        ("6th Liaoning Trade Fair", "editions/liaoning-trade-fair-6/", "ordinal", 6),
        ("robots from Liaoning", "products/liaoning-robots/", "origin.code", "210000"),
        ("new energy vehicles from Guangdong", "products/guangdong-new-energy-vehicles/", "origin.code", "440000"),
        ("spices from Sri Lanka", "products/sri-lanka-spices/", "origin.code", "LK"),
        ("coffee from Malaysia", "products/malaysia-coffee/", "origin.code", "MY"),
        ("Xinjiang's songs", "products/xinjiang-songs/", "origin.code", "650000"),
        ("dances", "products/xinjiang-dances/", "origin.code", "650000"),
        ("dapanji", "products/xinjiang-dapanji/", "origin.code", "650000"),
        ("cheese bags", "products/xinjiang-cheese-bags/", "origin.code", "650000"),
        ("100,000 visitors", PORT, "visitors", 100_000),
        ("nearly", PORT, "visitors_qualifier", "nearly"),
        ("opening day", PORT, "visitors_period_en", "opening day"),
        (
            "inaugural launch week for the animation creative industry",
            "launches/animation-launch-week/",
            "kind",
            "week",
        ),
        *described("animation-launch-week", "regional and national firsts", "store openings", noun="launches"),
        *described("animation-launch-week", "exhibitions and premieres", noun="launches"),
        *observed(
            SPENDING, {"7,495 yuan": 7495, "7.5%": (YOY, 7.5), "first half of the year": (PERIOD, "2025-H1")}, cut="all"
        ),
        *observed(SPENDING, {"6.7%": (YOY, 6.7), "3,146 yuan": 3146}, cut="rural"),
        *systems(
            {
                "stimulating its consumer market": ("liaoning-consumption", "action"),
                "rich scenarios": ("liaoning-rich-scenarios", "scene"),
                "first launch economy": ("liaoning-first-launch", "other"),
                "service consumption": ("liaoning-service-consumption", "other"),
                "tax refund blocks": ("liaoning-tax-refund-blocks", "tax_refund"),
                "Code Processing mini-program": ("liaoning-code-processing", "tax_refund"),
                "trade-in programs": ("liaoning-trade-in", "trade_in"),
            }
        ),
    ],
    LIAONING_TRADE: [
        *observed("imports-exports", {"763.05 billion yuan": 763_050_000_000, "2023": (PERIOD, "2023")}),
        *observed("imports-exports", {"$105.2 billion": ("as_stated", "763.05 billion yuan ($105.2 billion)")}),
        *observed("actual-foreign-investment", {"21.86 billion yuan": 21_860_000_000}),
        *observed("new-trade-entities", {"779 new entities": 779, "last year": (PERIOD, "2024")}),
        *observed("trade-of-new-entities", {"11.5 billion yuan": 11_500_000_000}),
        *observed("used-car-exports-value", {"1.88 billion yuan": 1_880_000_000, "up 7.1 percent": (YOY, 7.1)}),
        *observed("used-car-exports-number", {"10,000 vehicles": 10_000, "exceeded": (QUALIFIER, "over")}),
        *observed("used-car-exports-number", {"a 20.9 percent increase": (YOY, 20.9)}),
        *observed("new-foreign-enterprises", {"958 enterprises": 958}),
        *observed("foreign-investment-projects", {"236 projects": 236, "12 more": ("change", 12)}),
        *observed(
            "freight-trains", {"892 freight trains": 892, "in 2024": (PERIOD, "2024"), "14.4 percent": (YOY, 14.4)}
        ),
        *observed(
            "freight-trains",
            {"first": ("ranks.0.position", 1), "in Northeast China": ("ranks.0.group.code", "northeast")},
        ),
        *observed("freight-trains", {"eighth": ("ranks.1.position", 8), "nationwide": ("ranks.1.region.code", "CN")}),
        *described("liaoning-zero-to-one", "industrial enterprises, high-tech firms", "medium-sized businesses"),
        *described("liaoning-zero-to-one", "cross-border operators", "online marketing, emerging markets"),
        *described("liaoning-leasing", "first such projects in Northeast China"),
        *described("liaoning-bonded-mixing", "first trial site in Northeast China"),
        *described("shenyang-freight-train-centre", "only one in Northeast China"),
        *described("liaoning-digital-green-services", "digital transformation of foreign trade enterprises"),
        ("20 billion yuan", BMW, "amount", 20_000_000_000),
        ("announced", BMW, "progress", "announced"),
        ("BMW Group", BMW, "parties.0.organisation.name_en", "BMW Group"),
        ("in Shenyang", BMW, "region.name_en", "Shenyang"),
        ("Draxlmaier Group", TALKS.format("draxlmaier"), "progress", "discussed"),
        ("Michelin", TALKS.format("michelin"), "progress", "discussed"),
        ("Panasonic", TALKS.format("panasonic"), "progress", "discussed"),
        ("SK Group", TALKS.format("sk-group"), "progress", "discussed"),
        ("Saudi Aramco", TALKS.format("saudi-aramco"), "progress", "discussed"),
        ("Wilmar International", TALKS.format("wilmar"), "progress", "discussed"),
        (
            "Central and Eastern Europe",
            "initiatives/liaoning-market-central-eastern-europe/",
            "markets.code",
            "central-eastern-europe",
        ),
        ("Central Asia", "initiatives/liaoning-market-central-asia/", "markets.code", "central-asia"),
        ("West Asia", "initiatives/liaoning-market-west-asia/", "markets.code", "west-asia"),
        ("equity investment", "initiatives/liaoning-equity-investment/", "sector.code", "equity-investment"),
        ("low-altitude economy", "initiatives/liaoning-low-altitude-economy/", "sector.code", "low-altitude-economy"),
        ("ice and snow tourism", "initiatives/liaoning-ice-snow-tourism/", "sector.code", "ice-snow-tourism"),
        ("aviation industry cluster", "initiatives/liaoning-ftz-shenyang/", "sector.code", "aviation"),
        *systems(
            {
                "exploration": ("liaoning-exploration-2024", "action"),
                "zero-to-one initiatives": ("liaoning-zero-to-one", "zero_to_one"),
                "ship and aircraft financing lease": ("liaoning-leasing", "trade_model"),
                "bonded mixing trial site": ("liaoning-bonded-mixing", "trade_model"),
                "used car export": ("liaoning-used-car-export", "trade_model"),
                "cross-border e-commerce": ("liaoning-cross-border-e-commerce", "trade_model"),
                "international marketing networks": ("liaoning-marketing-networks", "trade_model"),
                "Pilot Free Trade Zone's Shenyang section": ("liaoning-ftz-shenyang", "platform"),
                "freight train consolidation center": ("shenyang-freight-train-centre", "platform"),
                "digital, green and service trade": ("liaoning-digital-green-services", "other"),
                "regional cross-border e-commerce hubs": ("liaoning-e-commerce-hubs", "platform"),
            }
        ),
    ],
    HEZE: [
        *observed("retail-sales", {"125.49 billion yuan": 125_490_000_000, "7.6% growth": (YOY, 7.6)}),
        *observed("retail-sales", {"first half of the year": (PERIOD, "2025-H1")}),
        *observed(
            "retail-sales-growth",
            {"7.6%": 7.6, "highest": ("ranks.0.position", 1), "in the province": ("ranks.0.region.code", "370000")},
        ),
        *observed("promotional-packages", {"327 promotional packages": 327}),
        *observed("promotion-activities", {"400 activities": 400, "nearly": (QUALIFIER, "nearly")}),
        *observed(
            "online-retail-sales",
            {"15.14 billion yuan": 15_140_000_000, "9.1%": (YOY, 9.1), "fifth": ("ranks.0.position", 5)},
        ),
        ("2.83 million yuan", VOUCHERS, "vouchers.issued", 2_830_000),
        ("215 million yuan", VOUCHERS, "vouchers.driven", 215_000_000),
        ("over", VOUCHERS, "vouchers.driven_qualifier", "over"),
        ("1:76", VOUCHERS, "vouchers.stated_leverage", 76),
        ("1:76, computed", VOUCHERS, "vouchers.leverage", 75.97),
        (
            "Ten Actions to Boost Consumption",
            "initiatives/heze-ten-actions/",
            "title_en",
            "Ten Actions to Boost Consumption",
        ),
        ("automotive", "initiatives/heze-packages-vehicles/", "sector.code", "vehicles"),
        ("home appliances", "initiatives/heze-packages-home-appliances/", "sector.code", "home-appliances"),
        ("Longdu Town", "initiatives/heze-longdu-carnival/", "venue.name_en", "Longdu Town"),
        *described("heze-1-plus-n", "city with its counties", "departments with each other"),
        *described("heze-coordination", "infrastructure of consumption, special events and new models"),
        *described("heze-longdu-carnival", "several kinds of entertainment in one"),
        *described("heze-e-commerce-bases", "Live streaming joined with local industries", "Taobao villages and towns"),
        ("2025-08-23", f"sources/{HEZE}/", "published_on", "2025-08-23"),
        *systems(
            {
                "1+N policy framework": ("heze-1-plus-n", "framework"),
                "promotional packages": ("heze-packages", "package"),
                "consumption vouchers": ("heze-vouchers", "vouchers"),
                "upgrading consumer goods": ("heze-consumer-goods", "other"),
                "cultural tourism": ("heze-cultural-tourism", "other"),
                "elderly services": ("heze-elderly-services", "other"),
                "collaborative mechanism": ("heze-coordination", "other"),
                "summer carnival": ("heze-longdu-carnival", "carnival"),
                "large-scale promotional activities": ("heze-promotions", "campaign"),
                "provincial-level e-commerce bases": ("heze-e-commerce-bases", "platform"),
            }
        ),
    ],
    LIAONING_2024: [
        ("reach 270", PLAN, "targets.measure=count.value", 270),
        ("reach", PLAN, "targets.measure=count.comparison", "at_least"),
        ("3.5 million square meters", PLAN, "targets.measure=area.value", 3_500_000),
        ("exceed", PLAN, "targets.measure=area.comparison", "more_than"),
        ("in professional venues", PLAN, "professional_venues_only", True),
        ("in the province", PLAN, "within_region_only", True),
        ("four batches", PLAN, "description_en", FOUR_BATCHES),
        ("polishing the business card", PLAN, "objectives.0.code", "liaoning-2024-national-fairs"),
        ("dual-core drive", PLAN, "objectives.1.code", "liaoning-2024-dual-cores"),
        ("lead the exhibition", PLAN, "objectives.2.code", "liaoning-2024-lead-by-exhibitions"),
        ("cultivate the main body", PLAN, "objectives.3.code", "liaoning-2024-enterprises"),
        ("five aspects", PLAN, "objectives.4.number", 5),
        ("facilities and factors", PLAN, "objectives.4.code", "liaoning-2024-facilities"),
        *(
            (words, PLAN, f"objectives.code=liaoning-2024-{code}.kind", "batch")
            for words, code in {
                "branded boutique exhibitions": "brand-boutique",
                "normalized resident exhibitions": "resident",
                "market-oriented high-quality exhibitions": "market-run",
                "rich and diverse conferences": "conferences",
            }.items()
        ),
        ("eight major tackles", PLAN, "objectives.kind=tackle.name_en", "Eight major tackles"),
        *described("liaoning-fair-upgrade", "new business card", "hub of opening up and cooperation"),
        *described("liaoning-fair-5-preparation", "Supporting activities to a high standard", "better reception"),
        *described("dalian-summer-davos", "attract more overseas investors"),
        *described("liaoning-dual-core-brands", "famous exhibition cities of Northeast Asia"),
        ("270, in the progress", PROGRESS, "targets.measure=count.value", 270),
        ("3.5 million, in the progress", PROGRESS, "targets.measure=area.value", 3_500_000),
        ("Shenyang and Dalian, dual core", PROGRESS, "groups.0.of.code", "dual-cores"),
        ("Shenfu Demonstration Zone", PROGRESS, "groups.1.of.code", "shenfu"),
        (
            "5th Liaoning Fair",
            "initiatives/liaoning-fair-5-preparation/",
            "title_en",
            "Preparing the 5th Liaoning fair",
        ),
        ("China International Import Expo", OUTSIDE, "attendances.2.fair.code", "ciie"),
        ("China Import and Export Fair", OUTSIDE, "attendances.0.fair.code", "canton-fair"),
        ("China International Fair for Trade in Services", OUTSIDE, "attendances.1.fair.code", "ciftis"),
        ("China International Consumer Goods Expo", OUTSIDE, "attendances.3.fair.code", "consumer-products-expo"),
        ("Belt and Road", "initiatives/liaoning-go-global-belt-road/", "markets.code", "belt-and-road"),
        ("RCEP member countries", "initiatives/liaoning-go-global-rcep/", "markets.code", "rcep"),
        *systems(
            {
                "introducing and upgrading the famous exhibition": ("liaoning-famous-exhibitions", "framework"),
                "upgrading of the Liaoning Fair": ("liaoning-fair-upgrade", "other"),
                "Dalian Summer Davos Forum": ("dalian-summer-davos", "other"),
                "Shenyang and Dalian to cultivate": ("liaoning-dual-core-brands", "other"),
                "cities and Shenfu Demonstration Zone": ("liaoning-characteristic-fairs", "other"),
                "independent brand exhibition activities": ("liaoning-own-brands", "other"),
                "lead the exhibition with the exhibition": ("liaoning-lead-exhibitions", "delegation"),
                "exhibition attraction": ("liaoning-attract-exhibitions", "other"),
                "go global": ("liaoning-go-global-rcep", "delegation"),
                "main enterprises of the industry chain": ("liaoning-chain-enterprises", "other"),
                "leading exhibition enterprises": ("liaoning-leading-enterprises", "other"),
                "digital application, green exhibitions": ("liaoning-digital-green-exhibitions", "other"),
                "guarantee of elements": ("liaoning-factors", "facility"),
                "new modern venues, Shenyang": ("shenyang-new-venues", "facility"),
                "new modern venues, Dalian": ("dalian-new-venues", "facility"),
                "upgrade existing venues": ("liaoning-venue-upgrades", "facility"),
            }
        ),
    ],
    GUANGDONG: [
        ("2023-01-13", f"sources/{GUANGDONG}/", "published_on", "2023-01-13"),
        *described("guangdong-restoring-consumption", "provincial government's report of 2023"),
        *described("guangdong-brands-platforms", "hundreds of brands came to sales of more than 100 million"),
        *described("guangdong-brands-platforms", "sales, traffic, supply chains and digital technology"),
        *described("guangzhou-fashion-platforms", "fashion industry of trillions"),
        *described("guangdong-live-e-commerce-festivals", "platforms, live e-commerce and MCN agencies"),
        ("second quarter", "initiatives/guangdong-consumption-proposal/", "description_en", SECOND_QUARTER),
        ("Vipshop", "initiatives/guangdong-brands-platforms/", "bodies.0.organisation.code", "vipshop"),
        ("textile and clothing", "initiatives/guangdong-textile-upgrade/", "sector.code", "textiles"),
        ("Guangzhou", "initiatives/guangzhou-fashion-platforms/", "region.name_en", "Guangzhou"),
        *systems(
            {
                "restoring and expanding consumption": ("guangdong-restoring-consumption", "action"),
                "package of consumer stimulus policies": ("guangdong-consumption-proposal", "framework"),
                "live broadcast e-commerce festivals": ("guangdong-live-e-commerce-festivals", "festival"),
                "feature live broadcast festivals": ("guangdong-feature-live-festivals", "festival"),
                "live rooms for large traffic platforms": ("guangdong-platform-live-rooms", "live_room"),
                "brand live broadcast rooms": ("guangdong-brand-live-rooms", "live_room"),
                "AR/VR": ("guangdong-ar-vr-scenes", "scene"),
                "put out business": ("guangdong-outdoor-trading", "market"),
                "feature markets": ("guangdong-feature-markets", "market"),
                "night markets": ("guangdong-night-markets", "market"),
                "linkage between brands and platforms": ("guangdong-brands-platforms", "partnership"),
                "independent brands": ("guangdong-own-brands", "other"),
                "fashion industry clusters": ("guangzhou-fashion-platforms", "partnership"),
                "international consumption center city": ("guangzhou-consumption-centre", "other"),
            }
        ),
    ],
}
