// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What needs no network is judged here; the rest goes to core/net in one go, so that each server is asked in one row.
#include "core/insight/contact_check.h"

#include "core/text/net_address.h"
#include "core/text/phone.h"

#include <string.h>

// Where the numbers are printed: phone_read() knows no other country's without a code.
static const char country[] = "DE";

static const enum contact_result results[LINK_OUTCOMES] = {
    [LINK_WORKS] = CONTACT_WORKS,
    [LINK_MOVED] = CONTACT_MOVED,
    [LINK_GONE] = CONTACT_GONE,
    [LINK_REFUSED] = CONTACT_REFUSED,
    [LINK_CERTIFICATE] = CONTACT_CERTIFICATE,
    [LINK_SLOW] = CONTACT_SLOW,
    [LINK_ERROR] = CONTACT_ERROR,
    [LINK_NAMELESS] = CONTACT_NAMELESS,
    [LINK_UNREACHABLE] = CONTACT_UNREACHABLE,
    [LINK_UNKNOWN] = CONTACT_UNKNOWN,
};

static struct contact_answer invalid(const char *why)
{
    return (struct contact_answer){.result = CONTACT_INVALID, .detail = why, .etag = "", .modified = ""};
}

// ---- without the network ------------------------------------------------------------------------------------------

// A number that is printed without its area is no mistake: whoever reads it is in the town.
static struct contact_answer look_at_phone(const struct contact_address *phone)
{
    struct phone_number number;
    phone_read(phone->address, country, NULL, &number);
    if (phone->dialled != NULL && !phone_is_international(phone->dialled))
        return invalid("the number to be dialled is none");
    if (phone->dialled != NULL && phone->address != phone->dialled && !phone_is_printed_as(phone->dialled, phone->address))
        return invalid("what is printed is another number than what is dialled");
    if (number.fault == PHONE_EMPTY || number.fault == PHONE_STRANGE)
        return invalid("is no telephone number");
    if (number.fault == PHONE_TOO_SHORT || number.fault == PHONE_TOO_LONG)
        return invalid(number.fault == PHONE_TOO_SHORT ? "has too few digits" : "has too many digits");
    if (number.fault == PHONE_NO_COUNTRY)
        return invalid("no country has this code");
    return (struct contact_answer){.result = CONTACT_WORKS, .detail = "", .etag = "", .modified = ""};
}

// ---- with it ------------------------------------------------------------------------------------------------------

struct contact_asking {
    struct arena *arena;
    const struct contact_address *addresses;
    struct contact_answer *answers;
    size_t count;
    struct link_question *questions;
    size_t *places; // of each question, that of its address
    size_t question_count;
};

static void add_question(struct contact_asking *asking, size_t place, struct link_question question)
{
    asking->places[asking->question_count] = place;
    asking->questions[asking->question_count++] = question;
}

static void look_at(struct contact_asking *asking, size_t place)
{
    const struct contact_address *address = &asking->addresses[place];
    const char *domain;
    switch (address->type) {
    case CONTACT_PHONE:
        asking->answers[place] = look_at_phone(address);
        break;
    case CONTACT_EMAIL:
        domain = mail_domain_of(asking->arena, address->address);
        if (domain == NULL)
            asking->answers[place] = invalid("is no mail address");
        else
            add_question(asking, place, (struct link_question){.is_mail = true, .address = domain, .etag = "", .modified = ""});
        break;
    default:
        if (!net_address_is_web(address->address) || strlen(address->address) >= LINK_ADDRESS_BYTES)
            asking->answers[place] = invalid("is no web address");
        else
            add_question(asking, place, (struct link_question){.address = address->address, .etag = address->etag, .modified = address->modified});
        break;
    }
}

// Whether some answer came from elsewhere than this machine and its own network.
static bool is_reached(const struct link_answer *answers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        enum link_outcome outcome = answers[i].outcome;
        if (outcome != LINK_NAMELESS && outcome != LINK_UNREACHABLE && outcome != LINK_UNKNOWN)
            return true;
    }
    return count == 0;
}

static enum status ask(struct contact_asking *asking, const struct link_manners *manners, bool *reached, struct problem *problem)
{
    struct link_answer *answers = arena_allocate(asking->arena, asking->question_count, sizeof *answers);
    enum status status = link_probe(asking->questions, asking->question_count, manners, answers, problem);
    *reached = is_reached(answers, asking->question_count);
    for (size_t i = 0; i < asking->question_count; i++)
        asking->answers[asking->places[i]] = (struct contact_answer){.result = results[answers[i].outcome], .detail = answers[i].detail,
                                                                      .etag = answers[i].etag, .modified = answers[i].modified};
    return status;
}

enum status contact_check(sqlite3 *editorial, const struct link_manners *manners, int64_t now, struct arena *arena,
                          struct contact_report *report, struct problem *problem)
{
    struct contact_asking asking = {.arena = arena};
    struct contact_address *addresses;
    *report = (struct contact_report){0};
    enum status status = contacts_read(editorial, arena, &addresses, &asking.count, problem);
    if (status != STATUS_OK)
        return status;
    asking.addresses = addresses;
    asking.answers = arena_allocate(arena, asking.count, sizeof *asking.answers);
    asking.questions = arena_allocate(arena, asking.count, sizeof *asking.questions);
    asking.places = arena_allocate(arena, asking.count, sizeof *asking.places);
    for (size_t i = 0; i < asking.count; i++)
        look_at(&asking, i);
    status = ask(&asking, manners, &report->reached, problem);
    report->count = asking.count;
    for (size_t i = 0; i < asking.count; i++)
        report->results[asking.answers[i].result]++;
    if (status != STATUS_OK || !report->reached)
        return status;
    status = contacts_write(editorial, addresses, asking.answers, asking.count, now, problem);
    if (status == STATUS_OK)
        status = contacts_broken(editorial, &report->broken, problem);
    if (status == STATUS_OK)
        status = contacts_in_trouble(editorial, arena, &report->troubles, &report->trouble_count, problem);
    return status;
}
