/* judge: evidence and history in, a verdict out. Pure: no I/O, no clock of its own. Any thread.
 *
 * Never cries wolf: a link is dead only on hard evidence seen twice in a run, or on soft evidence
 * over days. */
#ifndef GLOSS_JUDGE_JUDGE_H
#define GLOSS_JUDGE_JUDGE_H

#include "gloss/base/finding.h"
#include "gloss/base/reply.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What one reply says about its URL: class, status and words ("404 Not Found"); at = reply's time.
 * 3xx with a usable Location is not for it (run follows); `accept` (may be NULL) is a list like
 * "200..=299,403" of statuses the user calls alive. */
struct evidence judge_reply(const struct reply *reply, const char *accept);

/* Whether asking again may help: 5xx but 501/505, 429, 408, 425, resets, time-outs, temporary DNS,
 * connection failures. */
bool judge_retryable(const struct reply *reply);

/* Milliseconds the reply asks us to wait: Retry-After in seconds or as a date, else the time until
 * a budget of requests that it calls spent is filled again (x-ratelimit-reset, RateLimit); -1 when
 * it says nothing. `now` in seconds since 1970. */
int64_t judge_retry_after(const struct reply *reply, int64_t now);

/* The least gap in milliseconds between two requests that the reply's rate-limit headers ask for; 0
 * when they ask for none, -1 when there are no such headers. */
int64_t judge_gap(const struct reply *reply);

/* Parses --accept; false when it is malformed. */
bool judge_accept_valid(const char *accept);

/* One earlier observation of the same URL, newest first. */
struct past {
    int64_t at;
    enum verdict verdict;
    enum evidence_class class; /* the deciding evidence's */
    int64_t since;
};

struct judged {
    enum verdict verdict;
    enum evidence_class deciding;
    char reason[256];
    int64_t since;
};

/* The verdict from tonight's evidence (in the order gathered), whether every redirect hop was
 * permanent and led to another key, and earlier observations. */
struct judged judge(const struct evidence *evidence, size_t evidence_count, bool moved,
                    const struct past *history, size_t history_count, int64_t now);

/* Tally of a run, to tell the world's trouble from our own. One host counts once, by its best
 * answer. */
struct judge_tally {
    size_t hosts;       /* asked */
    size_t answered;    /* gave any HTTP status of its own, or did not speak TLS or HTTP */
    size_t nxdomain;    /* the DNS said there is no such host */
    size_t unreachable; /* no route, or no DNS server answered: surely ours */
    size_t failed;      /* refused, timed out, reset, temporary DNS */
    size_t untrusted;   /* their certificates are expired, for another host or of no one we trust */
    size_t captured;    /* all lead to one other host, or the network asks for a login */
};

/* Whether the run is void: `why` gets a sentence about what looks broken. */
bool judge_void(const struct judge_tally *tally, char why[256]);

#endif
