// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The letters on the screen's keyboard: one table for each script, and one more for each language that has letters of its own,
// which its readers look for. Upper case and tones are not needed: the search does not know them.
#include "tui/kit/keyboard.h"

#include <string.h>

static const struct keyboard_layout layouts[] = {
    {.script = "Latn", .cap = "ABC",
     .rows = {"q w e r t z u i o p ü", "a s d f g h j k l ö ä", "y x c v b n m ß - '"}},
    {.script = "Latn", .languages = "tr", .cap = "ABC",
     .rows = {"q w e r t y u ı o p ğ ü", "a s d f g h j k l ş i", "z x c v b n m ö ç - '"}},
    {.script = "Latn", .languages = "fr", .cap = "ABC",
     .rows = {"a z e r t y u i o p é è", "q s d f g h j k l m ù ç", "w x c v b n à â ê î ô û '"}},
    {.script = "Latn", .languages = "es", .cap = "ABC",
     .rows = {"q w e r t y u i o p", "a s d f g h j k l ñ", "z x c v b n m á é í ó ú"}},
    {.script = "Latn", .languages = "ro", .cap = "ABC",
     .rows = {"q w e r t y u i o p ă", "a s d f g h j k l ș ț", "z x c v b n m â î -"}},
    {.script = "Latn", .languages = "pl", .cap = "ABC",
     .rows = {"q w e ę r t y u i o ó p", "a ą s ś d f g h j k l ł", "z ż ź x c ć v b n ń m"}},
    {.script = "Latn", .languages = "vi", .cap = "ABC",
     .rows = {"q w e ê r t y u ư i o ô ơ", "p a ă â s d đ f g h j k l", "z x c v b n m -"}},
    {.script = "Latn", .languages = "kmr", .cap = "ABC",
     .rows = {"q w e ê r t y u û i î o p", "a s ş d f g h j k l", "z x c ç v b n m ' -"}},
    {.script = "Arab", .cap = "ا ب ت",
     .rows = {"ض ص ث ق ف غ ع ه خ ح ج د", "ش س ي ب ل ا ت ن م ك ط ذ", "ئ ء ؤ ر ى ة و ز ظ أ إ آ"}},
    {.script = "Arab", .languages = "fa", .cap = "ا ب پ",
     .rows = {"ض ص ث ق ف غ ع ه خ ح ج چ", "ش س ی ب ل ا ت ن م ک گ پ", "ظ ط ز ر ذ د ئ و ژ آ ء"}},
    {.script = "Cyrl", .cap = "АБВ",
     .rows = {"й ц у к е н г ш щ з х ї", "ф і в а п р о л д ж є ґ", "я ч с м и т ь б ю ' -"}},
    {.script = "Cyrl", .languages = "ru", .cap = "АБВ",
     .rows = {"й ц у к е н г ш щ з х ъ", "ф ы в а п р о л д ж э ё", "я ч с м и т ь б ю -"}},
    // Consonants by their sixth form, as bare as they get; a vowel makes one of their other forms of it: keyboard_compose().
    {.script = "Ethi", .cap = "ሀለሐ",
     .rows = {"ቅ ቕ ው ር ት ጥ ይ እ ኡ ኢ ኦ ፕ ጵ", "አ ኣ ኤ ስ ጽ ድ ፍ ግ ህ ሕ ክ ኽ ል", "ዕ ዝ ዥ ሽ ች ጭ ጅ ቭ ብ ን ኝ ም"}},
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

enum { SYLLABLES_FIRST = 0x1200, SYLLABLES_LAST = 0x1357, FORMS = 8, BARE = 5, VOWELS = 0x12A0, VOWELS_LAST = 0x12A6 };

uint32_t keyboard_compose(uint32_t before, uint32_t typed)
{
    bool vowel = typed >= VOWELS && typed <= VOWELS_LAST && typed != VOWELS + BARE;
    bool bare = before >= SYLLABLES_FIRST && before <= SYLLABLES_LAST && before % FORMS == BARE && before != VOWELS + BARE;
    return vowel && bare ? before - BARE + (typed - VOWELS) : 0;
}
