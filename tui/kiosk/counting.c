// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each page is counted in one table only. Those that every visit has, and those on the way to others, are counted in none: their sum
// would be that of visits, and who has a sum and all parts but one has that one, too.
#include "tui/kiosk/counting.h"

#include "tui/kiosk/path.h"
#include "tui/kiosk/screens.h"

#include <string.h>

static bool is_on_the_way(const struct screen *screen)
{
    return screen == &screen_home || screen == &screen_topic || screen == &screen_situations || screen == &screen_question;
}

const struct local_time *counting_time(const struct kiosk *kiosk, const struct local_time *now)
{
    bool right_day = kiosk->clock_doubt == CLOCK_SURE || kiosk->clock_doubt == CLOCK_ALONE;
    return right_day ? now : NULL;
}

void counting_see(struct kiosk *kiosk, const struct page *top)
{
    const struct screen *screen = top->screen;
    if (kiosk->usage == NULL || (kiosk->seen == screen && strcmp(kiosk->seen_argument.id, top->argument.id) == 0))
        return;
    kiosk->seen = screen;
    kiosk->seen_argument = top->argument;
    if (screen == &screen_attract || screen == &screen_languages || screen == &screen_second)
        return; // nobody has begun yet, or reads
    const struct local_time *now = counting_time(kiosk, &top->view->tick.now);
    const char *language = kiosk->reader.languages[0]->tag;
    usage_count(kiosk->usage, USAGE_HOUR, "", now);
    if (kiosk->chosen)
        usage_count(kiosk->usage, USAGE_LANGUAGE, language, now);
    if (screen == &screen_offer)
        usage_count(kiosk->usage, USAGE_OFFER, top->argument.id, now);
    else if (screen == &screen_area)
        usage_count_two(kiosk->usage, USAGE_AREA, top->argument.id, language, now);
    else if (screen == &screen_result)
        usage_count(kiosk->usage, USAGE_PATH, path_situation(top), now);
    else if (!is_on_the_way(screen))
        usage_count(kiosk->usage, USAGE_SCREEN, screen->name, now);
}
