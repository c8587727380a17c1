// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass status: how a kiosk is, for people, for scripts, for Prometheus and for Nagios or Icinga.
#include "cli/cli.h"

#include "core/base/sys.h"
#include "core/insight/health.h"

#include <stdio.h>
#include <string.h>

static void print_lines(const struct health_verdict *verdict)
{
    for (size_t topic = 0; topic < HEALTH_TOPICS; topic++) {
        const struct health_finding *finding = &verdict->findings[topic];
        printf("%-8s  %-8s  %s\n", health_topic_name(topic), health_level_name(finding->level), finding->text);
    }
}

// One line: first what is as bad as the whole, then the performance data. A bar would end the text too early.
static void print_monitor(const struct health *health, const struct health_verdict *verdict, struct arena *arena)
{
    const char *text = "";
    for (size_t topic = 0; topic < HEALTH_TOPICS; topic++) {
        if (verdict->findings[topic].level == verdict->level)
            text = arena_format(arena, "%s%s%s: %s", text, text[0] == '\0' ? "" : "; ", health_topic_name(topic),
                                verdict->findings[topic].text);
    }
    char *line = arena_copy_text(arena, text);
    for (char *bar = line; (bar = strpbrk(bar, "|\n")) != NULL;)
        *bar = '/';
    printf("KOMPASS %s - %s | %s\n", health_level_name(verdict->level), line, health_perfdata(health, verdict, arena));
}

static bool asks_for_monitor(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--monitor") == 0)
            return true;
    }
    return false;
}

int status_main(int argc, char **argv)
{
    struct health_places places = {.catalog = "/var/lib/kompass/catalog", .kiosk = "/var/lib/kompass-kiosk"};
    const char *prometheus = NULL;
    bool json = false;
    bool monitor = false;
    const struct cli_option options[] = {
        {"catalog", CLI_TEXT, false, "DIR", "the folder of catalogs; /var/lib/kompass/catalog if not given",
         &places.catalog},
        {"state", CLI_TEXT, false, "FILE", "what sync keeps; DIR.state if not given", &places.state},
        {"kiosk", CLI_TEXT, false, "DIR", "the kiosk's own folder; /var/lib/kompass-kiosk if not given", &places.kiosk},
        {"prometheus", CLI_TEXT, false, "FILE", "write it for node_exporter's textfile collector", &prometheus},
        {"json", CLI_FLAG, false, NULL, "print one JSON document", &json},
        {"monitor", CLI_FLAG, false, NULL, "one line and exit codes for Nagios and Icinga", &monitor},
    };
    const struct cli_usage usage = {
        "status",
        "",
        "Tells which release a kiosk shows, how old it is, whether it still follows its publisher, and what will\n"
        "soon stop it. Exit status: 0 fine, 1 not; with --monitor 0 fine, 1 warning, 2 critical, 3 unknown.",
        options,
        sizeof options / sizeof *options,
        0,
        0};
    int first;
    int code;
    bool parsed = cli_parse(&usage, argc, argv, &first, &code);
    if (parsed && json && monitor) {
        code = cli_wrong(&usage, "--json", "not together with --monitor");
        parsed = false;
    }
    if (!parsed) // for a monitor, 2 would say that the kiosk is broken
        return code == CLI_USAGE && asks_for_monitor(argc, argv) ? (int)HEALTH_UNKNOWN : code;

    struct arena arena = {0};
    struct health health;
    struct health_verdict verdict;
    struct problem problem;
    health_look(&places, &arena, &health);
    health_judge(&health, &arena, &verdict);
    enum status status = STATUS_OK;
    if (prometheus != NULL) {
        const char *text = health_prometheus(&health, &verdict, &arena);
        sys_remove_unfinished(prometheus);
        status = sys_write_file(prometheus, text, strlen(text), 0644, &problem);
    }
    if (monitor)
        print_monitor(&health, &verdict, &arena);
    else if (json)
        printf("%s\n", health_json(&health, &verdict, &arena));
    else
        print_lines(&verdict);
    arena_free(&arena);
    if (status != STATUS_OK)
        return monitor ? (cli_tell(&problem), (int)HEALTH_UNKNOWN) : cli_exit(status, &problem);
    if (monitor)
        return (int)verdict.level;
    return verdict.level == HEALTH_OK ? CLI_DONE : CLI_PROBLEM;
}
