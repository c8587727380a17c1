// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words and signs of opening hours. The table has small letters, and ae, oe, ue, ss for those that many keyboards lack.
#include "core/time/hours_text_private.h"

#include <string.h>

enum { WORD_BYTES = 28, NUMBER_MAX = 99999 };

// ---- vocabulary ---------------------------------------------------------------------------------------------------

// Words of one meaning, parted by blanks.
struct hours_words {
    enum hours_meaning meaning;
    int value;
    const char *words;
};

static const struct hours_words vocabulary[] = {
    {HOURS_MEANS_DAYS, 1, "mo mon montag montags mont monday mondays"},
    {HOURS_MEANS_DAYS, 2, "di dienstag dienstags dienst tu tue tues tuesday tuesdays"},
    {HOURS_MEANS_DAYS, 4, "mi mitt mittw mittwoch mittwochs we wed weds wednesday wednesdays"},
    {HOURS_MEANS_DAYS, 8, "do don donn donnerstag donnerstags th thu thur thurs thursday thursdays"},
    {HOURS_MEANS_DAYS, 16, "fr fre freit freitag freitags fri friday fridays"},
    {HOURS_MEANS_DAYS, 32, "sa sam samst samstag samstags sonnabend sonnabends sat saturday saturdays"},
    {HOURS_MEANS_DAYS, 64, "so son sonnt sonntag sonntags su sun sunday sundays"},
    {HOURS_MEANS_DAYS, 96, "wochenende wochenenden weekend weekends"},
    {HOURS_MEANS_DAYS, 127, "taeglich taegl tgl daily allzeit"},
    {HOURS_MEANS_DAYS, 31, "weekday weekdays wochentags wochentag wochentagen"},
    {HOURS_MEANS_WORKDAYS, 31, "werktags werktag werktage werktagen werktaeglich arbeitstags arbeitstaeglich"},
    {HOURS_MEANS_DAYS, HOURS_ON_HOLIDAYS, "feiertag feiertage feiertagen feiertags feiert holiday holidays ph"},
    {HOURS_MEANS_SUNDAY_AND, 64, "sonn"},
    {HOURS_MEANS_AND, 0, "und u and sowie plus oder or"},
    {HOURS_MEANS_TO, 0, "bis to till until through thru"},
    {HOURS_MEANS_BETWEEN, 0, "zwischen between"},
    {HOURS_MEANS_OCLOCK, 0, "uhr hrs clock"},
    {HOURS_MEANS_OCLOCK, 1, "h"},
    {HOURS_MEANS_AM, 0, "am"},
    {HOURS_MEANS_PM, 0, "pm"},
    {HOURS_MEANS_A, 0, "a"},
    {HOURS_MEANS_P, 0, "p"},
    {HOURS_MEANS_M, 0, "m"},
    {HOURS_MEANS_HALF, 0, "halb"},
    {HOURS_MEANS_TIME, 720, "mittag noon midday"},
    {HOURS_MEANS_TIME, 1440, "mitternacht midnight"},
    {HOURS_MEANS_HOURS, 0, "stunden std stdn hours hour"},
    {HOURS_MEANS_WHOLE_DAY, 0, "ganztaegig ganztags ganzen nacht night"},
    {HOURS_MEANS_ROUND, 0, "rund around"},
    {HOURS_MEANS_ALL, 0, "jeden jeder jede alle every each all"},
    {HOURS_MEANS_DAY, 0, "tag tage tagen tages day days"},
    {HOURS_MEANS_WEEK, 0, "woche week"},
    {HOURS_MEANS_NEXT, 0, "naechsten folgenden next following"},
    {HOURS_MEANS_NEXT_DAY, 0, "folgetag folgetages folgetags"},
    {HOURS_MEANS_CLOSED, 0, "geschlossen geschl geschlossene zu closed close shut ruhetag schliesstag off"},
    {HOURS_MEANS_NO, 0, "kein keine keinen no"},
    {HOURS_MEANS_EXCEPT, 0, "ausser ausgenommen nicht except excluding not"},
    {HOURS_MEANS_APPOINTMENT, 0,
     "termin termine terminen terminvereinbarung terminabsprache terminvergabe terminsprechstunde vereinbarung absprache "
     "anmeldung voranmeldung verabredung voranmeldungen appointment appointments arrangement"},
    {HOURS_MEANS_N, 0, "n"},
    {HOURS_MEANS_V, 0, "v"},
    {HOURS_MEANS_WITHOUT, 0, "ohne without"},
    {HOURS_MEANS_MORE, 0, "weitere ausserhalb sonstige ansonsten sonst andere anderen zusaetzlich zusaetzliche darueber other further otherwise"},
    {HOURS_MEANS_ORDINAL, 1, "erste ersten erster first"},
    {HOURS_MEANS_ORDINAL, 2, "zweite zweiten zweiter second"},
    {HOURS_MEANS_ORDINAL, 4, "dritte dritten dritter third"},
    {HOURS_MEANS_ORDINAL, 8, "vierte vierten vierter fourth"},
    {HOURS_MEANS_ORDINAL, 32, "letzte letzten letzter last"},
    {HOURS_MEANS_ENDING, 0, "st nd rd th"},
    {HOURS_MEANS_OF_MONTH, 0, "monat monats monatlich month monthly"},
    {HOURS_MEANS_FORTNIGHT, 0,
     "taegig taegiger vierzehntaegig zweiwoechentlich wochen kw kalenderwoche kalenderwochen wechselnd zwei two fortnightly "
     "biweekly weeks"},
    {HOURS_MEANS_PARITY, OPENING_EVEN_WEEKS, "gerade geraden gerader even"},
    {HOURS_MEANS_PARITY, OPENING_ODD_WEEKS, "ungerade ungeraden ungerader odd"},
    {HOURS_MEANS_CLOSURE, 0,
     "ferien schulferien sommerferien winterferien herbstferien osterferien weihnachtsferien pfingstferien ferienzeit "
     "betriebsferien urlaub betriebsurlaub sommerpause winterpause weihnachtspause brueckentag brueckentage brueckentagen "
     "heiligabend silvester weihnachten ostern neujahr jahreswechsel weiteres voruebergehend derzeit zurzeit momentan "
     "vacation vacations school christmas easter temporarily currently"},
    {HOURS_MEANS_SEASON, 0,
     "sommer winter sommerzeit winterzeit sommerhalbjahr winterhalbjahr sommermonate sommermonaten wintermonate "
     "wintermonaten saison hauptsaison nebensaison sommersaison wintersaison summer season"},
    {HOURS_MEANS_MONTH, 1, "januar january jan"},
    {HOURS_MEANS_MONTH, 2, "februar february feb"},
    {HOURS_MEANS_MONTH, 3, "maerz march mrz"},
    {HOURS_MEANS_MONTH, 4, "april apr"},
    {HOURS_MEANS_MONTH, 5, "mai may"},
    {HOURS_MEANS_MONTH, 6, "juni june jun"},
    {HOURS_MEANS_MONTH, 7, "juli july jul"},
    {HOURS_MEANS_MONTH, 8, "august aug"},
    {HOURS_MEANS_MONTH, 9, "september sept sep"},
    {HOURS_MEANS_MONTH, 10, "oktober october okt oct"},
    {HOURS_MEANS_MONTH, 11, "november nov"},
    {HOURS_MEANS_MONTH, 12, "dezember december dez dec"},
    {HOURS_MEANS_PHONE, 0, "telefonisch telefonische telefonsprechzeit telefonsprechzeiten telefonsprechstunde telefonzeiten phone telephone"},
    {HOURS_MEANS_ALSO, 0, "auch also"},
    {HOURS_MEANS_FROM, 0, "ab from"},
    {HOURS_MEANS_INTERPRETER, 0,
     "dolmetscher dolmetscherin dolmetscherinnen dolmetschern sprachmittler sprachmittlerin sprachmittlung interpreter interpreters sprache "
     "sprachen language languages"},
    {HOURS_MEANS_REMARK, 0,
     "telefon tel fon einlass einlassschluss kassenschluss annahmeschluss annahme online admission entry pause mittagspause break"},
    {HOURS_MEANS_NOTHING, 0,
     "oeffnungszeiten oeffnungszeit sprechzeiten sprechzeit sprechstunde sprechstunden sprechtag sprechtage servicezeiten "
     "servicezeit beratungszeiten beratungszeit beratung buerozeiten geschaeftszeiten zeiten zeit terminfrei offene offen "
     "geoeffnet open opening oeffnet schliesst opens closes times von vom am an im in ins on at the der die den dem des das zum "
     "um je jeweils immer nur only mit nach vorheriger vorherige vorher telefonischer persoenlicher with by per prior "
     "previous wir haben ist sind we are is mittags vormittags vormittag nachmittags nachmittag morgens abends abend "
     "frueh morgen nachts durchgehend besetzt erreichbar fuer for o ca etwa hinaus woechentlich weekly ende end auf "
     "wochentlich sowohl als individuelle individueller individuell noetig erforderlich notwendig required needed necessary public bank beim speaking sprachig"},
};

