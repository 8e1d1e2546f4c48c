/* jar: the cookies of one run, so that a site that sets one and redirects to itself gets it back.
 *
 * Nothing is kept on disk, and no cookie ever leaves the host that set it: whatever its Domain
 * attribute says, it goes back to exactly that host (RFC 6265 lets a host narrow, not widen, what
 * we send; a link checker has no use for more). No I/O, no clock of its own. Main thread only. */
#ifndef GLOSS_NET_JAR_H
#define GLOSS_NET_JAR_H

#include "gloss/base/reply.h"

#include <stdbool.h>
#include <stdint.h>

struct jar;

struct jar *jar_new(void);
void jar_free(struct jar *j); /* NULL is fine */

/* Takes what the reply's Set-Cookie fields set (RFC 6265 section 5.2); `now` in seconds since 1970.
 * Whether the next request to its host differs for it: a new cookie, or another value. */
bool jar_take(struct jar *j, const struct reply *reply, int64_t now);

/* The value of the Cookie field for a request to that URL ("a=1; b=2", in the order of being set),
 * or NULL when there is none. The caller frees. */
char *jar_header(const struct jar *j, const char *url, int64_t now);

enum {
    JAR_COOKIES_MAX = 50, /* of a host; the oldest give way (RFC 6265 section 6.1) */
    JAR_BYTES_MAX = 4096  /* of a cookie's name and value together */
};

#endif
