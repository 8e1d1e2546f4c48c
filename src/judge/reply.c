/* reply: one reply read as evidence.
 *
 * The order in which its parts are believed: what the user accepts, then a wall's signature (a wall
 * may answer with any status), then the status, and only without a status the failure. */
#include "gloss/judge/judge.h"

#include <stdio.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/text.h"
#include "gloss/judge/accept.h"
#include "gloss/judge/challenge.h"
#include "gloss/judge/pace.h"
#include "gloss/judge/status.h"

enum { SECOND_MS = 1000, LONGEST_WAIT_S = 366 * 24 * 3600 };

static struct evidence failed_evidence(const struct reply *reply)
{
    struct evidence e = {.class = failure_rule(reply->failure)->class};

    (void)snprintf(e.says, sizeof(e.says), "%s", reply_failure_words(reply->failure));
    return e;
}

/* A success whose body broke off: with some of the page in hand it answered, without it did not. */
static void note_broken_body(const struct reply *reply, struct evidence *e)
{
    if (e->class != EVIDENCE_ANSWERED || reply->failure == FAIL_NONE)
        return;
    if (reply->body_len == 0)
        e->class = EVIDENCE_TRANSIENT;
    (void)snprintf(e->says, sizeof(e->says), "%d %s, but %s", reply->status,
                   status_rule(reply->status)->phrase, reply_failure_words(reply->failure));
}

static struct evidence answered_evidence(const struct reply *reply, const char *accept)
{
    const struct status_rule *rule = status_rule(reply->status);
    const char *wall = challenge_find(reply);
    struct evidence e = {.class = rule->class, .status = reply->status};

    if (accept_has(accept, reply->status)) {
        e.class = EVIDENCE_ANSWERED;
        (void)snprintf(e.says, sizeof(e.says), "%d %s%s", reply->status, rule->phrase,
                       rule->class == EVIDENCE_ANSWERED ? "" : ", which --accept calls alive");
        return e;
    }
    if (wall != NULL) {
        e.class = EVIDENCE_BLOCKED;
        (void)snprintf(e.says, sizeof(e.says), "%d %s: %s", reply->status, rule->phrase, wall);
        return e;
    }
    (void)snprintf(e.says, sizeof(e.says), "%d %s", reply->status, rule->phrase);
    note_broken_body(reply, &e);
    return e;
}

struct evidence judge_reply(const struct reply *reply, const char *accept)
{
    struct evidence e =
        reply->status != 0 ? answered_evidence(reply, accept) : failed_evidence(reply);

    if (reply->status == 0 && reply->failure == FAIL_NONE)
        e.class = EVIDENCE_TRANSIENT;
    e.source = "http";
    e.at = reply->finished_at;
    return e;
}

bool judge_retryable(const struct reply *reply)
{
    if (reply->failure != FAIL_NONE)
        return failure_rule(reply->failure)->retryable;
    /* A challenge is not got round by asking again, whatever status it wears. */
    return status_rule(reply->status)->retryable && challenge_find(reply) == NULL;
}

int64_t judge_retry_after(const struct reply *reply, int64_t now)
{
    const char *value = reply_header(reply, "Retry-After");
    long long seconds = 0;
    int64_t then = 0;

    if (value == NULL || *value == '\0')
        return pace_until_refilled(reply, now);
    if (strspn(value, "0123456789") == strlen(value)) {
        /* A number too large to read is as good as the longest wait there is. */
        if (!text_to_int(value, 0, LONGEST_WAIT_S, &seconds))
            seconds = LONGEST_WAIT_S;
    } else if (instant_parse_http(value, &then)) {
        seconds = then > now ? then - now : 0;
        seconds = seconds < LONGEST_WAIT_S ? seconds : LONGEST_WAIT_S;
    } else {
        return -1;
    }
    return (int64_t)seconds * SECOND_MS;
}
