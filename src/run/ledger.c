/* The history must not learn from a night on which this machine's own network was down. So findings
 * wait here until enough hosts have answered; from then on each is written as it comes, and a kill
 * loses at most the store's open batch. */
#include "gloss/run/ledger.h"

#include <stdlib.h>

#include "gloss/base/mem.h"
#include "gloss/run/reach.h"

struct entry {
    const struct finding *finding;
    enum evidence_class deciding;
};

struct ledger {
    struct store *store;
    int64_t started;
    bool begun;
    bool consulted; /* witnesses were asked, where there was doubt */
    struct reach *reach;
    struct entry *held;
    size_t held_count;
    size_t held_room;
};

struct ledger *ledger_new(struct store *store, int64_t started)
{
    struct ledger *l = xcalloc(1, sizeof *l);
    l->store = store;
    l->started = started;
    l->reach = reach_new();
    return l;
}

void ledger_free(struct ledger *l)
{
    if (!l)
        return;
    reach_free(l->reach);
    free(l->held);
    free(l);
}

void ledger_count(struct ledger *l, const char *host, const struct reply *reply, int64_t asked_ms)
{
    reach_count(l->reach, host, reply, asked_ms);
}

size_t ledger_witnesses(struct ledger *l, const char *urls[WITNESSES_MAX])
{
    l->consulted = true;
    return reach_is_doubtful(l->reach) ? reach_witnesses(l->reach, urls) : 0;
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
    bool sure = reach_is_good(l->reach) && !reach_is_doubtful(l->reach);
    return sure ? write_held(l, err) : true;
}

/* A void run leaves nothing behind, neither what waits nor what was written while all seemed well.
 */
static bool declare_void(struct ledger *l, const char *why, struct err *err)
{
    if (l->begun && !store_forget_run(l->store, err))
        return false;
    return err_set(err, ERR_OFFLINE,
                   "no verdicts tonight, and nothing was recorded: %s; check this machine's "
                   "network and run gloss again",
                   why);
}

bool ledger_close(struct ledger *l, int64_t finished, size_t links, size_t requests,
                  struct err *err)
{
    const struct judge_tally tally = reach_tally(l->reach);
    bool lost = reach_is_doubtful(l->reach);
    char why[256];
    if (judge_void(&tally, why))
        return declare_void(l, why, err);
    if (lost && l->consulted)
        return declare_void(l,
                            "the network went away in the middle of the run, and hosts that had "
                            "answered before answer no more",
                            err);
    if (!l->store)
        return true;
    if (!lost && !write_held(l, err))
        return false;
    return (!finished || store_end_run(l->store, finished, links, requests, err)) &&
           store_commit(l->store, err);
}
