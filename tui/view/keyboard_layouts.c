// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The letters on the screen's keyboard: one table for each script, and one more for each language that has letters of its own
// which the search tells apart. Upper case and accents on Latin letters are not needed: the search does not know them.
#include "tui/view/keyboard.h"

#include <string.h>

static const struct keyboard_layout layouts[] = {
    {.script = "Latn", .cap = "ABC",
     .rows = {"q w e r t z u i o p ü", "a s d f g h j k l ö ä", "y x c v b n m ß - '"}},
    {.script = "Latn", .languages = "tr", .cap = "ABC",
     .rows = {"q w e r t y u ı o p ğ ü", "a s d f g h j k l ş i", "z x c v b n m ö ç - '"}},
    {.script = "Latn", .languages = "fr", .cap = "ABC",
     .rows = {"a z e r t y u i o p é è", "q s d f g h j k l m ù ç", "w x c v b n à â ê î ô û '"}},
    {.script = "Arab", .cap = "ا ب ت",
     .rows = {"ض ص ث ق ف غ ع ه خ ح ج د", "ش س ي ب ل ا ت ن م ك ط ذ", "ئ ء ؤ ر ى ة و ز ظ أ إ آ"}},
    {.script = "Arab", .languages = "fa", .cap = "ا ب پ",
     .rows = {"ض ص ث ق ف غ ع ه خ ح ج چ", "ش س ی ب ل ا ت ن م ک گ پ", "ظ ط ز ر ذ د ئ و ژ آ ء"}},
    {.script = "Cyrl", .cap = "АБВ",
     .rows = {"й ц у к е н г ш щ з х ї", "ф і в а п р о л д ж є ґ", "я ч с м и т ь б ю ' -"}},
    {.script = "Cyrl", .languages = "ru", .cap = "АБВ",
     .rows = {"й ц у к е н г ш щ з х ъ", "ф ы в а п р о л д ж э ё", "я ч с м и т ь б ю -"}},
    {.script = "", .cap = "123", .rows = {"1 2 3 4 5 6 7 8 9 0", ". , : ; ? ! - / &", "@ + * # ( ) §"}},
};
enum { LAYOUT_COUNT = sizeof layouts / sizeof *layouts };

// Whether the tag is one of the words of the list.
static bool has_word(const char *list, const char *tag)
{
    size_t length = strlen(tag);
    for (const char *at = list; at != NULL && *at != '\0'; at += strspn(at, " ")) {
        size_t word = strcspn(at, " ");
        if (word == length && memcmp(at, tag, length) == 0)
            return true;
        at += word;
    }
    return false;
}

static const struct keyboard_layout *layout_of(const struct language *language)
{
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        if (has_word(layouts[i].languages, language->tag))
            return &layouts[i];
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        if (layouts[i].languages == NULL && strcmp(layouts[i].script, language->script) == 0)
            return &layouts[i];
    return &layouts[0];
}

size_t keyboard_layers(const struct language *language, const struct keyboard_layout *layers[KEYBOARD_LAYERS_MAX])
{
    size_t count = 0;
    layers[count++] = layout_of(language);
    if (strcmp(layers[0]->script, layouts[0].script) != 0)
        layers[count++] = &layouts[0];
    layers[count++] = &layouts[LAYOUT_COUNT - 1];
    return count;
}
