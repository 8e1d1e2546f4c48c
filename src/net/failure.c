/* failure: see gloss/net/failure.h.
 *
 * One table a source of evidence: libcurl's code, the certificate check's result, errno. A code
 * whose row names no failure is decided by the other two. */
#include "gloss/net/failure.h"

#include <curl/curl.h>
#include <errno.h>
#include <stddef.h>

/* Not in REPLY_FAILURES: the row leaves the decision to a further table. */
enum { BY_ERRNO = FAIL_COUNT, BY_CERTIFICATE, BY_TIME, BY_STATUS, BY_ANSWER };

struct row {
    long value;
    int failure;
};

static const struct row codes[] = {
    {CURLE_OK, FAIL_NONE},
    {CURLE_UNSUPPORTED_PROTOCOL, FAIL_PROTOCOL}, /* what came is HTTP/0.9, or no HTTP */
    {CURLE_URL_MALFORMAT, FAIL_BAD_URL},
    {CURLE_COULDNT_RESOLVE_PROXY, FAIL_PROXY},
    {CURLE_COULDNT_RESOLVE_HOST, FAIL_DNS_TEMPORARY}, /* only where our resolver was not asked */
    {CURLE_COULDNT_CONNECT, BY_ERRNO},
    {CURLE_WEIRD_SERVER_REPLY, FAIL_PROTOCOL},
    {CURLE_HTTP2, FAIL_PROTOCOL},
    {CURLE_PARTIAL_FILE, FAIL_PARTIAL},
    {CURLE_OPERATION_TIMEDOUT, BY_TIME},
    {CURLE_SSL_CONNECT_ERROR, BY_ERRNO},
    {CURLE_GOT_NOTHING, FAIL_EMPTY},
    {CURLE_SEND_ERROR, FAIL_RESET},
    {CURLE_RECV_ERROR, BY_STATUS},
    {CURLE_SSL_CERTPROBLEM, FAIL_TLS},
    {CURLE_SSL_CIPHER, FAIL_TLS},
    {CURLE_PEER_FAILED_VERIFICATION, BY_CERTIFICATE},
    {CURLE_BAD_CONTENT_ENCODING, FAIL_ENCODING},
    {CURLE_OUT_OF_MEMORY, BY_ANSWER}, /* its word for a line over CURL_MAX_HTTP_HEADER */
    {CURLE_HTTP2_STREAM, FAIL_PROTOCOL},
    {CURLE_PROXY, FAIL_PROXY},
};

static const struct row errnos[] = {
    {ECONNREFUSED, FAIL_REFUSED},   {ETIMEDOUT, FAIL_CONNECT_TIMEOUT},
    {ECONNRESET, FAIL_RESET},       {EPIPE, FAIL_RESET},
    {ENETUNREACH, FAIL_NO_ROUTE},   {EHOSTUNREACH, FAIL_NO_ROUTE},
    {ENETDOWN, FAIL_NO_ROUTE},      {EHOSTDOWN, FAIL_NO_ROUTE},
    {EACCES, FAIL_NO_ROUTE},        {EPERM, FAIL_NO_ROUTE}, /* a firewall of this machine */
    {EADDRNOTAVAIL, FAIL_NO_ROUTE}, {EMFILE, FAIL_INTERNAL},
    {ENFILE, FAIL_INTERNAL},        {ENOBUFS, FAIL_INTERNAL},
    {ENOMEM, FAIL_INTERNAL},
};

/* OpenSSL's X509_V_ERR_* numbers, which are part of its stable interface. */
static const struct row certificates[] = {
    {1, FAIL_TLS_HOST},     /* what libcurl leaves when the chain is good, but not the names */
    {9, FAIL_TLS_EXPIRED},  /* not yet valid */
    {10, FAIL_TLS_EXPIRED}, /* has expired */
    {62, FAIL_TLS_HOST},    /* host name mismatch */
    {64, FAIL_TLS_HOST},    /* IP address mismatch */
};

static int look_up(const struct row *rows, size_t count, long value, int otherwise)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].value == value)
            return rows[i].failure;
    return otherwise;
}

#define LOOK_UP(rows, value, otherwise)                                                            \
    look_up(rows, sizeof(rows) / sizeof *(rows), value, otherwise)

/* A handshake needs a connection, so an errno that says there is none is left over: from an address
 * tried before, or from the transfer that had the handle before. */
static int by_errno(const struct failure_facts *f)
{
    int failure = LOOK_UP(errnos, f->os_errno, FAIL_REFUSED);
    bool tls = f->code == CURLE_SSL_CONNECT_ERROR;
    return tls && failure != FAIL_RESET ? FAIL_TLS : failure;
}

enum reply_failure failure_of(const struct failure_facts *f)
{
    int failure = LOOK_UP(codes, f->code, FAIL_INTERNAL);
    bool proxy_said_no = f->connect_status != 0 && f->connect_status / 100 != 2;
    if (f->proxied && f->status == 0 && (proxy_said_no || f->code == CURLE_COULDNT_CONNECT))
        return FAIL_PROXY;
    if (failure == BY_ERRNO)
        failure = by_errno(f);
    else if (failure == BY_CERTIFICATE)
        failure = LOOK_UP(certificates, f->verify, FAIL_TLS_UNTRUSTED);
    else if (failure == BY_TIME)
        failure = f->connected ? FAIL_TIMEOUT : FAIL_CONNECT_TIMEOUT;
    else if (failure == BY_ANSWER)
        failure = f->status != 0 ? FAIL_HEADER : FAIL_INTERNAL;
    else if (failure == BY_STATUS)
        failure = f->status != 0 && f->os_errno == 0 ? FAIL_PARTIAL : FAIL_RESET;
    return (enum reply_failure)failure;
}
