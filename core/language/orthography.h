// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Signs that do not belong into a text of a language, whatever its words are.
#ifndef KOMPASS_CORE_LANGUAGE_ORTHOGRAPHY_H
#define KOMPASS_CORE_LANGUAGE_ORTHOGRAPHY_H

#include "core/language/language.h"

#include <stdbool.h>
#include <stdint.h>

// What is wrong with the signs of a UTF-8 text, and in *sign the first one it is wrong with (0: the text's end); NULL
// when all is well. Wrong are: characters that Unicode has not assigned, controls, and characters that are not seen,
// but for those that steer direction and line breaks and the non-joiner of Arabic script; direction marks without their
// partner (UAX #9, 2.4 to 2.7); typewriter quotes, and quotation marks that neither CLDR names for the language nor Arabic
// print has. Static.
const char *orthography_fault(const struct language *language, const char *text, uint32_t *sign);

// Whether a text has a letter of its language's script; a text of names and numbers only may have none, so only one with small
// letters of another script, as German words have, has not.
bool orthography_is_in_script(const struct language *language, const char *text);

#endif
