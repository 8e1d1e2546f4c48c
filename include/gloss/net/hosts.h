/* hosts: what is known of particular hosts, as a table: limits and manners.
 *
 * Adding a host is one row. The closest pattern wins: a named host before a domain, a longer domain
 * before a shorter one, "*" last. Read-only after start-up; then any thread. */
#ifndef GLOSS_NET_HOSTS_H
#define GLOSS_NET_HOSTS_H

#include <stddef.h>
#include <stdint.h>

struct host_rule {
    const char *pattern; /* "arxiv.org" that host; ".arxiv.org" it and every subdomain; "*" any */
    const char *budget;  /* hosts with one backend share a budget; NULL: the host is its own */
    int slots;           /* requests in flight at once; 0: default */
    int64_t gap_ms;      /* least time between two starts; with one slot, from the end of the one to
                            the start of the next, so that it holds where they arrive; -1: default */
};

struct hosts;

/* The slots and gap for hosts without a row. */
struct hosts *hosts_new(int default_slots, int64_t default_gap_ms);
/* Adds a row of the user's (copied; the pattern may be in any case). It comes before every built-in
 * row, however close, unless its pattern is "*"; of two that are equally close the later one wins.
 */
void hosts_add(struct hosts *h, const struct host_rule *rule);
void hosts_free(struct hosts *h);

struct host_limits {
    const char
        *budget; /* the name under which requests are counted; lives as long as hosts or host */
    int slots;
    int64_t gap_ms;
};

/* The limits for a lower-case host name. What the closest row leaves at its default is taken from
 * the next closest, so a user's row that sets a gap keeps the built-in slots and budget. */
struct host_limits hosts_limits(const struct hosts *h, const char *host);

#endif
