// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The gallery's messages: their texts are in messages/<tag>.txt. The gallery is for designers, so it speaks German, English
// and Arabic only, whatever language its content has.
#ifndef KOMPASS_TUI_GALLERY_WORDS_H
#define KOMPASS_TUI_GALLERY_WORDS_H

#define GALLERY_WORDS(WORD)                                                                                            \
    WORD(TOO_SMALL, "too_small") WORD(NUMBER_GOES_ON, "number_goes_on") WORD(SPACE, "space") WORD(ERASE, "erase")      \
    WORD(DONE, "done") WORD(NEEDED, "needed") WORD(MISSING, "missing") WORD(NO_DATE, "no_date") WORD(ROOM, "room")     \
    WORD(FULL, "full") WORD(SELECTED, "selected") WORD(DROPPED, "dropped") WORD(YES, "yes") WORD(NO, "no") WORD(UNKNOWN, "unknown")             \
    WORD(ADD, "add") WORD(NUMBER, "number") WORD(POSITION, "position") WORD(MARKED, "marked")                          \
    WORD(NOTHING, "nothing") WORD(TITLE, "title") WORD(EDITOR, "editor") WORD(EDITOR_MORE, "editor_more")              \
    WORD(FORM, "form") WORD(FORM_MORE, "form_more") WORD(TABLE, "table") WORD(TABLE_MORE, "table_more")                \
    WORD(DIALOG, "dialog") WORD(DIALOG_MORE, "dialog_more") WORD(PICTOGRAMS, "pictograms") WORD(PICTOGRAMS_MORE, "pictograms_more") WORD(TILES, "tiles") WORD(TILES_MORE, "tiles_more") WORD(KEY_OPEN, "key_open") WORD(KEY_BACK, "key_back")      \
    WORD(KEY_QUIT, "key_quit") WORD(KEY_MOVE, "key_move") WORD(KEY_NEXT, "key_next") WORD(KEY_UNDO, "key_undo")        \
    WORD(KEY_REDO, "key_redo") WORD(KEY_ALL, "key_all") WORD(KEY_CUT, "key_cut") WORD(KEY_COPY, "key_copy") WORD(KEY_INSERT, "key_insert") WORD(KEY_MARK, "key_mark") WORD(KEY_FILTER, "key_filter")      \
    WORD(KEY_SAVE, "key_save") WORD(KEY_LANGUAGE, "key_language") WORD(KEY_THEME, "key_theme")                         \
    WORD(KEY_SIZE, "key_size") WORD(LEAVE_TITLE, "leave_title") WORD(LEAVE_TEXT, "leave_text")                         \
    WORD(LEAVE_STAY, "leave_stay") WORD(LEAVE_SAVE, "leave_save") WORD(LEAVE_DISCARD, "leave_discard")                 \
    WORD(ASK_TITLE, "ask_title") WORD(ASK_TEXT, "ask_text") WORD(ASK_LATER, "ask_later") WORD(ASK_TODAY, "ask_today")  \
    WORD(ASK_NOW, "ask_now") WORD(ASK_PAGE, "ask_page") WORD(SAVED, "saved") WORD(LABEL_NAME, "label_name")            \
    WORD(LABEL_KIND, "label_kind") WORD(KIND_TALK, "kind_talk") WORD(KIND_COURSE, "kind_course")                       \
    WORD(KIND_PAPER, "kind_paper") WORD(LABEL_FREE, "label_free") WORD(LABEL_FROM, "label_from")                       \
    WORD(LABEL_HOURS, "label_hours") WORD(HINT_HOURS, "hint_hours") WORD(WRONG_HOURS, "wrong_hours")                   \
    WORD(LABEL_TEXT, "label_text") WORD(HINT_TEXT, "hint_text") WORD(COLUMN_NUMBER, "column_number")                   \
    WORD(COLUMN_PLACE, "column_place") WORD(COLUMN_DAY, "column_day") WORD(COLUMN_STATE, "column_state")               \
    WORD(HINT_FILTER, "hint_filter")

enum gallery_message {
#define GALLERY_WORD(name, key) MESSAGE_##name,
    GALLERY_WORDS(GALLERY_WORD)
#undef GALLERY_WORD
    MESSAGE_COUNT,
};

#endif