// ---- languages ----------------------------------------------------------------------------------------------------

// Of those that are spoken in offices of a German town; the first name of a tag is the one that is written.
static const struct {
    const char *tag, *german, *english;
} languages[] = {
    {"ar", "Arabisch", "Arabic"},        {"uk", "Ukrainisch", "Ukrainian"},  {"ru", "Russisch", "Russian"},
    {"fa", "Persisch", "Persian"},       {"fa", "Farsi", "Farsi"},           {"prs", "Dari", "Dari"},
    {"tr", "Türkisch", "Turkish"},       {"fr", "Französisch", "French"},    {"en", "Englisch", "English"},
    {"de", "Deutsch", "German"},         {"es", "Spanisch", "Spanish"},      {"pl", "Polnisch", "Polish"},
    {"ro", "Rumänisch", "Romanian"},     {"vi", "Vietnamesisch", "Vietnamese"}, {"ti", "Tigrinya", "Tigrinya"},
    {"kmr", "Kurmandschi", "Kurmanji"},  {"ku", "Kurdisch", "Kurdish"},      {"ckb", "Sorani", "Sorani"},
    {"ps", "Paschtu", "Pashto"},         {"so", "Somali", "Somali"},         {"am", "Amharisch", "Amharic"},
    {"bg", "Bulgarisch", "Bulgarian"},   {"sq", "Albanisch", "Albanian"},    {"sr", "Serbisch", "Serbian"},
    {"hr", "Kroatisch", "Croatian"},     {"bs", "Bosnisch", "Bosnian"},      {"mk", "Mazedonisch", "Macedonian"},
    {"rom", "Romanes", "Romani"},        {"hu", "Ungarisch", "Hungarian"},   {"cs", "Tschechisch", "Czech"},
    {"sk", "Slowakisch", "Slovak"},      {"el", "Griechisch", "Greek"},      {"it", "Italienisch", "Italian"},
    {"pt", "Portugiesisch", "Portuguese"}, {"nl", "Niederländisch", "Dutch"}, {"zh", "Chinesisch", "Chinese"},
    {"hi", "Hindi", "Hindi"},            {"ur", "Urdu", "Urdu"},             {"bn", "Bengalisch", "Bengali"},
    {"pa", "Pandschabi", "Punjabi"},     {"ka", "Georgisch", "Georgian"},    {"hy", "Armenisch", "Armenian"},
    {"az", "Aserbaidschanisch", "Azerbaijani"}, {"th", "Thailändisch", "Thai"}, {"sw", "Suaheli", "Swahili"},
    {"gsg", "Gebärdensprache", "Gebärdensprache"},
};

