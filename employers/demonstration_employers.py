"""Invented employers: names, promises and what their workplaces are honestly like."""

# key: (region prefix, name, municipality, INN) of employers that the cluster itself does not list
NEW_EMPLOYERS = {
    "yarn": ("69", "ООО «Обская пряжа»", "69632000", "7000000011"),
    "screen": ("69", "АО «Северный экран»", "69710000", "7000000012"),
    "honey": ("69", "Артель «Таёжный мёд»", "69608000", "7000000013"),
    "press": ("25", "Типография «Ясный лист»", "25701000", "3800000011"),
    "furniture": ("25", "ООО «Лиственничный двор»", "25703000", "3800000012"),
    "meridian": ("25", "ООО «Братский меридиан»", "25714000", "3800000013"),
    "hotel": ("25", "Гостевой дом «Чистый берег»", "25634000", "3800000014"),
    "garden": ("25", "ООО «Саянский сад»", "25726000", "3800000015"),
}
# the same keys as in the demonstration of the cluster
LISTED_EMPLOYERS = {
    "factory": "7000000003",
    "bakery": "7000000004",
    "archive": "7000000005",
    "greenhouse": "7000000006",
}
# key: (promise, about, contact, phone); the post is made from the key
PROFILES = {
    "factory": (
        "Показываем цех до собеседования и даём наставника на первые три месяца.",
        "Шьём рабочую одежду и игрушки из кедра. В цехе сорок человек, шестеро из них с инвалидностью.",
        "Кедров Павел Ильич, отдел кадров",
        "8 (3822) 00-00-03",
    ),
    "bakery": (
        "Подберём смену так, чтобы не пришлось работать ночью.",
        "Печём хлеб для школ и больниц города. Новичков учим сами.",
        "Мельников Игорь Павлович",
        "8 (3822) 00-00-04",
    ),
    "archive": (
        "Любую задачу пришлём письменно, созвоны не обязательны.",
        "Переводим бумажные дела в цифровой вид. Половина команды работает из дома.",
        "Озёрный Кирилл Максимович",
        "8 (3823) 00-00-05",
    ),
    "greenhouse": (
        "Честно говорим, где тяжело, и меняем задания по самочувствию.",
        "Круглый год растим рассаду и зелень недалеко от Томска. До теплиц ходит служебный автобус.",
        "Тёплова Инна Сергеевна",
        "8 (3822) 00-00-06",
    ),
    "yarn": (
        "Возим на работу из Колпашева и обратно.",
        "Прядём шерсть и вяжем носки. Цех на первом этаже, без порогов.",
        "Пряхина Зоя Львовна",
        "8 (38254) 0-00-11",
    ),
    "screen": (
        "Настроим программы под вас до первого рабочего дня.",
        "Помогаем жителям севера с компьютерами и связью.",
        "Полярный Денис Олегович",
        "8 (38259) 0-00-12",
    ),
    "honey": (
        "Учим делу с нуля, не торопим.",
        "Фасуем мёд и кедровый орех. Нас девять человек.",
        "Пасечникова Рита Егоровна",
        "8 (38249) 0-00-13",
    ),
    "press": (
        "Отвечаем каждому, кто написал, в течение трёх дней.",
        "Печатаем учебные пособия, в том числе крупным шрифтом и шрифтом Брайля.",
        "Литерина Анна Юрьевна",
        "8 (3952) 00-00-11",
    ),
    "furniture": (
        "Рабочее место собираем под рост и силу человека.",
        "Делаем детскую мебель. Станки закрыты кожухами, в цехе светло.",
        "Столяров Глеб Андреевич",
        "8 (3955) 00-00-12",
    ),
    "meridian": (
        "Даём оплачиваемый пробный день.",
        "Склад и служба заказов: отвечаем на письма, собираем посылки.",
        "Ангаров Тимур Ринатович",
        "8 (3953) 00-00-13",
    ),
    "hotel": (
        "Ставим в пару с опытным сотрудником.",
        "Небольшой гостевой дом у озера. Работаем круглый год.",
        "Берегова Лидия Павловна",
        "8 (39544) 0-00-14",
    ),
    "garden": (
        "Расписание на месяц вперёд, без внезапных перемен.",
        "Питомник деревьев и кустов. Летом работа на улице, зимой в теплице.",
        "Садовская Мария Ильинична",
        "8 (39553) 0-00-15",
    ),
}
# key: (есть, можем организовать, нет); what stands in none of them is not stated
WORKPLACES = {
    "factory": (
        "bld_step_free bld_toilet wp_lighting wp_seated sup_mentor org_trial org_predictable sched_extra_breaks",
        "wp_adjustable_furniture sched_part_time com_visual_alerts sup_team_brief "
        "org_interview_adjust safety_evacuation",
        "format_remote wp_quiet",
    ),
    "bakery": (
        "bld_step_free sched_no_night org_step_tasks sup_mentor com_plain_language org_trial",
        "sched_part_time sched_extra_breaks transport_support sup_job_coach com_sign_language",
        "wp_climate wp_no_lifting wp_seated format_remote",
    ),
    "archive": (
        "format_remote com_text_first it_screen_reader it_magnification it_alt_input "
        "wp_quiet wp_seated sched_flexible_hours",
        "sched_part_time com_captions org_interview_adjust sup_mentor wp_adjustable_furniture",
        "bld_lift_or_ground",
    ),
    "greenhouse": (
        "transport_support org_step_tasks sched_extra_breaks sup_team_brief org_predictable",
        "sched_part_time com_plain_language sup_job_coach org_trial wp_no_lifting",
        "bld_step_free wp_climate bld_tactile format_remote",
    ),
    "yarn": (
        "bld_step_free bld_lift_or_ground transport_support wp_seated sup_mentor",
        "com_sign_language com_visual_alerts sched_part_time org_trial",
        "wp_quiet bld_toilet",
    ),
    "screen": (
        "it_screen_reader it_magnification com_text_first bld_lift_or_ground bld_toilet wp_seated wp_quiet",
        "format_remote it_alt_input sched_flexible_hours wp_adjustable_furniture",
        "sup_personal_assistant",
    ),
    "honey": (
        "org_step_tasks com_plain_language wp_quiet sup_mentor sched_part_time",
        "sup_job_coach wp_no_lifting sched_flexible_hours",
        "bld_step_free bld_toilet transport_support",
    ),
    "press": (
        "bld_step_free bld_lift_or_ground bld_tactile wp_lighting com_text_first it_magnification org_interview_adjust",
        "com_sign_language it_screen_reader sched_part_time sup_mentor safety_evacuation",
        "wp_quiet",
    ),
    "furniture": (
        "wp_adjustable_furniture wp_lighting com_visual_alerts sup_mentor org_step_tasks bld_step_free",
        "com_sign_language org_trial sched_part_time sup_job_coach",
        "wp_quiet wp_climate format_remote",
    ),
    "meridian": (
        "org_trial com_text_first sched_part_time sched_flexible_hours bld_lift_or_ground bld_step_free bld_toilet",
        "format_remote it_screen_reader com_captions wp_adjustable_furniture sup_mentor",
        "sup_personal_assistant bld_tactile",
    ),
    "hotel": (
        "sup_mentor org_predictable org_step_tasks sched_extra_breaks",
        "com_plain_language sup_job_coach transport_support sched_no_night",
        "bld_lift_or_ground wp_no_lifting format_remote",
    ),
    "garden": (
        "org_predictable org_step_tasks sup_mentor sched_short_week",
        "transport_support com_plain_language sup_team_brief sched_part_time",
        "bld_step_free wp_climate format_remote",
    ),
}
COMMENTS = {
    ("factory", "bld_step_free"): "Пандус со двора. Звонок слева от двери, вам откроют.",
    ("factory", "wp_quiet"): "В цехе шумят швейные машины. Наушники выдаём.",
    ("bakery", "wp_climate"): "У печей жарко, до тридцати градусов.",
    ("archive", "bld_lift_or_ground"): "Третий этаж без лифта, поэтому предлагаем работу из дома.",
    ("press", "com_sign_language"): "Переводчика приглашаем за три дня.",
    ("yarn", "transport_support"): "Автобус от автостанции в 8:15.",
}
