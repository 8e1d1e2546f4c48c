/* head: the header section of an HTTP answer, line by line as libcurl delivers it.
 *
 * Only the final response's headers are kept: neither those of 1xx answers nor trailers. All are
 * counted. */
#ifndef GLOSS_NET_HEAD_H
#define GLOSS_NET_HEAD_H

#include "gloss/base/buf.h"
#include "gloss/base/reply.h"

#include <stdbool.h>
#include <stddef.h>

struct head {
    struct reply *reply; /* where status and headers go; borrowed */
    size_t max;          /* bytes of all header lines together */
    size_t bytes;        /* so far */
    int status;          /* of the response whose headers are being read, 0 before its first line */
    bool whole;          /* the final response's headers are complete */
    struct buf line;     /* a header whose continuation lines may follow */
};

void head_init(struct head *h, struct reply *reply, size_t max);
void head_release(struct head *h);

/* Takes one line, with its line end. False when the section is too large: it is to be read no
 * further, and the reply is marked truncated. */
bool head_add(struct head *h, const char *line, size_t len);

#endif