// ---- signs --------------------------------------------------------------------------------------------------------

static const struct {
    const char *sign;
    enum hours_token_kind kind;
} signs[] = {
    {"-", HOURS_TOKEN_DASH},   {"–", HOURS_TOKEN_DASH},  {"—", HOURS_TOKEN_DASH},  {"−", HOURS_TOKEN_DASH},
    {"‐", HOURS_TOKEN_DASH},   {"‑", HOURS_TOKEN_DASH},  {"~", HOURS_TOKEN_DASH},  {":", HOURS_TOKEN_COLON},
    {".", HOURS_TOKEN_DOT},    {",", HOURS_TOKEN_COMMA}, {"/", HOURS_TOKEN_SLASH}, {"&", HOURS_TOKEN_AND},
    {"+", HOURS_TOKEN_AND},    {";", HOURS_TOKEN_BREAK}, {"\n", HOURS_TOKEN_BREAK}, {"\r", HOURS_TOKEN_BREAK},
    {")", HOURS_TOKEN_CLOSER}, {"]", HOURS_TOKEN_CLOSER},
};
// What is passed over.
static const char *const blanks[] = {" ", "\t", "\u00A0", "\u2009", "\u202F", "\u2003", "\u2002", "\u200B",
                                     "(", "[", "|", "•", "·", "*", "'", "’", "\u2060"};

