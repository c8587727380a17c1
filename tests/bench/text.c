// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How long a layout takes: a screen, a megabyte of text as people write it, and a megabyte of the worst we know.
#include "core/text/layout.h"
#include "tests/support/floods.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { MEGABYTE = 1000000, SCREEN = 24 * 80 * 2, RUNS = 7, MEMORY_MOST_MIB = 192 };

static struct arena arena;

static double now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static char *repeat(const char *text, size_t bytes)
{
    size_t length = strlen(text);
    char *repeated = arena_allocate(&arena, bytes + length + 1, 1);
    for (size_t at = 0; at < bytes; at += length)
        memcpy(repeated + at, text, length);
    return repeated;
}

// The best of some runs, in milliseconds of the processor: the others were disturbed.
static double measure(const char *text, size_t bytes, const struct text_options *options)
{
    double best = 1e9;
    for (int run = 0; run < RUNS; run++) {
        char *whole = repeat(text, bytes);
        struct text_layout layout;
        double start = now_ms();
        text_lay_out(&arena, whole, options, &layout);
        double time = now_ms() - start;
        best = time < best ? time : best;
        arena_free(&arena);
    }
    return best;
}

// Keeps all memory from run to run, for each row alike: what a page costs when it is first touched is the machine's, and in
// a virtual one up to twenty times that of others. How many pages there are has a limit of its own.
// There are no mappings at all: glibc refuses a threshold above 32 MiB for them and says nothing.
static void keep_memory(void)
{
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

static long memory_mib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

int main(void)
{
    keep_memory();
    static const struct {
        const char *what, *text;
        size_t bytes;
        struct text_options options;
        double target;
    } rows[] = {
        {"a screen of Arabic, 24 lines",
         FLOOD_FREE_ARABIC,
         SCREEN,
         {.direction = TEXT_RIGHT_TO_LEFT, .width = 80, .max_lines = 24, .find_fields = true},
         1},
        {"1 MB of German", FLOOD_GERMAN, MEGABYTE, {.width = 80}, 100},
        {"1 MB of German, fields found", FLOOD_GERMAN, MEGABYTE, {.width = 80, .find_fields = true}, 100},
        {"1 MB of Arabic with isolates", FLOOD_ARABIC, MEGABYTE, {.direction = TEXT_RIGHT_TO_LEFT, .width = 80}, 100},
        {"1 MB of Arabic, fields found",
         FLOOD_FREE_ARABIC,
         MEGABYTE,
         {.direction = TEXT_RIGHT_TO_LEFT, .width = 80, .find_fields = true},
         100},
    };
    int missed = 0;
    printf("Layout, milliseconds of the processor, the best of %d runs\n\n", RUNS);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double time = measure(rows[i].text, rows[i].bytes, &rows[i].options);
        missed += time >= rows[i].target;
        printf("%-30s %8.2f   under %.0f ms%s\n", rows[i].what, time, rows[i].target,
               time < rows[i].target ? "" : "  MISSED");
    }
    double worst = 0;
    size_t worst_text = 0;
    for (size_t i = 0; i < sizeof floods / sizeof *floods; i++) {
        double time =
            measure(floods[i], MEGABYTE,
                    &(struct text_options){.direction = TEXT_RIGHT_TO_LEFT, .width = 60, .find_fields = true});
        if (time > worst) {
            worst = time;
            worst_text = i;
        }
    }
    missed += worst >= 100;
    printf("%-30s %8.2f   under 100 ms%s (\"%s\" again and again)\n", "1 MB of the worst known", worst,
           worst < 100 ? "" : "  MISSED", floods[worst_text]);
    long memory = memory_mib();
    missed += memory >= MEMORY_MOST_MIB;
    printf("%-30s %5ld MiB   under %d MiB%s\n", "memory at its highest", memory, MEMORY_MOST_MIB,
           memory < MEMORY_MOST_MIB ? "" : "  MISSED");
    return missed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
