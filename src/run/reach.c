/* A dead uplink, a dead resolver, a hotel's login page or a wrong clock make all hosts look bad at
 * once, from the start or from some moment on. Whatever one host does, it counts once. */
#include "gloss/run/reach.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "gloss/base/clock.h"
#include "gloss/base/mem.h"
#include "gloss/net/url.h"

enum {
    HEALTHY_HOSTS = 5,
    DOUBTFUL_HOSTS = 3,  /* asking a witness is cheap */
    STATUS_CAPTIVE = 511 /* Network Authentication Required: RFC 6585 section 6 */
};

/* Best first: a host that answered once is reachable, whatever happened later. */
enum state { ANSWERED, LED_AWAY, NXDOMAIN, UNTRUSTED, FAILED, CAPTURED, UNREACHABLE, STATES };

struct host {
    char *name;
    enum state state;
    char *led_to; /* the host that it redirects to, while it does nothing else */
    bool failed;  /* at least once */
    UT_hash_handle hh;
};

struct reach {
    struct host *hosts;
    size_t count[STATES];
    bool works;        /* some host answered */
    int64_t worked_ms; /* when the newest request that was answered began */
    int64_t *failures; /* when hosts first failed, in order; those before worked_ms prove nothing */
    size_t first, last, room;
    char *witnesses[WITNESSES_MAX];              /* newest first */
    const struct host *witnessed[WITNESSES_MAX]; /* whose they are */
};

struct reach *reach_new(void)
{
    return xcalloc(1, sizeof(struct reach));
}

void reach_free(struct reach *r)
{
    if (!r)
        return;
    struct host *host = r->hosts;
    HASH_CLEAR(hh, r->hosts);
    for (struct host *next; host; host = next) {
        next = host->hh.next;
        free(host->name);
        free(host->led_to);
        free(host);
    }
    for (size_t i = 0; i < WITNESSES_MAX; i++)
        free(r->witnesses[i]);
    free(r->failures);
    free(r);
}

/* The host that a redirect leads to for now when that is another, or NULL: a login page sends
 * nobody away for good. The caller frees. */
static char *leads_to(const char *name, const struct reply *reply)
{
    const char *location = reply_header(reply, "Location");
    bool redirects = reply->status == 302 || reply->status == 303 || reply->status == 307;
    char *url = redirects && location ? url_resolve(reply->url, location) : NULL;
    struct url_parts parts = {0};
    char *other = NULL;
    if (url && url_parse(url, &parts) && strcmp(parts.host, name) != 0)
        other = xstrdup(parts.host);
    url_parts_release(&parts);
    free(url);
    return other;
}

/* False when the reply says nothing about the network at all. */
static bool state_of(const struct reply *reply, enum state *state)
{
    if (reply->status) {
        *state = reply->status == STATUS_CAPTIVE ? CAPTURED : ANSWERED;
        return true;
    }
    switch (reply->failure) {
    case FAIL_TLS_EXPIRED:
    case FAIL_TLS_HOST:
    case FAIL_TLS_UNTRUSTED:
        *state = UNTRUSTED;
        return true;
    case FAIL_TLS:
    case FAIL_PROTOCOL:
        *state = ANSWERED;
        return true;
    case FAIL_DNS_NXDOMAIN:
    case FAIL_DNS_NODATA:
        *state = NXDOMAIN;
        return true;
    case FAIL_DNS_DEAD:
    case FAIL_NO_ROUTE:
    case FAIL_PROXY:
        *state = UNREACHABLE;
        return true;
    case FAIL_BAD_URL:
    case FAIL_PRIVATE:
    case FAIL_CANCELLED:
    case FAIL_INTERNAL:
        return false;
    default:
        *state = FAILED;
        return true;
    }
}

static struct host *host_of(struct reach *r, const char *name)
{
    struct host *host = NULL;
    HASH_FIND_STR(r->hosts, name, host);
    if (host)
        return host;
    host = xcalloc(1, sizeof *host);
    host->name = xstrdup(name);
    host->state = UNREACHABLE;
    r->count[host->state]++;
    HASH_ADD_KEYPTR(hh, r->hosts, host->name, strlen(host->name), host);
    return host;
}

