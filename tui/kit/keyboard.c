// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Letters stand where they stand on the script's own keyboards, so from left to right on every screen: hands know their
// places. Only the row of commands below them runs as the reader reads.
#include "tui/kit/keyboard.h"

#include <limits.h>
#include <string.h>
#include <unistr.h>

enum {
    PITCH_MOST = 6,     // columns from one letter to the next
    PITCH_WITH_GAP = 4, // from this on, one of them is left free
    HIGH_ROWS = 2,      // of a key that a finger finds,
    REST_LEAST = 6,     // where so many rows are left for what is found
    CAP_MARGIN = 2,     // columns on both sides of a command's word
    COMMANDS = 4,       // keys of the last row
    OPENING_SIGN = '[', // around the focused key's letter: colour alone is not enough
    CLOSING_SIGN = ']',
};

enum command { COMMAND_NONE, COMMAND_LAYER, COMMAND_SPACE, COMMAND_ERASE, COMMAND_DONE };

struct keyboard_key {
    enum command command;
    uint32_t character;           // of a letter
    const struct text_line *cap;
    int line;                     // of keys
    int row, start, rows, columns; // cells
};

static const struct text_line *lay_out_cap(struct arena *arena, const struct view *view, const char *text, int columns)
{
    struct text_options options = view_text_options(view, columns);
    struct text_layout layout;
    options.max_lines = 1;
    text_lay_out(arena, text, &options, &layout);
    return layout.lines;
}

static int count_letters(const char *row)
{
    int count = 0;
    for (const char *at = row; *at != '\0'; at += strcspn(at, " "), at += strspn(at, " "))
        count++;
    return count;
}

struct keyboard_plan {
    struct keyboard *keyboard;
    struct arena *arena;
    const struct view *view;
    int pitch, columns; // of all letters: the longest row
    int available;      // columns of the page
    int line, key_rows;
};

static struct keyboard_key *add_key(struct keyboard_plan *plan, int start, int columns)
{
    struct keyboard_key *key = &plan->keyboard->keys[plan->keyboard->key_count++];
    *key = (struct keyboard_key){.line = plan->line, .row = plan->line * plan->key_rows, .rows = plan->key_rows,
                                 .start = start, .columns = columns};
    return key;
}

// A row of letters in the middle. On a screen that runs from right to left the last of them is the first.
static void add_letters(struct keyboard_plan *plan, const char *row)
{
    int count = count_letters(row);
    int gap = plan->pitch >= PITCH_WITH_GAP ? 1 : 0;
    int start = (plan->columns - count * plan->pitch) / 2;
    struct keyboard_key *first = &plan->keyboard->keys[plan->keyboard->key_count];
    for (int i = 0; i < count; i++)
        add_key(plan, start + i * plan->pitch, plan->pitch - gap);
    const char *at = row;
    for (int i = 0; i < count; i++) {
        struct keyboard_key *key = plan->view->direction == TEXT_RIGHT_TO_LEFT ? &first[count - 1 - i] : &first[i];
        char letter[8] = "";
        size_t bytes = strcspn(at, " ");
        memcpy(letter, at, bytes < sizeof letter ? bytes : sizeof letter - 1);
        u8_strmbtouc(&key->character, (const uint8_t *)letter);
        key->cap = lay_out_cap(plan->arena, plan->view, letter, plan->pitch);
        at += bytes + strspn(at + bytes, " ");
    }
}

