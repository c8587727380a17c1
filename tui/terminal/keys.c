// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A state machine over bytes. It also knows the common keys of ANSI terminals, for those whose description lacks them:
// a vt100's has no Page Up, yet every program that calls itself one today sends ESC [ 5 ~.
#include "tui/terminal/keys.h"

#include "tui/terminal/key_codes.h"

#include <stddef.h>
#include <string.h>

enum { CONTROL_C = 0x03, BYTE_BEL = 0x07, BYTE_ESCAPE = 0x1B, BYTE_DELETE = 0x7F };

static bool give_key(struct event *event, enum terminal_key key)
{
    *event = (struct event){.kind = EVENT_KEY, .key = key};
    return true;
}

static bool give_character(struct event *event, uint32_t character)
{
    *event = (struct event){.kind = EVENT_CHARACTER, .character = character};
    return true;
}

// A key with what is held, where that matters.
static bool give_held(const struct keys *keys, struct event *event, enum terminal_key key, unsigned modifiers)
{
    *event = (struct event){.kind = EVENT_KEY, .key = key, .modifiers = keys->modifiers ? modifiers : 0};
    return true;
}

// Control and the key that is printed with the letter or sign 64 further on; the space bar makes 0.
static bool give_control_and_key(struct event *event, unsigned char byte)
{
    enum { FURTHER = 0x40 };
    uint32_t character = byte == 0 ? ' ' : byte <= 'Z' - FURTHER ? byte + 'a' - 1u : byte + (uint32_t)FURTHER;
    *event = (struct event){.kind = EVENT_CHARACTER, .character = character, .modifiers = TERMINAL_CONTROL};
    return true;
}

static bool give_control(const struct keys *keys, struct event *event, unsigned char byte)
{
    switch (byte) {
    case '\b':
    case BYTE_DELETE:
        return give_key(event, TERMINAL_KEY_BACKSPACE);
    case '\t':
        return give_key(event, TERMINAL_KEY_TAB);
    case '\r':
    case '\n':
        return give_key(event, TERMINAL_KEY_ENTER);
    default:
        if (keys->modifiers)
            return give_control_and_key(event, byte);
        if (byte != CONTROL_C)
            return give_key(event, TERMINAL_KEY_OTHER);
        *event = (struct event){.kind = EVENT_INTERRUPT};
        return true;
    }
}

static bool begin_utf8(struct keys *keys, unsigned char byte)
{
    if (byte < 0xC2 || byte > 0xF4)
        return false; // begins nothing and is dropped
    keys->state = KEYS_UTF8;
    keys->missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    keys->character = byte & (0x3Fu >> keys->missing);
    keys->least = keys->missing == 1 ? 0x80 : keys->missing == 2 ? 0x800 : 0x10000;
    return false;
}

static bool take_ground(struct keys *keys, unsigned char byte, struct event *event)
{
    keys->state = KEYS_GROUND;
    if (byte == BYTE_ESCAPE) {
        keys->state = KEYS_ESCAPE;
        return false;
    }
    if (byte < 0x20 || byte == BYTE_DELETE)
        return give_control(keys, event, byte);
    return byte < 0x80 ? give_character(event, byte) : begin_utf8(keys, byte);
}

static bool take_utf8(struct keys *keys, unsigned char byte, struct event *event)
{
    if ((byte & 0xC0) != 0x80) { // the character before was cut short
        keys->alt = false;
        return take_ground(keys, byte, event);
    }
    keys->character = keys->character << 6 | (byte & 0x3Fu);
    if (--keys->missing > 0)
        return false;
    keys->state = KEYS_GROUND;
    uint32_t character = keys->character;
    bool valid = character >= keys->least && character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
    bool control = character < 0xA0;
    return valid && !control && give_character(event, character);
}

// The ESC before these bytes was the Escape key, and they were typed behind it: a person who leaves a page and types on
// is fast enough while the program is at work. Alt and a key looks the same, and is read as these two, unless the program knows
// Alt.
static bool give_escape(struct keys *keys, const unsigned char *typed, int count, struct event *event)
{
    memcpy(keys->again, typed, (size_t)count);
    keys->again_count = count;
    keys->again_taken = 0;
    keys->state = KEYS_GROUND;
    if (!keys->modifiers)
        return give_key(event, TERMINAL_KEY_ESCAPE);
    keys->alt = true;
    return keys_more(keys, event);
}

