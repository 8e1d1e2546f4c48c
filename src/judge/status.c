/* status: one row a status and one a failure.
 *
 * The rule behind the rows: only 404 and 410 are evidence that a page is gone, and only a missing
 * host is evidence that a site is. Every other refusal says that the server would not talk to us,
 * and every fault that it could not; neither is ever held against a link. */
#include "gloss/judge/status.h"

#include <stddef.h>

enum { HUNDRED = 100 };

static const struct status_rule statuses[] = {
    {200, EVIDENCE_ANSWERED, false, "OK"},
    {201, EVIDENCE_ANSWERED, false, "Created"},
    {202, EVIDENCE_ANSWERED, false, "Accepted"},
    {203, EVIDENCE_ANSWERED, false, "Non-Authoritative Information"},
    {204, EVIDENCE_ANSWERED, false, "No Content"},
    {205, EVIDENCE_ANSWERED, false, "Reset Content"},
    {206, EVIDENCE_ANSWERED, false, "Partial Content"},
    {226, EVIDENCE_ANSWERED, false, "IM Used"},
    {300, EVIDENCE_ANSWERED, false, "Multiple Choices"},
    {301, EVIDENCE_SOFT, false, "Moved Permanently, without a usable address"},
    {302, EVIDENCE_SOFT, false, "Found, without a usable address"},
    {303, EVIDENCE_SOFT, false, "See Other, without a usable address"},
    {304, EVIDENCE_ANSWERED, false, "Not Modified"},
    {307, EVIDENCE_SOFT, false, "Temporary Redirect, without a usable address"},
    {308, EVIDENCE_SOFT, false, "Permanent Redirect, without a usable address"},
    {400, EVIDENCE_BLOCKED, false, "Bad Request"},
    {401, EVIDENCE_BLOCKED, false, "Unauthorized"},
    {402, EVIDENCE_BLOCKED, false, "Payment Required"},
    {403, EVIDENCE_BLOCKED, false, "Forbidden"},
    {404, EVIDENCE_GONE, false, "Not Found"},
    {405, EVIDENCE_BLOCKED, false, "Method Not Allowed"},
    {406, EVIDENCE_BLOCKED, false, "Not Acceptable"},
    /* The user's own proxy asks for a login: nothing learnt about the link. */
    {407, EVIDENCE_TRANSIENT, false, "Proxy Authentication Required"},
    {408, EVIDENCE_TRANSIENT, true, "Request Timeout"},
    {409, EVIDENCE_TRANSIENT, false, "Conflict"},
    {410, EVIDENCE_GONE, false, "Gone"},
    {411, EVIDENCE_BLOCKED, false, "Length Required"},
    {412, EVIDENCE_BLOCKED, false, "Precondition Failed"},
    {413, EVIDENCE_BLOCKED, false, "Content Too Large"},
    {414, EVIDENCE_BLOCKED, false, "URI Too Long"},
    {415, EVIDENCE_BLOCKED, false, "Unsupported Media Type"},
    {416, EVIDENCE_BLOCKED, false, "Range Not Satisfiable"},
    {417, EVIDENCE_BLOCKED, false, "Expectation Failed"},
    {418, EVIDENCE_BLOCKED, false, "I'm a Teapot"},
    {420, EVIDENCE_TRANSIENT, true, "Enhance Your Calm"},
    {421, EVIDENCE_TRANSIENT, false, "Misdirected Request"},
    {422, EVIDENCE_BLOCKED, false, "Unprocessable Content"},
    {423, EVIDENCE_BLOCKED, false, "Locked"},
    {424, EVIDENCE_TRANSIENT, false, "Failed Dependency"},
    {425, EVIDENCE_TRANSIENT, true, "Too Early"},
    {426, EVIDENCE_BLOCKED, false, "Upgrade Required"},
    {428, EVIDENCE_BLOCKED, false, "Precondition Required"},
    {429, EVIDENCE_TRANSIENT, true, "Too Many Requests"},
    {430, EVIDENCE_BLOCKED, false, "Security Rejection"},
    {431, EVIDENCE_BLOCKED, false, "Request Header Fields Too Large"},
    {451, EVIDENCE_BLOCKED, false, "Unavailable For Legal Reasons"},
    {499, EVIDENCE_TRANSIENT, false, "Client Closed Request"},
    {500, EVIDENCE_TRANSIENT, true, "Internal Server Error"},
    {501, EVIDENCE_TRANSIENT, false, "Not Implemented"},
    {502, EVIDENCE_TRANSIENT, true, "Bad Gateway"},
    {503, EVIDENCE_TRANSIENT, true, "Service Unavailable"},
    {504, EVIDENCE_TRANSIENT, true, "Gateway Timeout"},
    {505, EVIDENCE_TRANSIENT, false, "HTTP Version Not Supported"},
    {507, EVIDENCE_TRANSIENT, true, "Insufficient Storage"},
    {508, EVIDENCE_TRANSIENT, true, "Loop Detected"},
    /* A hotel's or an airport's login page stands between us and the world. */
    {511, EVIDENCE_TRANSIENT, true, "Network Authentication Required"},
    {520, EVIDENCE_TRANSIENT, true, "Unknown Error at the Origin"},
    {521, EVIDENCE_TRANSIENT, true, "Origin Is Down"},
    {522, EVIDENCE_TRANSIENT, true, "Connection to the Origin Timed Out"},
    {523, EVIDENCE_TRANSIENT, true, "Origin Is Unreachable"},
    {524, EVIDENCE_TRANSIENT, true, "Origin Timed Out"},
    {525, EVIDENCE_TRANSIENT, true, "TLS Handshake with the Origin Failed"},
    {526, EVIDENCE_TRANSIENT, true, "Invalid Certificate at the Origin"},
    {529, EVIDENCE_TRANSIENT, true, "Overloaded"},
    {530, EVIDENCE_TRANSIENT, true, "Origin Error"},
    {999, EVIDENCE_BLOCKED, false, "Request Denied"},
};

