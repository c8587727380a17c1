// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Bytes are kept as they come and cleaned once, when all of them are there: where one character ends and the next begins is
// known then, however the terminal cut them.
#include "tui/terminal/paste.h"

#include "core/base/memory.h"

#include <string.h>
#include <unistr.h>

static const char mark[] = "\033[20?~"; // with '0' before, with '1' behind what is pasted
enum { MARK_BYTES = sizeof mark - 1, WHICH = 4 };

void paste_begin(struct paste *paste)
{
    paste_forget(paste);
    paste->text = memory_allocate(PASTE_BYTES_MAX + 1, 1);
}

static void keep(struct paste *paste, char byte)
{
    if (paste->length == PASTE_BYTES_MAX)
        paste->cut_short = true;
    else
        paste->text[paste->length++] = byte;
}

// What began as a mark was none.
static void keep_matched(struct paste *paste)
{
    for (int i = 0; i < paste->matched; i++)
        keep(paste, i == WHICH ? paste->which : mark[i]);
    paste->matched = 0;
}

void paste_take(struct paste *paste, unsigned char byte)
{
    bool goes_on = paste->matched == WHICH ? byte == '0' || byte == '1' : byte == (unsigned char)mark[paste->matched];
    paste->ended = false; // what had ended it was in it
    if (!goes_on) {
        keep_matched(paste);
        goes_on = byte == (unsigned char)mark[0];
    }
    if (!goes_on) {
        keep(paste, (char)byte);
        return;
    }
    if (paste->matched == WHICH)
        paste->which = (char)byte;
    if (++paste->matched < MARK_BYTES)
        return;
    paste->matched = 0;
    paste->ended = paste->which == '1';
}

void paste_finish(struct paste *paste)
{
    uint8_t *text = (uint8_t *)paste->text;
    size_t kept = 0;
    bool returned = false; // the character before was a carriage return
    keep_matched(paste);
    for (size_t at = 0; at < paste->length;) {
        ucs4_t character;
        int bytes = u8_mbtoucr(&character, text + at, paste->length - at);
        if (bytes <= 0) { // no character, or one that was cut
            at++;
            paste->dropped++;
            continue;
        }
        bool line = character == '\r' || (character == '\n' && !returned);
        bool control = character < ' ' || (character >= 0x7F && character < 0xA0);
        if (line)
            text[kept++] = '\n';
        else if (!control || character == '\t')
            for (int i = 0; i < bytes; i++)
                text[kept++] = text[at + (size_t)i];
        else
            paste->dropped += character != '\n';
        returned = character == '\r';
        at += (size_t)bytes;
    }
    explicit_bzero(text + kept, paste->length - kept);
    paste->length = kept;
    paste->text[kept] = '\0';
}

void paste_forget(struct paste *paste)
{
    if (paste->text != NULL)
        explicit_bzero(paste->text, PASTE_BYTES_MAX);
    memory_free(&paste->text);
    *paste = (struct paste){0};
}