static void remember_witness(struct reach *r, const struct host *host, const char *url)
{
    for (size_t i = 0; i < WITNESSES_MAX; i++)
        if (r->witnessed[i] == host)
            return;
    char *origin = url_origin(url);
    if (!origin)
        return;
    free(r->witnesses[WITNESSES_MAX - 1]);
    memmove(&r->witnesses[1], &r->witnesses[0], (WITNESSES_MAX - 1) * sizeof *r->witnesses);
    memmove(&r->witnessed[1], &r->witnessed[0], (WITNESSES_MAX - 1) * sizeof *r->witnessed);
    r->witnesses[0] = xasprintf("%s/robots.txt", origin);
    r->witnessed[0] = host;
    free(origin);
}

/* An answer shows that the network worked when it was asked for; so those that failed before then
 * failed alone. */
static void note_time(struct reach *r, struct host *host, enum state state,
                      const struct reply *reply, int64_t asked_ms)
{
    if (state == ANSWERED && reply->status) {
        r->works = true;
        r->worked_ms = asked_ms > r->worked_ms ? asked_ms : r->worked_ms;
        while (r->first < r->last && r->failures[r->first] <= r->worked_ms)
            r->first++;
        remember_witness(r, host, reply->url);
    } else if (!host->failed && state > LED_AWAY) {
        host->failed = true;
        grow_array(&r->failures, &r->room, r->last + 1, sizeof *r->failures);
        r->failures[r->last++] = clock_ms();
    }
}

void reach_count(struct reach *r, const char *name, const struct reply *reply, int64_t asked_ms)
{
    enum state state;
    if (!state_of(reply, &state))
        return;
    struct host *host = host_of(r, name);
    char *other = state == ANSWERED ? leads_to(name, reply) : NULL;
    if (other)
        state = LED_AWAY;
    note_time(r, host, state, reply, asked_ms);
    if (state <= host->state) {
        r->count[host->state]--;
        r->count[state]++;
        host->state = state;
        free(host->led_to);
        host->led_to = other;
        other = NULL;
    }
    free(other);
}

static int by_destination(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many hosts lead to the one that most of them lead to. */
static size_t most_led_to_one(const struct reach *r)
{
    const char **led = xcalloc(HASH_COUNT(r->hosts) + 1, sizeof *led);
    size_t count = 0, most = 0, same = 0;
    for (const struct host *host = r->hosts; host; host = host->hh.next)
        if (host->led_to)
            led[count++] = host->led_to;
    qsort(led, count, sizeof *led, by_destination);
    for (size_t i = 0; i < count; i++) {
        same = i > 0 && strcmp(led[i], led[i - 1]) == 0 ? same + 1 : 1;
        most = same > most ? same : most;
    }
    free(led);
    return most;
}

/* A login page's own host is not one of those that were asked for. */
struct judge_tally reach_tally(const struct reach *r)
{
    size_t led = most_led_to_one(r);
    size_t portal = led > 1 && r->count[ANSWERED] > 0;
    return (struct judge_tally){.hosts = HASH_COUNT(r->hosts) - portal,
                                .answered = r->count[ANSWERED] - portal + r->count[LED_AWAY] - led,
                                .nxdomain = r->count[NXDOMAIN],
                                .unreachable = r->count[UNREACHABLE],
                                .untrusted = r->count[UNTRUSTED],
                                .captured = r->count[CAPTURED] + led,
                                .failed = r->count[FAILED]};
}

bool reach_is_good(const struct reach *r)
{
    size_t good = r->count[ANSWERED];
    return good >= HEALTHY_HOSTS && good > HASH_COUNT(r->hosts) - good - r->count[LED_AWAY];
}

bool reach_is_doubtful(const struct reach *r)
{
    return r->works && r->last - r->first >= DOUBTFUL_HOSTS;
}

size_t reach_witnesses(const struct reach *r, const char *urls[WITNESSES_MAX])
{
    size_t count = 0;
    while (count < WITNESSES_MAX && r->witnesses[count]) {
        urls[count] = r->witnesses[count];
        count++;
    }
    return count;
}
