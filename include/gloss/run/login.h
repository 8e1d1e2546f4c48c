/* login: registries that show more to who has an account, logged into once a run, before the first
 * question that needs it. Internal to run; main thread.
 *
 * The token lives in memory, for this run only, and goes to the registry's own hosts. Without one,
 * whatever the reason, the registry is asked as by anybody. */
#ifndef GLOSS_RUN_LOGIN_H
#define GLOSS_RUN_LOGIN_H

#include "gloss/run/state.h"

/* Queues an inquiry, behind its source's login when there is one to be made. */
void login_then_ask(struct run *r, struct inquiry *q);

/* What a task of the kind ASK_LOGIN asks for. */
const struct source_login *login_of(const struct ask *ask);

/* The value of a request's Authorization field to that source, or NULL. Borrowed until
 * login_release. */
const char *login_authorization(const struct run *r, const struct source *source);

/* A login has ended, SOURCE_OK with its token: those that wait for it are queued. */
void login_ended(struct run *r, const struct source_login *about, enum source_status status,
                 const char *token);

void login_release(struct run *r);

#endif