static bool take_after_escape(struct keys *keys, unsigned char byte, struct event *event)
{
    keys->first = true;
    switch (byte) {
    case '[':
        keys->state = KEYS_CSI;
        keys->report = keys->mouse = false;
        keys->parameter = 0;
        memset(keys->parameters, 0, sizeof keys->parameters);
        return false;
    case 'O':
        keys->state = KEYS_SS3;
        keys->parameters[0] = 0;
        return false;
    case ']':
    case 'P':
    case '_':
        keys->state = KEYS_STRING;
        keys->introducer = byte;
        return false;
    case BYTE_ESCAPE: // Escape pressed twice, or before a key that begins with it
        return give_key(event, TERMINAL_KEY_ESCAPE);
    case '\t': // Shift and Tab on the Linux console
        keys->state = KEYS_GROUND;
        return keys->modifiers ? give_held(keys, event, TERMINAL_KEY_TAB, TERMINAL_SHIFT) : give_escape(keys, &byte, 1, event);
    default:
        return give_escape(keys, &byte, 1, event);
    }
}

// A key that rxvt and the keys of old terminals send in ways of their own. False when it is none.
static bool give_of_its_own(const struct keys *keys, unsigned char final, struct event *event)
{
    enum terminal_key number = key_of_number(keys->parameters[0]);
    enum terminal_key shifted = key_of_shifted_number(keys->parameters[0]);
    switch (final) {
    case '~':
        return shifted != TERMINAL_KEY_OTHER && give_held(keys, event, shifted, TERMINAL_SHIFT);
    case '$':
        return give_held(keys, event, number, TERMINAL_SHIFT);
    case '^':
        return give_held(keys, event, number, TERMINAL_CONTROL);
    case '@':
        return give_held(keys, event, number, TERMINAL_CONTROL | TERMINAL_SHIFT);
    case 'Z':
        return give_held(keys, event, TERMINAL_KEY_TAB, TERMINAL_SHIFT);
    default:
        return final >= 'a' && final <= 'd' &&
               give_held(keys, event, key_of_letter((unsigned char)(final - 'a' + 'A')), TERMINAL_SHIFT);
    }
}

// ESC [ ... with `final`, which is a key.
static bool give_csi(struct keys *keys, unsigned char final, struct event *event)
{
    enum { OTHER_KEY = 27, PASTE_BEGINS = 200, PASTE_ENDS = 201 };
    const int *parameters = keys->parameters;
    unsigned modifiers = modifiers_of_number(parameters[1]);
    if (keys->pastes && final == '~' && (parameters[0] == PASTE_BEGINS || parameters[0] == PASTE_ENDS)) {
        if (parameters[0] == PASTE_BEGINS) {
            paste_begin(&keys->paste);
            keys->state = KEYS_PASTE;
        }
        return false; // an end without a beginning means nothing
    }
    if (keys->modifiers && (final == 'u' || (final == '~' && parameters[0] == OTHER_KEY))) {
        bool other = final == '~'; // ESC [ 27 ; modifiers ; character ~
        *event = event_of_character(other ? parameters[2] : parameters[0], modifiers);
        return true;
    }
    if (keys->modifiers && give_of_its_own(keys, final, event))
        return true;
    return give_held(keys, event, final == '~' ? key_of_number(parameters[0]) : key_of_letter(final), modifiers);
}

static bool end_csi(struct keys *keys, unsigned char final, struct event *event)
{
    keys->state = KEYS_GROUND;
    const int *parameters = keys->parameters;
    if (keys->first && final == '[') { // the Linux console's F1 to F5
        keys->state = KEYS_SKIP;
        keys->missing = 1;
        return give_key(event, TERMINAL_KEY_OTHER);
    }
    if (keys->first && final == 'M') {
        keys->state = KEYS_MOUSE;
        keys->missing = KEYS_PARAMETERS;
        return false;
    }
    if (keys->mouse && (final == 'M' || final == 'm'))
        return pointer_take(&keys->pointer, parameters[0], parameters[2] - 1, parameters[1] - 1, final == 'm', event);
    bool position = final == 'R' && parameters[0] > 1; // where the cursor is: like F3, but for the row
    if (keys->report || position)
        return false;
    return give_csi(keys, final, event);
}