/* By first digit, for statuses without a row. */
static const struct status_rule hundreds[] = {
    {0, EVIDENCE_TRANSIENT, false, "(no HTTP status)"},
    {0, EVIDENCE_TRANSIENT, false, "(an interim answer)"},
    {0, EVIDENCE_ANSWERED, false, "(a success)"},
    {0, EVIDENCE_SOFT, false, "(a redirect without a usable address)"},
    {0, EVIDENCE_BLOCKED, false, "(a refusal)"},
    {0, EVIDENCE_TRANSIENT, true, "(a fault of the server)"},
};

static const struct failure_rule failures[FAIL_COUNT] = {
    [FAIL_NONE] = {EVIDENCE_ANSWERED, false},
    [FAIL_BAD_URL] = {EVIDENCE_UNUSABLE, false},
    [FAIL_PRIVATE] = {EVIDENCE_EXCLUDED, false},
    [FAIL_DNS_NXDOMAIN] = {EVIDENCE_GONE, false},
    [FAIL_DNS_NODATA] = {EVIDENCE_SOFT, false},
    [FAIL_DNS_TEMPORARY] = {EVIDENCE_TRANSIENT, true},
    [FAIL_DNS_DEAD] = {EVIDENCE_TRANSIENT, true},
    [FAIL_NO_ROUTE] = {EVIDENCE_TRANSIENT, true},
    [FAIL_REFUSED] = {EVIDENCE_REFUSED, true},
    [FAIL_CONNECT_TIMEOUT] = {EVIDENCE_TRANSIENT, true},
    [FAIL_TLS_EXPIRED] = {EVIDENCE_SOFT, false},
    [FAIL_TLS_HOST] = {EVIDENCE_SOFT, false},
    [FAIL_TLS_UNTRUSTED] = {EVIDENCE_SOFT, false},
    [FAIL_TLS] = {EVIDENCE_TRANSIENT, true},
    [FAIL_RESET] = {EVIDENCE_TRANSIENT, true},
    [FAIL_EMPTY] = {EVIDENCE_TRANSIENT, true},
    [FAIL_PROTOCOL] = {EVIDENCE_TRANSIENT, true},
    [FAIL_TIMEOUT] = {EVIDENCE_TRANSIENT, true},
    [FAIL_PARTIAL] = {EVIDENCE_TRANSIENT, true},
    [FAIL_ENCODING] = {EVIDENCE_TRANSIENT, false},
    [FAIL_HEADER] = {EVIDENCE_TRANSIENT, false},
    [FAIL_PROXY] = {EVIDENCE_TRANSIENT, true},
    [FAIL_CANCELLED] = {EVIDENCE_TRANSIENT, false},
    [FAIL_INTERNAL] = {EVIDENCE_TRANSIENT, false},
};

const struct status_rule *status_rule(int status)
{
    for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++)
        if (statuses[i].status == status)
            return &statuses[i];
    if (status < HUNDRED || status >= (int)(sizeof(hundreds) / sizeof(*hundreds)) * HUNDRED)
        return &hundreds[0];
    return &hundreds[status / HUNDRED];
}

const struct failure_rule *failure_rule(enum reply_failure failure)
{
    return &failures[failure];
}
