/* hosts: what years of other people's rate limits taught, as a table.
 *
 * A pattern says whom a row is about, the fields say what it knows; a field left at its default is
 * filled from the next best row that matches. So a user's row for one host changes what it names
 * and keeps the manners of the built-in one for the rest. */
#include "gloss/net/hosts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/arena.h"
#include "gloss/base/mem.h"

enum { DEFAULT_SLOTS = 0, DEFAULT_GAP = -1 };

static const struct host_rule built_in[] = {
    /* Terms of use: one request each three seconds, one connection, over all of API, OAI and RSS.
     */
    {"export.arxiv.org", NULL, 1, 3000},
    /* Web pages of arXiv: robots.txt asks for 15 s of crawlers; these are single pages a reader
     * named, but 429 and 403 come early, so one at a time. Mirrors of the same machines included.
     */
    {"arxiv.org", "arxiv.org", 1, 1000},
    {"www.arxiv.org", "arxiv.org", 1, 1000},
    {"browse.arxiv.org", "arxiv.org", 1, 1000},
    {"xxx.lanl.gov", "arxiv.org", 1, 1000},
    {"ar5iv.labs.arxiv.org", "ar5iv.org", 1, 1000},
    {".ar5iv.org", "ar5iv.org", 1, 1000},
    /* 100 pages an address in five minutes without a token (API: 500); hf.co is the short name. */
    {".huggingface.co", "huggingface.co", 2, 500},
    {".hf.co", "huggingface.co", 2, 500},
    /* Public pool since December 2025: one list query at a time; headers say how much. */
    {"api.crossref.org", NULL, 1, 350},
    /* The resolver is generous, its front end is not: 403 to bursts. */
    {"doi.org", "doi.org", 2, 200},
    {"dx.doi.org", "doi.org", 2, 200},
    {"www.doi.org", "doi.org", 2, 200},
    /* 1000 requests in five minutes for clients that leave an address. */
    {"api.datacite.org", NULL, 2, 300},
    /* The anonymous pool is shared by everybody; a key gives one request a second. */
    {"api.semanticscholar.org", NULL, 1, 1100},
    /* One site in front of two API generations; challenges come early. */
    {".openreview.net", "openreview.net", 1, 1000},
    /* 60 an hour without a token, 5000 with: counted, so that a quota is not burnt in one second.
     */
    {"api.github.com", NULL, 2, 100},
    /* 429 at any pace once a few hundred pages were asked for; pages of users come from the same.
     */
    {"github.com", "github.com", 2, 500},
    {"www.github.com", "github.com", 2, 500},
    {"gist.github.com", "github.com", 2, 500},
    {"codeload.github.com", "github.com", 2, 500},
    {".githubusercontent.com", "githubusercontent.com", 4, 50},
    {".github.io", "github.io", 8, 0},
    /* One front end each for very many blogs. */
    {".medium.com", "medium.com", 1, 1000},
    {".substack.com", "substack.com", 2, 500},
    {".blogspot.com", "blogspot.com", 4, 50},
    {".wordpress.com", "wordpress.com", 4, 100},
    {".readthedocs.io", "readthedocs.io", 4, 100},
    /* Robot walls of publishers: one look each, slowly, is all that makes sense. */
    {".acm.org", "acm.org", 1, 2000},
    {".ieee.org", "ieee.org", 1, 2000},
    {".sciencedirect.com", "sciencedirect.com", 1, 2000},
    /* 15 requests a minute and then a refused connection for minutes. */
    {".archive.org", "archive.org", 1, 4000},
    /* Answer a burst with 429, 999 or a challenge; a few links a run do not need a burst. */
    {".wikipedia.org", "wikipedia.org", 2, 100},
    {".kaggle.com", "kaggle.com", 1, 1000},
    {".youtube.com", "youtube.com", 2, 500},
    {"youtu.be", "youtube.com", 2, 500},
    {"gitlab.com", NULL, 2, 500},
    {".reddit.com", "reddit.com", 1, 2000},
    {".linkedin.com", "linkedin.com", 1, 2000},
    {".stackexchange.com", "stackexchange.com", 1, 500},
    {"stackoverflow.com", "stackexchange.com", 1, 500},
};

struct hosts {
    struct host_limits fallback;
    struct arena *words; /* the strings of extra */
    struct host_rule *extra;
    size_t extra_count;
    size_t extra_room;
};

struct hosts *hosts_new(int default_slots, int64_t default_gap_ms)
{
    struct hosts *h = xcalloc(1, sizeof *h);

    h->words = arena_new();
    h->fallback.slots = default_slots > 0 ? default_slots : 1;
    h->fallback.gap_ms = default_gap_ms > 0 ? default_gap_ms : 0;
    return h;
}

void hosts_add(struct hosts *h, const struct host_rule *rule)
{
    char *pattern = arena_strdup(h->words, rule->pattern);

    for (char *p = pattern; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
    grow_array(&h->extra, &h->extra_room, h->extra_count + 1, sizeof *h->extra);
    h->extra[h->extra_count] = *rule;
    h->extra[h->extra_count].pattern = pattern;
    h->extra[h->extra_count].budget = arena_strdup(h->words, rule->budget);
    h->extra_count++;
}

void hosts_free(struct hosts *h)
{
    if (!h)
        return;
    arena_free(h->words);
    free(h->extra);
    free(h);
}

/* How closely a pattern fits: 0 not at all, 1 for "*", more the longer the pattern, and a named
 * host more than any domain. */
static size_t fit(const char *pattern, const char *host, size_t host_len)
{
    size_t n = strlen(pattern);

    if (strcmp(pattern, "*") == 0)
        return 1;
    if (pattern[0] != '.')
        return strcmp(pattern, host) == 0 ? 2 * n + 3 : 0;
    if (strcmp(pattern + 1, host) == 0)
        return 2 * n;
    return host_len > n && strcmp(host + host_len - n, pattern) == 0 ? 2 * n : 0;
}

/* The best fit found so far for each field. */
struct choice {
    struct host_limits limits;
    size_t slots_fit, gap_fit, budget_fit;
};

static void consider(struct choice *c, const struct host_rule *rule, size_t fit)
{
    if (rule->slots > DEFAULT_SLOTS && fit >= c->slots_fit) {
        c->limits.slots = rule->slots;
        c->slots_fit = fit;
    }
    if (rule->gap_ms > DEFAULT_GAP && fit >= c->gap_fit) {
        c->limits.gap_ms = rule->gap_ms;
        c->gap_fit = fit;
    }
    if (rule->budget && fit >= c->budget_fit) {
        c->limits.budget = rule->budget;
        c->budget_fit = fit;
    }
}

struct host_limits hosts_limits(const struct hosts *h, const char *host)
{
    /* A user's row about particular hosts is better than any built-in one; "*" is only a default.
     */
    const size_t users_word = 1U << 16;
    struct choice c = {.limits = h->fallback};
    size_t host_len = strlen(host);

    c.limits.budget = host;
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++) {
        size_t f = fit(built_in[i].pattern, host, host_len);

        if (f > 0)
            consider(&c, &built_in[i], f);
    }
    for (size_t i = 0; i < h->extra_count; i++) {
        size_t f = fit(h->extra[i].pattern, host, host_len);

        if (f > 0)
            consider(&c, &h->extra[i], f > 1 ? f + users_word : f);
    }
    return c.limits;
}