static bool take_csi(struct keys *keys, unsigned char byte, struct event *event)
{
    enum { PARAMETER_MOST = 9999 };
    if (byte < 0x20 || byte > 0x7E)
        return take_ground(keys, byte, event); // cut short
    if (byte >= 0x40)
        return end_csi(keys, byte, event);
    // rxvt ends Shift and a key with what is no end to anybody else; in an answer of a terminal two numbers are before it.
    if (byte == '$' && keys->modifiers && !keys->report && keys->parameter == 0 && keys->parameters[0] > 0)
        return end_csi(keys, byte, event);
    bool digit = byte >= '0' && byte <= '9';
    if (digit && keys->parameter < KEYS_PARAMETERS) {
        int *parameter = &keys->parameters[keys->parameter];
        *parameter = *parameter < PARAMETER_MOST ? *parameter * 10 + (byte - '0') : *parameter;
    } else if (byte == ';' || byte == ':') {
        keys->parameter += keys->parameter < KEYS_PARAMETERS;
    } else if (!digit) { // private and intermediate bytes
        keys->mouse = keys->first && byte == '<';
        keys->report = true;
    }
    keys->first = false;
    return false;
}

// Three bytes: the button, and the place from 1, each 32 more than it is. It does not say which button was lifted.
static bool take_mouse(struct keys *keys, unsigned char byte, struct event *event)
{
    enum { MORE = 32, LIFTED = 3 };
    int *numbers = keys->parameters;
    numbers[KEYS_PARAMETERS - keys->missing] = byte - MORE;
    if (--keys->missing > 0)
        return false;
    keys->state = KEYS_GROUND;
    bool lifted = numbers[0] == LIFTED;
    return pointer_take(&keys->pointer, lifted ? 0 : numbers[0], numbers[2] - 1, numbers[1] - 1, lifted, event);
}

static bool take_ss3(struct keys *keys, unsigned char byte, struct event *event)
{
    if ((byte >= '0' && byte <= '9') || byte == ';') {
        keys->first = false;
        keys->parameters[0] = byte == ';' ? 0 : byte - '0';
        return false; // a modifier: Shift and the keypad's + are ESC O 2 k
    }
    if (keys->first && (byte <= 0x20 || byte > 0x7E))
        return give_escape(keys, (const unsigned char[]){'O', byte}, 2, event);
    keys->state = KEYS_GROUND;
    if (byte >= 'p' && byte <= 'y') // a keypad's digits
        return give_character(event, (uint32_t)(byte - 'p' + '0'));
    if (byte == 'M')
        return give_key(event, TERMINAL_KEY_ENTER);
    if (byte < 0x20 || byte > 0x7E)
        return take_ground(keys, byte, event);
    if (keys->modifiers && keys->first && byte >= 'a' && byte <= 'd') // of rxvt
        return give_held(keys, event, key_of_letter((unsigned char)(byte - 'a' + 'A')), TERMINAL_CONTROL);
    return give_held(keys, event, key_of_letter(byte), modifiers_of_number(keys->parameters[0]));
}

// Whether a terminal's string may begin with that byte: an OSC has a number first, a DCS a parameter or an intermediate
// byte. A letter was typed, behind Escape and a P.
static bool begins_string(unsigned char introducer, unsigned char byte)
{
    switch (introducer) {
    case ']':
        return byte >= '0' && byte <= '9';
    case 'P':
        return byte > 0x20 && byte < 0x40;
    default:
        return byte > 0x20 && byte < 0x7F;
    }
}

// Inside of a string: only what ends it, or a key that shows that it was none, is looked at.
static bool take_string(struct keys *keys, unsigned char byte, struct event *event)
{
    if (keys->first && !begins_string(keys->introducer, byte))
        return give_escape(keys, (const unsigned char[]){keys->introducer, byte}, 2, event);
    keys->first = false;
    if (byte == BYTE_ESCAPE)
        keys->state = KEYS_STRING_END;
    else if (byte == BYTE_BEL)
        keys->state = KEYS_GROUND;
    else if (byte < 0x20)
        return take_ground(keys, byte, event); // cut short
    return false;
}

static bool take_string_end(struct keys *keys, unsigned char byte, struct event *event)
{
    keys->state = byte == '\\' ? KEYS_GROUND : byte == BYTE_ESCAPE ? KEYS_ESCAPE : keys->state;
    return keys->state == KEYS_STRING_END && take_after_escape(keys, byte, event); // cut short
}

