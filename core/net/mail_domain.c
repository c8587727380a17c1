// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The system's resolver, resolver(3). What comes back is a stranger's, so it is read by the library's own reader alone.
#include "core/net/mail_domain.h"

#include "core/text/net_address.h"

#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <string.h>
#include <unicode/uidna.h>

enum { ANSWER_BYTES = 16 * 1024, DOMAIN_BYTES = 256, WAIT_SECONDS = 3, TRIES = 2 };

// ---- reading an address -------------------------------------------------------------------------------------------

const char *mail_domain_of(struct arena *arena, const char *address)
{
    if (!net_address_is_mail(address))
        return NULL;
    UErrorCode error = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    char *domain = arena_allocate(arena, DOMAIN_BYTES, 1);
    UIDNA *idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_USE_STD3_RULES, &error);
    int32_t length = uidna_nameToASCII_UTF8(idna, strchr(address, '@') + 1, -1, domain, DOMAIN_BYTES, &info, &error);
    uidna_close(idna);
    const char *dot = strchr(domain, '.');
    if (U_FAILURE(error) || info.errors != 0 || length >= DOMAIN_BYTES || dot == NULL || dot == domain || dot[1] == '\0')
        return NULL;
    return domain;
}

// ---- asking -------------------------------------------------------------------------------------------------------

// Whether one of the answers names a server; "." refuses (RFC 7505). MAIL_DOMAIN_NONE when there is none.
static enum mail_domain_state read_servers(const unsigned char *answer, int size, bool *refuses)
{
    ns_msg message;
    ns_rr record;
    char name[NS_MAXDNAME];
    if (ns_initparse(answer, size, &message) != 0)
        return MAIL_DOMAIN_UNKNOWN;
    for (int i = 0; i < ns_msg_count(message, ns_s_an); i++) {
        if (ns_parserr(&message, ns_s_an, i, &record) != 0)
            return MAIL_DOMAIN_UNKNOWN;
        if (ns_rr_type(record) != ns_t_mx || ns_rr_rdlen(record) < 3 ||
            dn_expand(ns_msg_base(message), ns_msg_end(message), ns_rr_rdata(record) + 2, name, sizeof name) < 0)
            continue;
        if (name[0] != '\0' && strcmp(name, ".") != 0)
            return MAIL_DOMAIN_TAKES;
        *refuses = true;
    }
    return MAIL_DOMAIN_NONE;
}

// *over: what it says is the whole answer. A domain without servers for mail may still be one itself.
static enum mail_domain_state ask_one(struct __res_state *resolver, const char *domain, int type, bool *over)
{
    unsigned char answer[ANSWER_BYTES];
    int size = res_nquery(resolver, domain, ns_c_in, type, answer, sizeof answer);
    *over = false;
    if (size >= 0 && type == ns_t_mx)
        return read_servers(answer, size < ANSWER_BYTES ? size : ANSWER_BYTES, over);
    if (size >= 0)
        return MAIL_DOMAIN_TAKES;
    *over = resolver->res_h_errno == HOST_NOT_FOUND;
    return *over || resolver->res_h_errno == NO_DATA ? MAIL_DOMAIN_NONE : MAIL_DOMAIN_UNKNOWN;
}

enum mail_domain_state mail_domain_resolve(void *context, const char *domain)
{
    static const int types[] = {ns_t_mx, ns_t_a, ns_t_aaaa};
    struct __res_state resolver = {0};
    enum mail_domain_state state = MAIL_DOMAIN_NONE;
    bool over = false;
    (void)context;
    if (res_ninit(&resolver) != 0)
        return MAIL_DOMAIN_UNKNOWN;
    resolver.retrans = WAIT_SECONDS;
    resolver.retry = TRIES;
    for (size_t i = 0; i < sizeof types / sizeof *types && state == MAIL_DOMAIN_NONE && !over; i++)
        state = ask_one(&resolver, domain, types[i], &over);
    res_nclose(&resolver);
    return state;
}