static size_t blank_at(const char *text)
{
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
            return strlen(blanks[i]);
    }
    return 0;
}

static size_t sign_at(const char *text, enum hours_token_kind *kind)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        *kind = signs[i].kind;
        if (strncmp(text, signs[i].sign, strlen(signs[i].sign)) == 0)
            return strlen(signs[i].sign);
    }
    return 0;
}

static const struct hours_quotes {
    const char *opens, *closes;
} quotes[] = {{"„", "“"}, {"“", "”"}, {"»", "«"}, {"\"", "\""}};

static const struct hours_quotes *quotes_at(const char *text)
{
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (strncmp(text, quotes[i].opens, strlen(quotes[i].opens)) == 0)
            return &quotes[i];
    }
    return NULL;
}

static bool is_quotation_mark(const char *text)
{
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (strncmp(text, quotes[i].closes, strlen(quotes[i].closes)) == 0)
            return true;
    }
    return quotes_at(text) != NULL;
}

static size_t character_at(const char *text)
{
    size_t length = 1;
    while (((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    return length;
}

// ---- words ------------------------------------------------------------------------------------------------------

// The letter that a character is in the table: "ä" is "ae", and one that no word there has "?". "" for what is no letter.
static const char *letters_of(const char *text, size_t *length, char plain[2])
{
    static const struct {
        const char *letter, *plain;
    } special[] = {{"ä", "ae"}, {"Ä", "ae"}, {"ö", "oe"}, {"Ö", "oe"}, {"ü", "ue"}, {"Ü", "ue"}, {"ß", "ss"}, {"ẞ", "ss"}};
    *length = 1;
    plain[0] = (char)(text[0] >= 'A' && text[0] <= 'Z' ? text[0] - 'A' + 'a' : text[0]);
    plain[1] = '\0';
    if (plain[0] >= 'a' && plain[0] <= 'z')
        return plain;
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        size_t bytes = strlen(special[i].letter);
        if (strncmp(text, special[i].letter, bytes) == 0) {
            *length = bytes;
            return special[i].plain;
        }
    }
    enum hours_token_kind kind;
    if ((unsigned char)text[0] < 0x80 || blank_at(text) > 0 || sign_at(text, &kind) > 0 || is_quotation_mark(text))
        return "";
    *length = character_at(text);
    return "?";
}

static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; at != NULL; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (strncmp(at, word, length) == 0 && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

// Writes the letters of the word at `text` as the table has them. Returns their bytes there; *written is more than fits when
// some are left out.
static size_t fold_word(const char *text, char word[WORD_BYTES], size_t *written)
{
    char plain[2];
    size_t length, read = 0;
    *written = 0;
    word[0] = '\0';
    for (const char *letters = letters_of(text, &length, plain); letters[0] != '\0';
         letters = letters_of(text + read, &length, plain)) {
        size_t more = strlen(letters);
        if (*written + more < WORD_BYTES)
            memcpy(word + *written, letters, more + 1);
        *written += more;
        read += length;
    }
    return read;
}

// "arabisch", "arabische", "arabischer".
static bool is_form_of(const char *word, const char *name)
{
    static const char *const endings[] = {"", "e", "er", "en", "es"};
    char folded[WORD_BYTES];
    size_t length;
    fold_word(name, folded, &length);
    if (strncmp(word, folded, length) != 0)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (strcmp(word + length, endings[i]) == 0)
            return true;
    }
    return false;
}

static void look_up(struct hours_token *token, const char *word)
{
    token->meaning = HOURS_MEANS_UNKNOWN;
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++) {
        if (word[0] != '\0' && has_word(vocabulary[i].words, word)) {
            token->meaning = vocabulary[i].meaning;
            token->value = vocabulary[i].value;
            return;
        }
    }
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (is_form_of(word, languages[i].german) || is_form_of(word, languages[i].english)) {
            token->meaning = HOURS_MEANS_LANGUAGE;
            token->value = (int)i;
            return;
        }
    }
}

