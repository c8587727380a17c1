// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Problems that one mistake causes at many places, told once: a slug that was changed is missed by every guide and by
// the translations of fifteen languages, a file that was removed by hundreds.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_FINDINGS_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_FINDINGS_H

#include "core/exchange/json/reader.h"

struct content_findings {
    struct json_reader *reader;           // zeroed but for this to begin with
    struct content_finding_group *groups; // in the order of their first finding; in the reader's arena
};

// One thing that is wrong at one place. Those of the same `group` are of one kind and those of the same `key` in it have
// one cause. All texts must last as long as the reader's arena.
struct content_finding {
    const char *group, *key;
    const char *place, *mend, *why; // as of json_report()
};

void content_findings_add(struct content_findings *findings, const struct content_finding *finding);

// Reports each cause once, at its first place and with the number of the others; of a group with many causes only the
// first, with the number of the others.
void content_findings_tell(const struct content_findings *findings);

#endif
