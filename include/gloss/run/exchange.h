/* exchange: one request of a run on its way: started, answered, parsed. Internal to run.
 *
 * The same struct travels main → fetch worker → main → extract worker → main, always owned by one
 * of them. */
#ifndef GLOSS_RUN_EXCHANGE_H
#define GLOSS_RUN_EXCHANGE_H

#include "gloss/net/fetch.h"
#include "gloss/net/plan.h"
#include "gloss/page/page.h"
#include "gloss/run/allowance.h"
#include "gloss/run/target.h"
#include "gloss/source/source.h"

#include <stdbool.h>
#include <stddef.h>

struct exchange {
    struct plan_job *job;
    int64_t asked_ms; /* when it was sent (clock_ms) */
    int now_year;

    struct resource *resource; /* of a page request; NULL for a registry's */
    struct allowance *large;   /* of a page request: what large bodies share */
    size_t borrowed;           /* bytes taken from it */
    bool crowded_out;          /* it had not enough: the body was cut for want of memory */

    const struct source_login *login; /* of a login; NULL for all else */

    const struct source *source; /* of a registry request; NULL for a page's */
    const char *authorization;   /* of its Authorization field, borrowed; NULL: none */
    struct inquiry **inquiries;
    const char **ids; /* borrowed from the inquiries, which outlive the exchange */
    size_t id_count;

    struct reply *reply; /* NULL until answered */

    bool parsed; /* what follows is filled in */
    enum source_status status;
    struct record *records; /* id_count of them */
    struct meta *meta;
    struct signs signs;
    struct evidence says; /* of a page that answered: judged before its body was read and dropped */
};

struct exchange *exchange_for_page(struct plan_job *job, struct resource *r, int now_year,
                                   struct allowance *large);
struct exchange *exchange_for_registry(struct plan_job *job, const char *authorization);
struct exchange *exchange_for_login(struct plan_job *job, const struct source_login *login);
void exchange_free(struct exchange *x); /* NULL is fine */

/* The request to send; its id leads back to the exchange. Those of `headers` ("HOST: NAME: VALUE",
 * NULL-terminated or NULL) that name its host go along. The caller owns it. */
struct fetch_request *exchange_request(struct exchange *x, char *const *headers);

/* For fetch_start: turns a result into its exchange, reply in hand. Any thread. */
void *exchange_answered(struct fetch_result *result);

/* For pool_start: reads the reply. Extract workers. */
void *exchange_parse(void *context, void *item);

#endif
