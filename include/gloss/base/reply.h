/* reply: what one HTTP request came to.
 *
 * Made by net/fetch on a fetch worker, then owned by whoever holds it; plain data, no libcurl in
 * it. */
#ifndef GLOSS_BASE_REPLY_H
#define GLOSS_BASE_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a request failed before an HTTP status came, or before its body was whole.
 * X(symbol, stable name for JSON and the cache, words for people) */
#define REPLY_FAILURES(X)                                                                          \
    X(NONE, "none", "no failure")                                                                  \
    X(BAD_URL, "bad-url", "not a URL that can be fetched")                                         \
    X(PRIVATE, "private-address", "the host has a private address")                                \
    X(DNS_NXDOMAIN, "dns-nxdomain", "the host does not exist (NXDOMAIN)")                          \
    X(DNS_NODATA, "dns-nodata", "the host has no address in the DNS")                              \
    X(DNS_TEMPORARY, "dns-temporary", "the DNS could not answer for now")                          \
    X(DNS_DEAD, "dns-unreachable", "no DNS server answered")                                       \
    X(NO_ROUTE, "no-route", "no route to the host")                                                \
    X(REFUSED, "refused", "connection refused")                                                    \
    X(CONNECT_TIMEOUT, "connect-timeout", "no connection in time")                                 \
    X(TLS_EXPIRED, "tls-expired", "the certificate has expired or is not yet valid")               \
    X(TLS_HOST, "tls-wrong-host", "the certificate is for another host")                           \
    X(TLS_UNTRUSTED, "tls-untrusted", "the certificate is not trusted")                            \
    X(TLS, "tls", "the TLS handshake failed")                                                      \
    X(RESET, "reset", "the connection was reset")                                                  \
    X(EMPTY, "empty", "the server closed the connection without an answer")                        \
    X(PROTOCOL, "protocol", "the answer is not valid HTTP")                                        \
    X(TIMEOUT, "timeout", "no complete answer in time")                                            \
    X(PARTIAL, "partial", "the connection ended before the body did")                              \
    X(ENCODING, "encoding", "the body's compression is broken")                                    \
    X(HEADER, "header-too-long", "a header field is longer than libcurl reads (100 KB)")           \
    X(PROXY, "proxy", "the proxy failed")                                                          \
    X(CANCELLED, "cancelled", "stopped before it was finished")                                    \
    X(INTERNAL, "internal", "an error inside gloss or its libraries")

enum reply_failure {
#define X(symbol, name, words) FAIL_##symbol,
    REPLY_FAILURES(X)
#undef X
        FAIL_COUNT
};

const char *reply_failure_name(enum reply_failure f);
const char *reply_failure_words(enum reply_failure f);

struct header {
    char *name;  /* as sent */
    char *value; /* without surrounding white space; bytes as sent */
};

/* From when until when a certificate holds, in seconds since 1970; 0 unknown. */
struct validity {
    int64_t from;
    int64_t until;
};

struct reply {
    char *url;  /* the URL asked for */
    int status; /* HTTP status of the final response, 0 when none came */
    int http;   /* 10, 11, 20, 30; 0 unknown */
    enum reply_failure failure;
    char detail[256];       /* the library's own words for a failure, "" if none */
    struct header *headers; /* of the final response, in order */
    size_t header_count;
    char *body; /* decompressed, NUL-terminated; NULL when there is none */
    size_t body_len;
    bool truncated;              /* the body or headers reached the cap and the rest was not read */
    char address[64];            /* numeric address connected to, "" when none */
    int64_t wire_bytes;          /* header and body bytes received, as transferred */
    int64_t total_ms;            /* from start to end */
    int64_t finished_at;         /* wall clock, seconds since 1970 */
    struct validity certificate; /* the site's */
};

/* A new reply for `url`, everything else zero. The caller frees with reply_free. */
struct reply *reply_new(const char *url);
void reply_free(struct reply *r); /* NULL is fine */

void reply_add_header(struct reply *r, const char *name, const char *value);

/* The value of the first header of that name (case-insensitive), or NULL. Borrowed. */
const char *reply_header(const struct reply *r, const char *name);

#endif
