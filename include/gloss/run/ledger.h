/* ledger: what a run means to put into the history, held back until it is sure that the trouble, if
 * there is any, is the world's and not this machine's. Internal to run. */
#ifndef GLOSS_RUN_LEDGER_H
#define GLOSS_RUN_LEDGER_H

#include "gloss/base/err.h"
#include "gloss/base/finding.h"
#include "gloss/base/reply.h"
#include "gloss/judge/judge.h"
#include "gloss/run/reach.h"
#include "gloss/store/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ledger;

struct ledger *ledger_new(struct store *store, int64_t started); /* store may be NULL */
void ledger_free(struct ledger *l);

/* Counts what a host answered to what it was asked at `asked_ms` (clock_ms). */
void ledger_count(struct ledger *l, const char *host, const struct reply *reply, int64_t asked_ms);

/* The addresses to ask when the network may have gone away in mid-run (count their answers, too);
 * returns how many, 0 when there is no doubt. Without this question a doubtful run is not void:
 * what is in doubt is left out. Borrowed until the next ledger_count. */
size_t ledger_witnesses(struct ledger *l, const char *urls[WITNESSES_MAX]);

/* Notes a finding (borrowed until ledger_close or ledger_free). Written at once when the run is
 * visibly healthy. */
bool ledger_note(struct ledger *l, const struct finding *finding, enum evidence_class deciding,
                 struct err *err);

/* Ends the run's account: writes what is held back, or, when the run is void, nothing: false with
 * ERR_OFFLINE. `finished` is 0 for a run that was cut off: what it found was not reported. */
bool ledger_close(struct ledger *l, int64_t finished, size_t links, size_t requests,
                  struct err *err);

#endif