static bool take(struct keys *keys, unsigned char byte, struct event *event)
{
    switch (keys->state) {
    case KEYS_GROUND:
        return take_ground(keys, byte, event);
    case KEYS_UTF8:
        return take_utf8(keys, byte, event);
    case KEYS_ESCAPE:
        return take_after_escape(keys, byte, event);
    case KEYS_CSI:
        return take_csi(keys, byte, event);
    case KEYS_SS3:
        return take_ss3(keys, byte, event);
    case KEYS_STRING:
        return take_string(keys, byte, event);
    case KEYS_STRING_END:
        return take_string_end(keys, byte, event);
    case KEYS_SKIP:
        keys->state = --keys->missing > 0 ? KEYS_SKIP : KEYS_GROUND;
        return false;
    case KEYS_MOUSE:
        return take_mouse(keys, byte, event);
    case KEYS_PASTE:
        paste_take(&keys->paste, byte);
        return false;
    }
    return false;
}

static void hold_alt(struct event *event)
{
    bool upper = event->kind == EVENT_CHARACTER && event->character >= 'A' && event->character <= 'Z';
    event->modifiers |= TERMINAL_ALT | (upper ? TERMINAL_SHIFT : 0u);
    if (event->kind == EVENT_CHARACTER)
        *event = event_of_character((int)event->character, event->modifiers);
}

bool keys_take(struct keys *keys, unsigned char byte, struct event *event)
{
    keys_forget(keys);
    bool given = take(keys, byte, event);
    if (given && keys->alt)
        hold_alt(event);
    if (given || keys->state == KEYS_GROUND)
        keys->alt = false;
    return given;
}

bool keys_more(struct keys *keys, struct event *event)
{
    while (keys->again_taken < keys->again_count) {
        if (keys_take(keys, keys->again[keys->again_taken++], event))
            return true;
    }
    return false;
}

bool keys_pending(const struct keys *keys)
{
    return keys->state != KEYS_GROUND;
}

int keys_patience(const struct keys *keys)
{
    enum { KEY_MS = 50, REPORT_MS = 500 };
    bool whole = keys->state == KEYS_STRING_END || keys->state == KEYS_UTF8 || (keys->state == KEYS_PASTE && !keys->paste.ended);
    if (keys->state == KEYS_CSI || keys->state == KEYS_STRING)
        whole = !keys->first;
    return whole ? REPORT_MS : KEY_MS;
}

bool keys_pass_over(struct keys *keys)
{
    if (keys->state != KEYS_PASTE)
        return false;
    keys->paste.ended = false;
    return true;
}

static bool end_paste(struct paste *paste, struct event *event)
{
    paste_finish(paste);
    *event = (struct event){
        .kind = EVENT_PASTE, .text = paste->text, .length = paste->length, .cut_short = paste->cut_short,
        .dropped = paste->dropped};
    return true;
}

bool keys_end(struct keys *keys, struct event *event)
{
    enum keys_state state = keys->state;
    keys->state = KEYS_GROUND;
    keys->alt = false;
    switch (state) {
    case KEYS_ESCAPE:
        return give_key(event, TERMINAL_KEY_ESCAPE);
    case KEYS_CSI:
        return keys->first ? give_escape(keys, (const unsigned char[]){'['}, 1, event) : give_key(event, TERMINAL_KEY_OTHER);
    case KEYS_SS3:
        return keys->first ? give_escape(keys, (const unsigned char[]){'O'}, 1, event) : give_key(event, TERMINAL_KEY_OTHER);
    case KEYS_STRING:
        return keys->first ? give_escape(keys, &keys->introducer, 1, event) : give_key(event, TERMINAL_KEY_OTHER);
    case KEYS_PASTE:
        return end_paste(&keys->paste, event);
    case KEYS_GROUND:
    case KEYS_UTF8:
    case KEYS_STRING_END:
    case KEYS_SKIP:
    case KEYS_MOUSE:
        return false;
    }
    return false;
}

void keys_forget(struct keys *keys)
{
    if (keys->state != KEYS_PASTE)
        paste_forget(&keys->paste);
}

void keys_close(struct keys *keys)
{
    paste_forget(&keys->paste);
}
