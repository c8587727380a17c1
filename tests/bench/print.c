// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How long somebody waits for a slip: from the key to the last byte for the printer, by the service as it runs, in every language. The
// printer itself takes another two seconds, which no program changes.
#include "core/print/print_service.h"
#include "tests/support/kiosk_fixture.h"
#include "tests/support/samples.h"
#include "tui/kiosk/paper.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 10, TARGET_MS = 300 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

// Of this process and those that it made.
static double cpu_ms(void)
{
    double all = 0;
    for (int who = RUSAGE_CHILDREN; who <= RUSAGE_SELF; who++) {
        struct rusage used;
        getrusage(who, &used);
        all += (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
    }
    return all;
}

// What the visitor waits for: the paper is made, sent, typeset, and at the printer. False when it is not printed.
static bool print_once(struct kiosk_fixture *fixture, struct print_service *service, struct printer_link *link)
{
    struct page page = {.view = &fixture->loop.view};
    struct paper paper;
    const char *id = catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, KIND_OFFER, "buergeramt-dessau");
    snprintf(page.argument.id, sizeof page.argument.id, "%s", id);
    if (paper_of_page(&page, &paper)) {
        printer_link_print(link, &page.data, &paper, 0);
        print_service_turn(service, -1);
        printer_link_hear(link, 0);
    }
    bool printed = link->state == PRINT_DONE;
    printer_link_forget(link);
    arena_free(&page.data);
    return printed;
}

static bool measure(struct print_service *service, struct printer_link *link, const struct language *language)
{
    struct samples samples = {0}, cpu = {0};
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, language->tag, 24, 80, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        double begin = now_ms(), used = cpu_ms();
        bool printed = print_once(&fixture, service, link);
        samples_add(&samples, printed ? now_ms() - begin : 1e6, 0);
        samples_add(&cpu, printed ? cpu_ms() - used : 1e6, 0);
    }
    kiosk_fixture_close(&fixture);
    double waited = samples_quantile(&samples, 0.5), most = samples_quantile(&cpu, 0.95);
    printf("%-10s %8.1f %8.1f %8.1f  %s\n", language->tag, waited, samples_quantile(&cpu, 0.5), most, most <= TARGET_MS ? "reached" : "MISSED");
    free(samples.values);
    free(cpu.values);
    return most <= TARGET_MS;
}

int main(void)
{
    char folder[] = "/tmp/kompass-bench-XXXXXX", path[64], name[80], device[64];
    struct problem problem;
    struct printer_link link;
    bool reached = true;
    size_t count;
    const struct language *languages = language_table(&count);
    if (mkdtemp(folder) == NULL)
        return EXIT_FAILURE;
    snprintf(path, sizeof path, "%s/socket", folder);
    snprintf(device, sizeof device, "%s/lp", folder);
    snprintf(name, sizeof name, "escpos:%s", device);
    close(open(device, O_CREAT | O_RDWR, 0600));
    struct print_service service = {.printer = name, .format = PAPER_SLIP_80, .job_ms = PRINT_SERVICE_JOB_MS};
    typeset_prepare();
    if (print_service_open(&service, path, &problem) != STATUS_OK)
        return EXIT_FAILURE;
    printer_link_open(&link, path);
    print_service_turn(&service, 0);
    printf("A slip of 80 mm, from the key to the printer's last byte; milliseconds, %d times; of a processor at most %d, which on a machine\n"
           "that does nothing else is what somebody waits\n\n", ROUNDS, TARGET_MS);
    printf("language     waited processor    p95\n");
    for (size_t i = 0; i < count; i++)
        if (language_is_offered(&languages[i], PROGRAM_KIOSK))
            reached = measure(&service, &link, &languages[i]) && reached;
    printer_link_close(&link);
    print_service_close(&service);
    unlink(path);
    unlink(device);
    rmdir(folder);
    return reached ? EXIT_SUCCESS : EXIT_FAILURE;
}