static void add_commands(struct keyboard_plan *plan, const struct keyboard_layout *next)
{
    const struct {
        enum command command;
        const char *text;
    } commands[COMMANDS] = {
        {COMMAND_LAYER, next->cap},
        {COMMAND_SPACE, view_text(plan->view, KIT_TEXT_SPACE)},
        {COMMAND_ERASE, view_text(plan->view, KIT_TEXT_ERASE)},
        {COMMAND_DONE, view_text(plan->view, KIT_TEXT_DONE)},
    };
    int margin = plan->pitch >= PITCH_WITH_GAP ? 2 * CAP_MARGIN : CAP_MARGIN;
    int widths[COMMANDS];
    int needed = COMMANDS - (plan->pitch < PITCH_WITH_GAP); // a gap behind each
    for (int i = 0; i < COMMANDS; i++)
        needed += widths[i] = text_measure(commands[i].text) + margin;
    // Space takes what the others leave of the letters' columns; where that is too little, of the page's.
    int row = needed > plan->columns ? (needed < plan->available ? needed : plan->available) : plan->columns;
    int space = widths[1] + row - needed;
    int start = 0;
    for (int i = 0; i < COMMANDS; i++) {
        int columns = commands[i].command != COMMAND_SPACE ? widths[i] : space > CAP_MARGIN ? space : CAP_MARGIN + 1;
        struct keyboard_key *key = add_key(plan, start, columns);
        key->command = commands[i].command;
        key->cap = lay_out_cap(plan->arena, plan->view, commands[i].text, columns - CAP_MARGIN);
        start += columns + 1;
    }
}

void keyboard_lay_out(struct keyboard *keyboard, struct arena *arena, const struct view *view,
                      const struct language *language, int rows, int columns)
{
    const struct keyboard_layout *layers[KEYBOARD_LAYERS_MAX];
    size_t layer_count = keyboard_layers(language, layers);
    keyboard->rows = 0;
    keyboard->key_count = 0;
    if (!keyboard->open)
        return;
    keyboard->layer = keyboard->layer < layer_count ? keyboard->layer : 0; // the language may have changed
    const struct keyboard_layout *layout = layers[keyboard->layer];
    int lines = 1;
    int longest = 1;
    int letters = 0;
    for (const char *const *row = layout->rows; *row != NULL; row++, lines++) {
        longest = count_letters(*row) > longest ? count_letters(*row) : longest;
        letters += count_letters(*row);
    }
    int pitch = columns / longest;
    pitch = pitch > PITCH_MOST ? PITCH_MOST : pitch < 1 ? 1 : pitch;
    bool high = rows >= lines * HIGH_ROWS + REST_LEAST;
    struct keyboard_plan plan = {.keyboard = keyboard,
                                 .arena = arena,
                                 .view = view,
                                 .pitch = pitch,
                                 .columns = pitch * longest,
                                 .available = columns,
                                 .key_rows = high ? HIGH_ROWS : 1};
    keyboard->keys = arena_allocate(arena, (size_t)letters + COMMANDS, sizeof *keyboard->keys);
    for (const char *const *row = layout->rows; *row != NULL; row++, plan.line++)
        add_letters(&plan, *row);
    add_commands(&plan, layers[(keyboard->layer + 1) % layer_count]);
    keyboard->rows = lines * plan.key_rows;
    if (keyboard->focus >= keyboard->key_count)
        keyboard->focus = keyboard->key_count - COMMANDS;
}

// ---- moving --------------------------------------------------------------------------------------------------------

// How far a key is from a column; twice, so that middles are whole. 0 for the key that stands there.
static int distance(const struct keyboard_key *key, int twice_column)
{
    if (twice_column >= 2 * key->start && twice_column <= 2 * (key->start + key->columns))
        return 0;
    int away = 2 * key->start + key->columns - twice_column;
    return away < 0 ? -away : away;
}

// The key of that line nearest to the focused one; the focused one when there is no such line.
static size_t nearest(const struct keyboard *keyboard, int line)
{
    const struct keyboard_key *from = &keyboard->keys[keyboard->focus];
    size_t best = keyboard->focus;
    int least = INT_MAX;
    for (size_t i = 0; i < keyboard->key_count; i++) {
        const struct keyboard_key *key = &keyboard->keys[i];
        int away = distance(key, 2 * from->start + from->columns);
        if (key->line == line && away < least) {
            least = away;
            best = i;
        }
    }
    return best;
}

static size_t beside(const struct keyboard *keyboard, bool forth)
{
    size_t focus = keyboard->focus;
    if (!forth)
        return focus > 0 && keyboard->keys[focus - 1].line == keyboard->keys[focus].line ? focus - 1 : focus;
    bool more = focus + 1 < keyboard->key_count && keyboard->keys[focus + 1].line == keyboard->keys[focus].line;
    return more ? focus + 1 : focus;
}

