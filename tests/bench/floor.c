// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The floor of the benchmark: the least program on ncurses that shows a list and lets one move in it.
#include <curses.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int ready = count == 3 ? atoi(arguments[2]) : -1; // --ready-fd N
    setlocale(LC_ALL, "");
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    for (int key = 0, focus = 0, first = 0; key != 'q'; key = getch()) {
        focus += key == KEY_DOWN ? 1 : key == KEY_UP && focus > 0 ? -1 : 0;
        first = focus < first ? focus : focus >= first + LINES ? focus - LINES + 1 : first;
        erase();
        for (int row = 0; row < LINES; row++) {
            attrset(first + row == focus ? A_REVERSE : A_NORMAL);
            mvprintw(row, 0, "%3d  Item of a list that is long enough to be moved in, with a title", first + row);
        }
        move(focus - first, 0);
        refresh();
        if (ready >= 0 && write(ready, ".", 1) != 1)
            break;
    }
    endwin();
    return 0;
}
