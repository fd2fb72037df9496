"""The words synthetic things are named with: (Chinese, English), and what they go with. No facts."""

MARK = ("【合成】", "[Synthetic] ")

# GB/T 2260 code: (Chinese, English, weight)
CITIES = {
    "210100": ("沈阳", "Shenyang", 360),
    "210200": ("大连", "Dalian", 280),
    "210300": ("鞍山", "Anshan", 45),
    "210400": ("抚顺", "Fushun", 25),
    "210500": ("本溪", "Benxi", 25),
    "210600": ("丹东", "Dandong", 40),
    "210700": ("锦州", "Jinzhou", 40),
    "210800": ("营口", "Yingkou", 40),
    "210900": ("阜新", "Fuxin", 20),
    "211000": ("辽阳", "Liaoyang", 20),
    "211100": ("盘锦", "Panjin", 30),
    "211200": ("铁岭", "Tieling", 20),
    "211300": ("朝阳", "Chaoyang", 20),
    "211400": ("葫芦岛", "Huludao", 25),
    "21-SHENFU": ("沈抚", "Shenfu", 10),
}
SHENYANG, DALIAN = "210100", "210200"

# code of the category, Chinese, English
SECTORS = (
    ("robots", "机器人", "Robot"),
    ("machinery", "装备制造", "Equipment Manufacturing"),
    ("construction-machinery", "工程机械", "Construction Machinery"),
    ("industry", "智能工业", "Smart Industry"),
    ("energy", "清洁能源", "Clean Energy"),
    ("vehicles", "汽车", "Motor"),
    ("new-energy-vehicles", "新能源汽车", "New Energy Vehicle"),
    ("software", "软件和信息服务", "Software"),
    ("construction", "建筑装饰", "Building & Decoration"),
    ("hvac", "供热暖通", "Heating & Ventilation"),
    ("real-estate", "宜居住房", "Housing"),
    ("medical", "医疗器械", "Medical Device"),
    ("dental", "口腔器材", "Dental Equipment"),
    ("advertising", "广告标识", "Sign & Advertising"),
    ("security", "公共安全", "Public Security"),
    ("wedding", "婚庆", "Wedding"),
    ("food", "食品", "Food"),
    ("coffee", "咖啡", "Coffee"),
    ("tea", "茶叶", "Tea"),
    ("seafood", "海鲜预制菜", "Seafood"),
    ("cuisine", "餐饮美食", "Catering"),
    ("textiles", "服装纺织", "Garment & Textile"),
    ("culture", "文化产业", "Cultural Industry"),
    ("animation", "动漫", "Animation"),
    ("tourism", "文化旅游", "Tourism"),
    ("horticulture", "园艺花卉", "Horticulture"),
    ("consumer-goods", "消费品", "Consumer Goods"),
    ("services-trade", "服务贸易", "Services"),
)

# by batch
FORMS = {
    "brand": (("国际{}博览会", "International {} Expo"), ("国际{}交易会", "International {} Fair")),
    "resident": (("{}常年展", "Permanent {} Exhibition"),),
    "market": (("{}展览会", "{} Exhibition"), ("{}展销会", "{} Sales Fair"), ("国际{}展", "International {} Show")),
    "conference": (("{}产业大会", "{} Industry Conference"), ("{}高峰论坛", "{} Summit")),
}

DESCRIPTION = (
    "合成数据，仅供演示和测试，并非真实活动。主题：{}。包括{}、{}和{}。",
    "Synthetic data for demonstrations and tests, no real event. Theme: {}. With {}, {} and {}.",
)
THEMES = (
    ("智能制造与绿色转型", "smart manufacturing and green transition"),
    ("开放合作与区域协同", "open cooperation between regions"),
    ("新品首发与品质消费", "new products and quality consumption"),
    ("数字技术赋能产业", "digital technology for industry"),
    ("东北亚产业链对接", "industrial chains of Northeast Asia"),
    ("乡村特产进城", "products of the countryside come to town"),
)
CONTENTS = (
    ("新品发布", "product launches"),
    ("采购洽谈", "procurement talks"),
    ("主题论坛", "forums"),
    ("技能竞赛", "skills contests"),
    ("外资企业专区", "a zone of foreign firms"),
    ("初创企业专区", "a zone of start-ups"),
    ("公众体验活动", "activities for the public"),
    ("线上直播", "live streams"),
)

# kind: titles
SESSIONS = {
    "opening": ("开幕式", "Opening ceremony"),
    "forum": ("{}发展论坛", "Forum on the future of the {} sector"),
    "matchmaking": ("{}采购对接会", "Matchmaking for {} buyers"),
    "signing": ("重点项目签约仪式", "Signing of key projects"),
    "tasting": ("特色产品品鉴会", "Tasting of regional products"),
    "performance": ("文艺演出", "Stage performance"),
}

LAUNCHES = {
    "store": ("{}首店开业", "First store of {}"),
    "exhibition": ("{}首展", "First exhibition of {}"),
    "show": ("{}新品首秀", "First show of {}"),
    "performance": ("{}首演", "First performance of {}"),
    "premiere": ("{}首映", "Premiere of {}"),
    "product": ("{}新品发布会", "Product launch of {}"),
}
LAUNCH_VENUES = {SHENYANG: ("global-port", "laobeishi", "zhongjie"), DALIAN: ("z28",)}

INITIATIVES = {
    "programme": ("{year}年全省展会计划", "Exhibition programme {year}"),
    "objective": ("做强自主品牌展会", "Stronger brand exhibitions"),
    "framework": ("{zh}{year}年促消费政策体系", "{en}: policy framework for consumption {year}"),
    "action": ("{zh}{year}年提振消费行动", "{en}: action for consumption {year}"),
    "vouchers": ("{zh}{year}年消费券", "{en}: vouchers {year}"),
    "round-1": ("{zh}{year}年第二季度消费券", "{en}: vouchers, second quarter of {year}"),
    "round-2": ("{zh}{year}年第四季度消费券", "{en}: vouchers, fourth quarter of {year}"),
    "night-market": ("{zh}{year}年夜市", "{en}: night market {year}"),
    "feature-market": ("{zh}{year}年迎新市集", "{en}: New Year market {year}"),
    "festival": ("{zh}{year}年直播节", "{en}: livestream festival {year}"),
    "refund-point": ("{zh}离境退税点", "{en}: tax-refund point"),
    "indicator": ("夜间消费额", "Sales at night"),
}

COMPANY_ROOTS = (
    ("华远", "Huayuan"),
    ("北辰", "Beichen"),
    ("海润", "Hairun"),
    ("辽新", "Liaoxin"),
    ("盛和", "Shenghe"),
    ("天成", "Tiancheng"),
    ("金穗", "Jinsui"),
    ("蓝湾", "Lanwan"),
    ("东升", "Dongsheng"),
    ("瑞丰", "Ruifeng"),
)
EXHIBITORS = 120
ORIGINS = ("210100", "210200", "210000", "440000", "650000", "370000", "LK", "MY", "JP", "KR", "RU", "DE", "810000")
