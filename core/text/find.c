// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A grammar of what German offices write, by hand: what is found wrongly only keeps an order that it would not need.
#include "core/text/find.h"

#include "core/text/codepoints.h"
#include "core/text/find_characters.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

// What is looked at more than once is short, so that time stays linear.
enum {
    SCHEME_MAX = 8,   // letters before "://"
    MAILBOX_MAX = 64, // characters before "@"
    GAP_MAX = 4,      // neutral characters between words
    BRACKETS_MAX = 3, // open in words at a time
};

bool text_find_may_begin(struct find_text *text, size_t index)
{
    uint32_t character = at(text, index);
    if (index >= text->run_end && is(character, DIGIT))
        find_run(text, index);
    return is(character, BEGINNING) ||
           (character == '(' && (is(at(text, index + 1), DIGIT) || at(text, index + 1) == '+'));
}

// ---- addresses ---------------------------------------------------------------------------------------------------

static bool starts_with(const struct find_text *text, size_t index, const char *ascii)
{
    for (; *ascii != '\0'; ascii++, index++)
        if ((at(text, index) | 0x20) != (uint32_t)(unsigned char)*ascii)
            return false;
    return true;
}

static bool starts_mailbox(struct find_text *text, size_t first)
{
    if (first < text->mailbox_first || first >= text->mailbox_end) {
        text->mailbox_first = first;
        text->mailbox_end = first;
        while (is(at(text, text->mailbox_end), MAILBOX))
            text->mailbox_end++;
    }
    size_t end = text->mailbox_end;
    return end > first && end - first <= MAILBOX_MAX && at(text, end) == '@' && is(at(text, end + 1), LETTER | DIGIT);
}

static bool starts_address(struct find_text *text, size_t first)
{
    size_t end = first;
    while (end - first < SCHEME_MAX && is(at(text, end), ASCII_LETTER))
        end++;
    if (at(text, end) == ':' && end > first && at(text, end + 1) == '/' && at(text, end + 2) == '/')
        return true;
    if (at(text, end) == '.' && end == first + 3 && starts_with(text, first, "www") && is(at(text, end + 1), LETTER))
        return true;
    if (at(text, end) == ':' && ((end == first + 6 && starts_with(text, first, "mailto")) ||
                                 (end == first + 3 && starts_with(text, first, "tel") && at(text, end + 1) == '+')))
        return true;
    return starts_mailbox(text, first);
}

static size_t end_address(const struct find_text *text, size_t first)
{
    size_t end = first;
    int open = 0;
    for (; end < text->count; end++) {
        uint32_t character = text->characters[end];
        if (character <= ' ' || is_one_of(character, U"<>\"«»„“”،؛؟") ||
            codepoint_role_of(character) != CODEPOINT_SPACING || is(character, SPACE))
            break;
        open += character == '(';
        if (character == ')' && open-- == 0)
            break;
    }
    while (is_one_of(at(text, end - 1), U".,:;!?'(")) // of the sentence, not of the address
        end--;
    return end;
}

// "dessau-rosslau.de/amt?a=b": a name with a full stop, at least two letters behind it, and a path.
static size_t end_host(const struct find_text *text, size_t first)
{
    size_t end = first;
    while (end - first < MAILBOX_MAX && is(at(text, end), MAILBOX))
        end++;
    size_t last = end;
    while (last > first && is(at(text, last - 1), ASCII_LETTER))
        last--;
    bool host = at(text, end) == '/' && last > first + 1 && end - last >= 2 && at(text, last - 1) == '.';
    return host ? end_address(text, first) : first;
}

size_t text_find_address(struct find_text *text, size_t first)
{
    return starts_address(text, first) ? end_address(text, first) : first;
}

// ---- words -------------------------------------------------------------------------------------------------------

// Words with what stands between them, as far as they are read.
struct phrase {
    size_t first;
    size_t first_end; // of the first word or number
    size_t end;       // of the last one
    size_t last;      // where that begins
    size_t whole;     // the last end at which neither bracket nor quotation was open
    int brackets;     // open now
    bool quoted;
    bool with_number; // the last is a number
};

// Is what begins at `first` a number, not a word such as "2-Zimmer-Wohnung"?
static bool is_number(const struct find_text *text, size_t first)
{
    if (!find_starts_number(text, first))
        return false;
    const struct find_text part = find_near(text, first);
    size_t run_end = find_end_of_run(&part, first);
    size_t end = end_word(&part, run_end);
    for (size_t i = run_end; i < end; i++)
        if (is(at(text, i), LETTER))
            return false;
    return true;
}

