"""The words in the pictures of the knowledge pages: `label` is the text alternative, and says what is found."""

ENGLISH: dict[str, dict[str, str]] = {
    "baselines": {
        "label": "Revenue of 22.2 million is down 47% on the sixteen weeks before, and down 5% on the same weeks a "
        "year before.",
        "result": "Spring 2019, 16 weeks", "result_says": "22.2 million",
        "before": "the 16 weeks before: 41.6", "before_says": "down 47%",
        "year": "same weeks, 2018: 23.4", "year_says": "down 5%",
    },
    "certainty": {
        "label": "Four results beside their targets. All clients: the interval includes the target. Mobile: it lies "
        "wholly above. Landline: it includes it. Unknown: it lies wholly below.",
        "target": "target",
        "all": "All clients 11.7%", "all_says": "met, a close call",
        "mobile": "Mobile 14.9%", "mobile_says": "met, clearly",
        "landline": "Landline 13.4%", "landline_says": "missed, a close call",
        "unknown": "Not recorded 4.1%", "unknown_says": "missed, clearly",
    },
    "external-factors": {
        "label": "Conversions a day in two cities: what came lies below what was expected in the first week and above "
        "it in the second; 90,717 against 88,056 in all.",
        "came": "came: 90,717 in 15 days", "expected": "expected without the campaign: 88,056",
        "first": "1 April", "last": "15 April",
    },
    "mix": {
        "label": "Search rises from 4.0% to 4.2% and social from 2.0% to 2.1%, while all clicks together fall from "
        "3.20% to 2.73%, because social grew from 40% to 70% of the clicks.",
        "before": "before", "after": "after", "search": "Search", "social": "Social", "whole": "All",
        "share": "{}% of clicks",
    },
    "pacing": {
        "label": "After 35 of 56 days 10,450 sign-ups lie below the plan of 12,000; the forecast ends at 16,676, short "
        "of the target of 20,000.",
        "so_far": "10,450 so far", "target": "target", "forecast": "forecast", "plan": "plan", "today": "day 35",
        "end": "day 56",
    },
    "several-metrics": {
        "label": "Orders reach 150% and count as 120%, cost 96%, the refund guardrail 80% and is missed. The score is "
        "105%, and the campaign is near all the same.",
        "orders": "Orders, weight 3", "orders_says": "150%, counts as 120%",
        "cost": "Cost per order, weight 2", "cost_says": "96%",
        "refunds": "Refunds, guardrail, weight 1", "refunds_says": "80%, missed",
        "score": "Score", "score_says": "105%, yet only near",
    },
}  # fmt: skip
CHINESE: dict[str, dict[str, str]] = {
    "baselines": {
        "label": "收入 2,220 万，比紧挨着的前 16 周少 47%，比上年同期少 5%。",
        "result": "2019 年春季 16 周", "result_says": "2,220 万",
        "before": "紧挨着的前 16 周：4,160 万", "before_says": "下降 47%",
        "year": "上年同期：2,340 万", "year_says": "下降 5%",
    },
    "certainty": {
        "label": "四个结果与各自的目标。全部客户：区间包含目标；手机：区间全在目标之上；"
        "座机：区间包含目标；未记录：区间全在目标之下。",
        "target": "目标",
        "all": "全部客户 11.7%", "all_says": "达标，难分高下",
        "mobile": "手机 14.9%", "mobile_says": "明确达标",
        "landline": "座机 13.4%", "landline_says": "未达标，难分高下",
        "unknown": "未记录 4.1%", "unknown_says": "明确未达标",
    },
    "external-factors": {
        "label": "两座城市每天的转化量：第一周实际低于预计，第二周高于预计；合计实际 90,717，预计 88,056。",
        "came": "实际：15 天 90,717", "expected": "没有活动时预计：88,056",
        "first": "4 月 1 日", "last": "4 月 15 日",
    },
    "mix": {
        "label": "搜索从 4.0% 升到 4.2%，社交从 2.0% 升到 2.1%，合计却从 3.20% 跌到 2.73%，"
        "因为社交的点击占比从 40% 升到 70%。",
        "before": "之前", "after": "之后", "search": "搜索", "social": "社交", "whole": "合计",
        "share": "点击占 {}%",
    },
    "pacing": {
        "label": "56 天过了 35 天，注册 10,450，低于计划的 12,000；预测终点 16,676，够不到目标 20,000。",
        "so_far": "至今 10,450", "target": "目标", "forecast": "预测", "plan": "计划", "today": "第 35 天",
        "end": "第 56 天",
    },
    "several-metrics": {
        "label": "订单完成 150%，按 120% 计；成本 96%；退款护栏 80%，未达标。综合得分 105%，活动仍然只算接近。",
        "orders": "订单，权重 3", "orders_says": "150%，按 120% 计",
        "cost": "每单成本，权重 2", "cost_says": "96%",
        "refunds": "退款率（护栏），权重 1", "refunds_says": "80%，未达标",
        "score": "综合得分", "score_says": "105%，仍只算接近",
    },
}  # fmt: skip
WORDS = {"en": ENGLISH, "zh": CHINESE}
