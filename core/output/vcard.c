// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// N and FN must both be there (RFC 2426, 3.1). Telephones show one or the other, so both have the name; where that leaves no room
// for something to reach it by, N has empty parts, which is allowed, and FN alone has it.
#include "core/output/vcard.h"

static char *address_of(struct arena *arena, const struct vcard *card)
{
    if (card->street == NULL && card->city == NULL)
        return NULL;
    const char *street = take_property(arena, "", card->street);
    const char *city = take_property(arena, "", card->city);
    const char *code = take_property(arena, "", card->postal_code);
    return arena_format(arena, "ADR:;;%s;%s;;%s;", street == NULL ? "" : street, city == NULL ? "" : city, code == NULL ? "" : code);
}

static void write_card(struct arena *arena, const struct vcard *card, const char *family, size_t limit, struct payload *payload)
{
    const struct take_line lines[] = {
        {TAKE_PHONE, take_property(arena, "TEL:", card->phone), 0},
        {TAKE_ADDRESS, address_of(arena, card), 1},
        {TAKE_EMAIL, take_property(arena, "EMAIL:", card->email), 2},
        {TAKE_WEB, take_uri(arena, "URL:", card->url), 3},
    };
    const char *opening = arena_format(arena, "BEGIN:VCARD\nVERSION:3.0\nN:%s\n%s", family, take_property(arena, "FN:", card->name));
    take_join(arena, opening, lines, sizeof lines / sizeof *lines, "END:VCARD", limit, payload);
}

void vcard_write(struct arena *arena, const struct vcard *card, size_t limit, struct payload *payload)
{
    struct payload shorter;
    *payload = (struct payload){0};
    if (card->name == NULL || card->name[0] == '\0')
        return;
    write_card(arena, card, take_property(arena, "", card->name), limit, payload);
    if (payload->text != NULL && payload->left_out == 0)
        return;
    write_card(arena, card, "", limit, &shorter);
    if (shorter.left_out != payload->left_out)
        *payload = shorter;
}