// Reads the neutral characters behind the phrase; false when nothing can follow them. *next is what follows.
static bool cross_gap(const struct find_text *text, struct phrase *phrase, size_t *next)
{
    size_t index = phrase->end;
    for (; index - phrase->end < GAP_MAX; index++) {
        uint32_t character = at(text, index);
        if (character == ' ')
            continue;
        if (is(character, LETTER) || find_starts_number(text, index))
            break;
        if (is(character, OPENER)) {
            if (phrase->brackets++ == BRACKETS_MAX)
                return false;
        } else if (is(character, CLOSER)) {
            if (phrase->brackets-- == 0)
                return false;
        } else if (is(character, QUOTE)) {
            phrase->quoted = !phrase->quoted;
        } else if (!is(character, SPACE | DASH | GAP)) {
            return false;
        }
    }
    *next = index;
    return index > phrase->end && (is(at(text, index), LETTER) || find_starts_number(text, index));
}

// Is the word one that a number follows: of a street, of a date, or of what is counted, cited or called?
static bool leads_number(const struct find_text *text, size_t first, size_t end)
{
    static const struct find_word streets[] = {
        FIND_WORD(U"straße"), FIND_WORD(U"strasse"), FIND_WORD(U"str"),   FIND_WORD(U"weg"),
        FIND_WORD(U"platz"),  FIND_WORD(U"allee"),   FIND_WORD(U"markt"), FIND_WORD(U"gasse"),
        FIND_WORD(U"ring"),   FIND_WORD(U"damm"),    FIND_WORD(U"ufer"),  FIND_WORD(U"chaussee"),
        FIND_WORD(U"hof"),    FIND_WORD(U"graben"),  FIND_WORD(U"wall"),  FIND_WORD(U"steig"),
    };
    static const struct find_word leaders[] = {
        FIND_WORD(U"nr"),       FIND_WORD(U"abs"),      FIND_WORD(U"absatz"),     FIND_WORD(U"art"),
        FIND_WORD(U"artikel"),  FIND_WORD(U"satz"),     FIND_WORD(U"sgb"),        FIND_WORD(U"haus"),
        FIND_WORD(U"raum"),     FIND_WORD(U"zimmer"),   FIND_WORD(U"etage"),      FIND_WORD(U"tel"),
        FIND_WORD(U"telefon"),  FIND_WORD(U"fax"),      FIND_WORD(U"bus"),        FIND_WORD(U"linie"),
        FIND_WORD(U"seite"),    FIND_WORD(U"gleis"),    FIND_WORD(U"postfach"),   FIND_WORD(U"durchwahl"),
        FIND_WORD(U"apparat"),  FIND_WORD(U"ext"),      FIND_WORD(U"mobil"),      FIND_WORD(U"handy"),
        FIND_WORD(U"konto"),    FIND_WORD(U"blz"),      FIND_WORD(U"iban"),       FIND_WORD(U"version"),
        FIND_WORD(U"bis"),      FIND_WORD(U"ab"),       FIND_WORD(U"von"),        FIND_WORD(U"um"),
        FIND_WORD(U"und"),      FIND_WORD(U"oder"),     FIND_WORD(U"mal"),        FIND_WORD(U"ca"),
        FIND_WORD(U"mo"),       FIND_WORD(U"di"),       FIND_WORD(U"mi"),         FIND_WORD(U"do"),
        FIND_WORD(U"fr"),       FIND_WORD(U"sa"),       FIND_WORD(U"so"),         FIND_WORD(U"montag"),
        FIND_WORD(U"dienstag"), FIND_WORD(U"mittwoch"), FIND_WORD(U"donnerstag"), FIND_WORD(U"freitag"),
        FIND_WORD(U"samstag"),  FIND_WORD(U"sonntag"),  FIND_WORD(U"eur"),        FIND_WORD(U"euro"),
        FIND_WORD(U"klasse"),   FIND_WORD(U"stufe"),    FIND_WORD(U"tür"),        FIND_WORD(U"kennziffer"),
    };
    if (at(text, end) == '.' || find_is_month(text, first, end))
        return true;
    if (find_ends_in(text, first, end, streets, COUNT(streets), true))
        return true;
    return find_ends_in(text, first, end, leaders, COUNT(leaders), false);
}

