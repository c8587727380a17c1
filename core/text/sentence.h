// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Sentences of a short text.
#ifndef KOMPASS_CORE_TEXT_SENTENCE_H
#define KOMPASS_CORE_TEXT_SENTENCE_H

#include <stdbool.h>

// Takes the last sentence off the text, in place, and a question before it that it answers; false when nothing would be left.
bool text_drop_sentence(char *text);

#endif
