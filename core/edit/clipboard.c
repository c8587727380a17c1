// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/edit/clipboard.h"

#include "core/base/memory.h"

#include <string.h>

void clipboard_put(struct clipboard *clipboard, const char *text, size_t length)
{
    char *copy = memory_allocate(length + 1, 1);
    memcpy(copy, text, length);
    clipboard_wipe(clipboard);
    *clipboard = (struct clipboard){.text = copy, .length = length};
}

void clipboard_wipe(struct clipboard *clipboard)
{
    if (clipboard->text != NULL)
        explicit_bzero(clipboard->text, clipboard->length);
    memory_free(&clipboard->text);
    clipboard->length = 0;
}