// Is the word the first of a street's name such as "Am Bahnhof" or "An der Mulde"?
static bool starts_place(const struct find_text *text, size_t first, size_t end)
{
    static const struct find_word places[] = {
        FIND_WORD(U"am"),  FIND_WORD(U"an"),  FIND_WORD(U"im"),    FIND_WORD(U"zum"),
        FIND_WORD(U"zur"), FIND_WORD(U"auf"), FIND_WORD(U"unter"),
    };
    return find_ends_in(text, first, end, places, COUNT(places), false);
}

// Is the last word of the phrase one of capitals or a label ("HRB 12345", "S 12", "Aktenzeichen: 12/26"), and the number
// at `first` such as it may have? What is dialled stands for itself: "AWO 0340 204-0".
static bool labels_number(const struct find_text *text, const struct phrase *phrase, size_t first,
                          const struct find_number *number)
{
    size_t length = 0;
    while (is_capital(at(text, phrase->last + length)))
        length++;
    bool long_number = number->whole || number->end - first >= 4;
    if (at(text, phrase->end) == ':')
        return long_number;
    bool side_by_side = first == phrase->end + 1 && is(at(text, phrase->end), SPACE);
    bool capitals = phrase->last + length == phrase->end && length > 0 && side_by_side;
    return capitals && (length <= 2 || (long_number && is(at(text, first), DIGIT) && !is_zero(at(text, first))));
}

// Does the number at `first`, which stands behind the phrase's words, belong to them?
static bool belongs(const struct find_text *text, const struct phrase *phrase, size_t first,
                    const struct find_number *number)
{
    bool sections = at(text, phrase->first) == U'§' && at(text, phrase->first + 1) == U'§';
    if (sections)
        return true;
    if (phrase->with_number && find_is_time(text, phrase->last, phrase->end, true) &&
        find_is_time(text, first, number->end, false))
        return true;
    if (!phrase->with_number &&
        (starts_place(text, phrase->first, phrase->first_end) || leads_number(text, phrase->last, phrase->end) ||
         labels_number(text, phrase, first, number)))
        return true;
    struct phrase after = {.end = number->end, .brackets = phrase->brackets};
    size_t next;
    if (cross_gap(text, &after, &next) && is(at(text, next), LETTER))
        return true;
    size_t behind = number->end + is(at(text, number->end), SPACE);
    return !number->whole && first == phrase->end + 1 && is(at(text, phrase->end), SPACE) &&
           !is(at(text, behind), RIGHT_TO_LEFT);
}

// Is the word behind a number one that makes both a thing: an extension of a phone, another number, a floor, a time?
static bool is_counted(const struct find_text *text, size_t first, const struct find_number *number)
{
    static const struct find_word extensions[] = {FIND_WORD(U"durchwahl"), FIND_WORD(U"app"),
                                                  FIND_WORD(U"apparat"),   FIND_WORD(U"ext"),
                                                  FIND_WORD(U"dw"),        FIND_WORD(U"nebenstelle")};
    static const struct find_word links[] = {FIND_WORD(U"und"), FIND_WORD(U"oder"), FIND_WORD(U"bis"),
                                             FIND_WORD(U"von"), FIND_WORD(U"bzw")};
    static const struct find_word counted[] = {FIND_WORD(U"stunden"), FIND_WORD(U"minuten"), FIND_WORD(U"tage"),
                                               FIND_WORD(U"wochen"),  FIND_WORD(U"monate"),  FIND_WORD(U"jahre"),
                                               FIND_WORD(U"prozent"), FIND_WORD(U"og"),      FIND_WORD(U"personen")};
    size_t word = number->end + (at(text, number->end) == '.') + 1;
    size_t end = find_end_one_of(text, word, links, COUNT(links));
    if (end == word)
        end = find_end_one_of(text, word, extensions, COUNT(extensions));
    if (end > word) {
        end += at(text, end) == '.';
        end += at(text, end) == ':';
        return is(at(text, end), SPACE) && find_starts_number(text, end + 1);
    }
    if (find_end_one_of(text, word, counted, COUNT(counted)) > word)
        return true;
    // "24 a": the letter of a house.
    uint32_t letter = at(text, word);
    return number->end - first <= 7 && letter >= 'a' && letter <= 'h' &&
           !is(at(text, word + 1), LETTER | DIGIT | JOINT);
}

