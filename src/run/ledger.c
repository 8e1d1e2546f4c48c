/* The history must not learn from a night on which this machine's own network was down. So findings
 * wait here until enough hosts have answered; from then on each is written as it comes, and a kill
 * loses at most the store's open batch. */
#include "gloss/run/ledger.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "gloss/base/mem.h"

enum { HEALTHY_HOSTS = 5 };

/* Best first: a host that answered once is reachable, whatever happened later. */
enum reach { REACH_ANSWERED, REACH_NXDOMAIN, REACH_FAILED, REACH_UNREACHABLE, REACH_COUNT };

struct host {
    char *name;
    enum reach reach;
    UT_hash_handle hh;
};

struct entry {
    const struct finding *finding;
    enum evidence_class deciding;
};

struct ledger {
    struct store *store;
    int64_t started;
    bool begun;
    struct host *hosts;
    size_t reached[REACH_COUNT];
    struct entry *held;
    size_t held_count;
    size_t held_room;
};

struct ledger *ledger_new(struct store *store, int64_t started)
{
    struct ledger *l = xcalloc(1, sizeof *l);
    l->store = store;
    l->started = started;
    return l;
}

void ledger_free(struct ledger *l)
{
    if (!l)
        return;
    struct host *host = l->hosts;
    HASH_CLEAR(hh, l->hosts);
    for (struct host *next; host; host = next) {
        next = host->hh.next;
        free(host->name);
        free(host);
    }
    free(l->held);
    free(l);
}

/* True when the reply says something about reach at all. */
static bool reach_of(const struct reply *reply, enum reach *reach)
{
    if (reply->status) {
        *reach = REACH_ANSWERED;
        return true;
    }
    switch (reply->failure) {
    case FAIL_TLS:
    case FAIL_TLS_EXPIRED:
    case FAIL_TLS_HOST:
    case FAIL_TLS_UNTRUSTED:
    case FAIL_PROTOCOL:
        *reach = REACH_ANSWERED;
        return true;
    case FAIL_DNS_NXDOMAIN:
    case FAIL_DNS_NODATA:
        *reach = REACH_NXDOMAIN;
        return true;
    case FAIL_DNS_DEAD:
    case FAIL_NO_ROUTE:
    case FAIL_PROXY:
        *reach = REACH_UNREACHABLE;
        return true;
    case FAIL_BAD_URL:
    case FAIL_PRIVATE:
    case FAIL_CANCELLED:
    case FAIL_INTERNAL:
        return false;
    default:
        *reach = REACH_FAILED;
        return true;
    }
}

void ledger_count(struct ledger *l, const char *name, const struct reply *reply)
{
    enum reach reach;
    if (!reach_of(reply, &reach))
        return;
    struct host *host = NULL;
    HASH_FIND_STR(l->hosts, name, host);
    if (!host) {
        host = xcalloc(1, sizeof *host);
        host->name = xstrdup(name);
        host->reach = reach;
        HASH_ADD_KEYPTR(hh, l->hosts, host->name, strlen(host->name), host);
        l->reached[reach]++;
    } else if (reach < host->reach) {
        l->reached[host->reach]--;
        l->reached[reach]++;
        host->reach = reach;
    }
}

static bool healthy(const struct ledger *l)
{
    size_t bad =
        l->reached[REACH_NXDOMAIN] + l->reached[REACH_FAILED] + l->reached[REACH_UNREACHABLE];
    return l->reached[REACH_ANSWERED] >= HEALTHY_HOSTS && l->reached[REACH_ANSWERED] > bad;
}

static bool write_held(struct ledger *l, struct err *err)
{
    if (!l->begun && !store_begin_run(l->store, l->started, err))
        return false;
    l->begun = true;
    for (size_t i = 0; i < l->held_count; i++)
        if (!store_put_check(l->store, l->held[i].finding, l->held[i].deciding, err))
            return false;
    l->held_count = 0;
    return true;
}

bool ledger_note(struct ledger *l, const struct finding *finding, enum evidence_class deciding,
                 struct err *err)
{
    if (!l->store)
        return true;
    grow_array(&l->held, &l->held_room, l->held_count + 1, sizeof *l->held);
    l->held[l->held_count++] = (struct entry){finding, deciding};
    return healthy(l) ? write_held(l, err) : true;
}

bool ledger_close(struct ledger *l, int64_t finished, size_t links, size_t requests,
                  struct err *err)
{
    const struct judge_tally tally = {.hosts = HASH_COUNT(l->hosts),
                                      .answered = l->reached[REACH_ANSWERED],
                                      .nxdomain = l->reached[REACH_NXDOMAIN],
                                      .unreachable = l->reached[REACH_UNREACHABLE],
                                      .failed = l->reached[REACH_FAILED]};
    char why[256];
    if (judge_void(&tally, why))
        return err_set(err, ERR_OFFLINE,
                       "no verdicts tonight, and nothing was recorded: %s; check this machine's "
                       "network and run gloss again",
                       why);
    if (!l->store)
        return true;
    if (!write_held(l, err))
        return false;
    return (!finished || store_end_run(l->store, finished, links, requests, err)) &&
           store_commit(l->store, err);
}