const char *hours_language_tag(const struct hours_token *token)
{
    return token->kind == HOURS_TOKEN_WORD && token->meaning == HOURS_MEANS_LANGUAGE ? languages[token->value].tag : NULL;
}

const char *hours_language_name(const char *tag, bool english)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (strcmp(languages[i].tag, tag) == 0)
            return english ? languages[i].english : languages[i].german;
    }
    return NULL;
}

// A word is letters. One that is too long for the table is unknown.
static bool read_word(const char *text, struct hours_token *token)
{
    char word[WORD_BYTES];
    size_t written;
    token->length = fold_word(text, word, &written);
    token->kind = HOURS_TOKEN_WORD;
    if (token->length > 0)
        look_up(token, written < sizeof word ? word : "");
    return token->length > 0;
}

// ---- quotation marks ----------------------------------------------------------------------------------------------

// What is not closed, or is empty, is no name.
static bool read_quoted(const char *text, struct hours_token *token)
{
    const struct hours_quotes *pair = quotes_at(text);
    if (pair == NULL)
        return false;
    size_t closing = strlen(pair->closes);
    const char *first = text + strlen(pair->opens), *end = strstr(first, pair->closes);
    while (end != NULL && strncmp(end + closing, pair->closes, closing) == 0)
        end = strstr(end + 2 * closing, pair->closes);
    if (end == NULL || end == first)
        return false;
    token->kind = HOURS_TOKEN_QUOTED;
    token->length = (size_t)(end + closing - text);
    return true;
}

char *hours_unquote(struct arena *arena, const char *text, const struct hours_token *token)
{
    const struct hours_quotes *pair = quotes_at(text + token->at);
    size_t opening = strlen(pair->opens), closing = strlen(pair->closes);
    char *name = arena_copy(arena, text + token->at + opening, token->length - opening - closing);
    for (char *at = strstr(name, pair->closes); at != NULL; at = strstr(at + closing, pair->closes))
        memmove(at, at + closing, strlen(at + closing) + 1);
    return name;
}

// ---- numbers ------------------------------------------------------------------------------------------------------

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static void read_number(const char *text, struct hours_token *token)
{
    token->kind = HOURS_TOKEN_NUMBER;
    for (token->length = 0; is_digit(text[token->length]); token->length++)
        token->number = token->number > NUMBER_MAX / 10 - 1 ? NUMBER_MAX : token->number * 10 + text[token->length] - '0';
}

void hours_tokens_read(const char *text, struct hours_tokens *tokens)
{
    bool joined = false;
    *tokens = (struct hours_tokens){0};
    for (size_t at = 0; text[at] != '\0';) {
        size_t blank = blank_at(text + at);
        struct hours_token token = {.at = at, .joined = joined};
        if (blank > 0) {
            at += blank;
            joined = false;
            continue;
        }
        if (is_digit(text[at]))
            read_number(text + at, &token);
        else if (!read_quoted(text + at, &token) && !read_word(text + at, &token))
            token.length = sign_at(text + at, &token.kind);
        if (token.length == 0) {
            token.kind = HOURS_TOKEN_STRANGE;
            token.length = character_at(text + at);
        }
        at += token.length;
        joined = true;
        if (tokens->count == HOURS_TOKENS_MAX) {
            tokens->too_many = true;
            break;
        }
        tokens->items[tokens->count++] = token;
    }
    tokens->items[tokens->count] = (struct hours_token){.kind = HOURS_TOKEN_END, .at = strlen(text)};
}