// Does a word behind the number belong to it: "06844 Dessau", "§ 16 Abs.", "23. November"? Or a time: "24.12.2026,
// 10:00".
static bool leads_words(const struct find_text *text, size_t first, const struct find_number *number)
{
    static const struct find_word floors[] = {FIND_WORD(U"og"),    FIND_WORD(U"ug"),           FIND_WORD(U"etage"),
                                              FIND_WORD(U"stock"), FIND_WORD(U"obergeschoss"), FIND_WORD(U"klasse")};
    size_t end = number->end;
    if (at(text, first) == U'§')
        return true;
    size_t behind = end + (at(text, end) == '.');
    if (is(at(text, behind), SPACE) && is(at(text, behind + 1), LETTER) && is_counted(text, first, number))
        return true;
    if (is(at(text, end), SPACE) && is(at(text, end + 1), LETTER))
        return !number->whole && end - first == 5 && end_digits(text, first) == end;
    size_t next = end + (at(text, end) == ',');
    if (is(at(text, next), SPACE) && is(at(text, next + 1), DIGIT))
        return find_is_time(text, first, end, true) &&
               find_is_time(text, next + 1, find_number(text, next + 1).end, false);
    if (at(text, end) != '.' || !is(at(text, end + 1), SPACE))
        return false;
    return find_is_month(text, end + 2, end_word(text, end + 2)) ||
           find_end_one_of(text, end + 2, floors, COUNT(floors)) > end + 2;
}

// Takes the word or number at `first` up; false when it does not belong to the phrase.
static bool take(const struct find_text *text, struct phrase *phrase, size_t first)
{
    bool with_number = is_number(text, first);
    size_t end = find_code(text, first);
    if (end > first) {
        with_number = true;
    } else if (with_number) {
        struct find_number number = find_number(text, first);
        if (first == phrase->first ? !leads_words(text, first, &number) : !belongs(text, phrase, first, &number))
            return false;
        end = number.end;
    } else {
        size_t host = end_host(text, first);
        end = host > first ? host : end_word(text, first);
    }
    if (first == phrase->first)
        phrase->first_end = end;
    phrase->last = first;
    phrase->end = end;
    phrase->with_number = with_number;
    if (phrase->brackets == 0 && !phrase->quoted)
        phrase->whole = phrase->end;
    return true;
}

// What ends the phrase's last word or closes what it opened: "C++", "e.V.", "Haus (Süd)".
static size_t end_phrase(const struct find_text *text, const struct phrase *phrase)
{
    size_t end = phrase->end;
    if (phrase->brackets == 1 && !phrase->quoted && is(at(text, end), CLOSER))
        return end + 1;
    if (phrase->brackets == 0 && phrase->quoted && is_one_of(at(text, end), U"\"“”«»"))
        return end + 1;
    if (phrase->whole != end)
        return phrase->whole;
    while (is_one_of(at(text, end), U"+#"))
        end++;
    bool initials = end - phrase->last >= 3 && at(text, end - 2) == '.' && is(at(text, end - 1), LETTER);
    return end + (initials && at(text, end) == '.');
}

// Are the brackets that are open at `index` closed, before anything that words do not reach across? If not, what is
// behind them is read in vain, and again for the words in them.
static bool are_closed(const struct find_text *text, size_t index, int open)
{
    for (; index < text->count && open > 0 && open <= BRACKETS_MAX; index++) {
        uint32_t character = text->characters[index];
        if (is(character, OPENER))
            open++;
        else if (is(character, CLOSER))
            open--;
        else if (character == '\n' || (is(character, RIGHT_TO_LEFT) && !is(character, DIGIT)))
            return false;
    }
    return open == 0;
}

size_t text_find_words(struct find_text *text, size_t first)
{
    struct phrase phrase = {.first = first, .end = first, .whole = first};
    size_t next = first;
    if (!is(at(text, first), LETTER) && !find_starts_number(text, first))
        return first;
    struct phrase further = phrase;
    while (take(text, &further, next)) {
        phrase = further;
        if (!cross_gap(text, &further, &next) || starts_address(text, next))
            break;
        int opened = further.brackets - phrase.brackets;
        if (opened > 0 && !are_closed(text, next, opened))
            break;
    }
    return phrase.end == first ? first : end_phrase(text, &phrase);
}
