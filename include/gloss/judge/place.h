/* place: a URL as a check reads it: whose it is, how deep it lies, whether it is a front page.
 *
 * Reads absolute http(s) URLs that were fetched, so no more than they need; whatever does not fit
 * is cut. Internal to the judge room. Pure; any thread. */
#ifndef GLOSS_JUDGE_PLACE_H
#define GLOSS_JUDGE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

enum { PLACE_SEGMENTS = 32 };

struct place {
    char host[256];  /* lower case, letters of DNS names only, without "www." */
    char path[1024]; /* lower case, without the query */
    char query[512]; /* lower case, without '?' */
    const char *segments[PLACE_SEGMENTS]; /* within `names`: not empty, extension cut off */
    char names[1024];
    size_t depth; /* segments, at most PLACE_SEGMENTS */
};

/* NULL is an empty place. `out` must not be copied: it points into itself. */
void place_read(struct place *out, const char *url);

/* A site's front page: no path, or only what names it (index.html, /en/, /de-at/home), and no query
 * that asks for something. */
bool place_is_front(const struct place *p);

/* Far enough from the front page that being sent there loses something: two segments beside a
 * language, a query, or a name that only one page has ("my-post", "p123", "about.html"). */
bool place_is_deep(const struct place *p);

/* One host, "www." and "m." aside. */
bool place_same_host(const struct place *a, const struct place *b);

/* One registered domain, as far as can be told without the list of public suffixes; hosts that
 * lend names to others (github.io, blogspot.com) are told apart by the name. */
bool place_same_owner(const struct place *a, const struct place *b);

/* Whether the host is `domain` or one below it. */
bool place_host_in(const struct place *p, const char *domain);

/* Whether a segment, without its extension, is `name`. */
bool place_has_segment(const struct place *p, const char *name);

/* The registered domain's name without its suffix ("example" of docs.example.co.uk). */
void place_name(const struct place *p, char out[64]);

#endif
