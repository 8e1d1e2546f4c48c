/* A login is a task like others, so its host's limits hold for it; inquiries wait for it outside
 * the plan. */
#include "gloss/run/login.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/clock.h"
#include "gloss/base/mem.h"

struct login {
    struct ask ask; /* first: an ask of kind ASK_LOGIN is a login */
    const struct source_login *about;
    bool ended;
    bool refused;
    char *authorization; /* NULL: not logged in */
    struct inquiry **waiting;
    size_t waiting_count;
    size_t waiting_room;
    struct login *next;
};

static struct login *find(const struct run *r, const struct source_login *about)
{
    struct login *login = r->logins;
    while (login && login->about != about)
        login = login->next;
    return login;
}

static struct login *begin(struct run *r, const struct source_login *about)
{
    struct login *login = xcalloc(1, sizeof *login);
    login->ask.kind = ASK_LOGIN;
    login->ask.task =
        (struct plan_task){.key = about->key, .host = about->host, .context = &login->ask};
    login->about = about;
    login->next = r->logins;
    r->logins = login;
    (void)plan_add(r->plan, &login->ask.task, clock_ms(), NULL);
    return login;
}

void login_then_ask(struct run *r, struct inquiry *q)
{
    const struct source_login *about = q->source->login;
    struct login *login = about ? find(r, about) : NULL;
    if (about && !login && about->available())
        login = begin(r, about);
    if (!login || login->ended) {
        (void)plan_add(r->plan, &q->ask.task, clock_ms(), NULL);
        return;
    }
    grow_array(&login->waiting, &login->waiting_room, login->waiting_count + 1,
               sizeof(struct inquiry *));
    login->waiting[login->waiting_count++] = q;
}

const struct source_login *login_of(const struct ask *ask)
{
    return ((const struct login *)ask)->about;
}

const char *login_authorization(const struct run *r, const struct source *source)
{
    const struct login *login = source->login ? find(r, source->login) : NULL;
    return login ? login->authorization : NULL;
}

void login_ended(struct run *r, const struct source_login *about, enum source_status status,
                 const char *token)
{
    struct login *login = find(r, about);
    if (!login)
        return;
    login->ended = true;
    login->refused = status == SOURCE_REFUSED;
    if (status == SOURCE_OK)
        login->authorization = xasprintf("Bearer %s", token);
    for (size_t i = 0; i < login->waiting_count; i++)
        (void)plan_add(r->plan, &login->waiting[i]->ask.task, clock_ms(), NULL);
    login->waiting_count = 0;
}

const char *run_login_refused(const struct run *r)
{
    for (const struct login *login = r->logins; login; login = login->next)
        if (login->refused)
            return login->about->what;
    return NULL;
}

void login_release(struct run *r)
{
    while (r->logins) {
        struct login *login = r->logins;
        r->logins = login->next;
        if (login->authorization)
            explicit_bzero(login->authorization, strlen(login->authorization));
        free(login->authorization);
        free(login->waiting);
        free(login);
    }
}