static enum keyboard_result move_to(struct keyboard *keyboard, size_t key)
{
    if (key == keyboard->focus)
        return KEYBOARD_IGNORED;
    keyboard->focus = key;
    return KEYBOARD_MOVED;
}

static enum keyboard_result shut(struct keyboard *keyboard)
{
    keyboard->open = false;
    return KEYBOARD_CHANGED;
}

static enum keyboard_result press(struct keyboard *keyboard, uint32_t *character)
{
    const struct keyboard_key *key = &keyboard->keys[keyboard->focus];
    switch (key->command) {
    case COMMAND_LAYER:
        keyboard->layer++;          // behind the last comes the first, when it is laid out
        keyboard->focus = SIZE_MAX; // stays on this key, wherever it is then
        return KEYBOARD_CHANGED;
    case COMMAND_ERASE:
        return KEYBOARD_ERASED;
    case COMMAND_DONE:
        return shut(keyboard);
    case COMMAND_SPACE:
        *character = ' ';
        return KEYBOARD_TYPED;
    case COMMAND_NONE:
        break;
    }
    *character = key->character;
    return KEYBOARD_TYPED;
}

static enum keyboard_result touch(struct keyboard *keyboard, const struct input *input, uint32_t *character)
{
    for (size_t i = 0; i < keyboard->key_count; i++) {
        const struct keyboard_key *key = &keyboard->keys[i];
        bool hit = input->row >= key->row && input->row < key->row + key->rows && input->start >= key->start &&
                   input->start <= key->start + key->columns; // the gap behind it, too
        if (!hit)
            continue;
        keyboard->focus = i;
        return press(keyboard, character);
    }
    return KEYBOARD_IGNORED;
}

enum keyboard_result keyboard_act(struct keyboard *keyboard, const struct input *input, uint32_t *character)
{
    if (!keyboard->open || keyboard->key_count == 0)
        return KEYBOARD_IGNORED;
    int line = keyboard->keys[keyboard->focus].line;
    switch (input->action) {
    case ACTION_UP:
        return move_to(keyboard, nearest(keyboard, line - 1));
    case ACTION_DOWN:
        if (line == keyboard->keys[keyboard->key_count - 1].line)
            return shut(keyboard);
        return move_to(keyboard, nearest(keyboard, line + 1));
    case ACTION_TO_START:
        return move_to(keyboard, beside(keyboard, false));
    case ACTION_TO_END:
        return move_to(keyboard, beside(keyboard, true));
    case ACTION_OPEN:
        return press(keyboard, character);
    case ACTION_BACK:
    case ACTION_KEYBOARD:
        return shut(keyboard);
    case ACTION_POINT:
        return touch(keyboard, input, character);
    default:
        return KEYBOARD_IGNORED;
    }
}

// ---- painting ------------------------------------------------------------------------------------------------------

// The focused key is the only one that fills its whole place, and has its letter in brackets.
static void paint_key(const struct canvas *canvas, const struct keyboard_key *key, bool focused)
{
    enum role role = focused ? ROLE_FOCUS : ROLE_BUTTON;
    struct canvas part = canvas_part(canvas, key->row, key->start, key->rows, key->columns);
    canvas_button(&part, focused);
    int cap_start = (part.columns - key->cap->width) / 2;
    canvas_line(&part, 0, cap_start, key->cap, role);
    if (!focused)
        return;
    if (cap_start > 0) {
        bool rightward = part.direction == TEXT_LEFT_TO_RIGHT;
        canvas_sign(&part, 0, cap_start - 1, rightward ? OPENING_SIGN : CLOSING_SIGN, role);
        canvas_sign(&part, 0, cap_start + key->cap->width, rightward ? CLOSING_SIGN : OPENING_SIGN, role);
    }
    canvas_cursor(&part, 0, cap_start - 1); // on the bracket: it would cover the letter
}

void keyboard_paint(const struct keyboard *keyboard, const struct canvas *canvas)
{
    for (size_t i = 0; i < keyboard->key_count; i++)
        paint_key(canvas, &keyboard->keys[i], i == keyboard->focus);
}
