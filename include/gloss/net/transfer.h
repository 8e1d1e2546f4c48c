/* transfer: one request on its way, from its URL to its reply, on one libcurl easy handle.
 *
 * It begins, may need an address, is run by the caller's multi handle, and finishes; then it can
 * begin again with the next request. In one thread at a time. */
#ifndef GLOSS_NET_TRANSFER_H
#define GLOSS_NET_TRANSFER_H

#include "gloss/base/reply.h"
#include "gloss/net/fetch.h"
#include "gloss/net/proxy.h"
#include "gloss/net/resolver.h"
#include "gloss/net/route.h"

#include <curl/curl.h>

/* What all transfers of a fetch have in common; read-only once threads run. */
struct transfer_settings {
    char *user_agent;
    char *cacert; /* NULL: the system's */
    int64_t connect_timeout_ms;
    int64_t timeout_ms;
    size_t header_max;
    bool insecure;
    bool allow_private;
    struct route_rules *routes;
    struct proxy_rules proxies;
};

struct transfer;

struct certificates;

/* `certificates` is shared by the transfers of one thread, and outlives them. `owner` is the
 * caller's, for transfer_owner. */
struct transfer *transfer_new(const struct transfer_settings *settings,
                              struct certificates *certificates, void *owner);
void transfer_free(struct transfer *t);

void *transfer_owner(const struct transfer *t);
CURL *transfer_easy(const struct transfer *t); /* CURLOPT_PRIVATE of it is the transfer */

enum transfer_step {
    TRANSFER_LOOK_UP, /* look transfer_host up, then call transfer_resolved */
    TRANSFER_RUN,     /* add the easy handle to a multi handle, then call transfer_end */
    TRANSFER_OVER,    /* call transfer_take */
};

/* Takes the request over. */
enum transfer_step transfer_begin(struct transfer *t, struct fetch_request *request);
const char *transfer_host(const struct transfer *t); /* borrowed until the next step */
bool transfer_is_anew(const struct transfer *t);     /* the request asks for a new lookup */
enum transfer_step transfer_resolved(struct transfer *t, const struct resolved *answer);

/* Libcurl is done with it, and the easy handle is in no multi handle any more. */
void transfer_end(struct transfer *t, CURLcode code);
/* Ends it in whatever state it is, for a reason of ours. */
void transfer_fail(struct transfer *t, enum reply_failure failure, const char *detail);

/* The result, malloced; the transfer is free for the next transfer_begin. */
struct fetch_result *transfer_take(struct transfer *t);

#endif
