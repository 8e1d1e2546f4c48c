/* easy_options: see easy_options.h. */
#include "gloss/net/easy_options.h"

#include <stddef.h>

/* What is the same for every transfer. */
static const struct {
    CURLoption option;
    long value;
} fixed[] = {
    {CURLOPT_NOSIGNAL, 1L},
    {CURLOPT_FOLLOWLOCATION, 0L},
    {CURLOPT_QUICK_EXIT, 1L}, /* else a slow lookup of a proxy's name would freeze the loop */
    {CURLOPT_PIPEWAIT, 1L},   /* share an HTTP/2 connection rather than open one more */
    {CURLOPT_DNS_CACHE_TIMEOUT, -1L}, /* else each transfer's end walks the whole cache */
    {CURLOPT_LOW_SPEED_LIMIT, 10L},   /* bytes a second... */
    {CURLOPT_LOW_SPEED_TIME, 20L},    /* ...for so many seconds is no speed at all */
    {CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L},
    {CURLOPT_NOPROGRESS, 1L},
    {CURLOPT_CERTINFO, 1L},
};

static CURLcode set_fixed(CURL *easy)
{
    CURLcode rc = CURLE_OK;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed && rc == CURLE_OK; i++)
        rc = curl_easy_setopt(easy, fixed[i].option, fixed[i].value);
    return rc;
}

/* Sets one option unless one before it failed. */
#define SET(option, value)                                                                         \
    do {                                                                                           \
        if (rc == CURLE_OK)                                                                        \
            rc = curl_easy_setopt(easy, option, value);                                            \
    } while (0)

/* Without a CApath: Debian's default one switches libcurl's cache of parsed certificates off, and
 * then every TLS host costs 20 ms of reading the bundle anew. The bundle file stays. */
static CURLcode set_trust(CURL *easy, const struct transfer_settings *s)
{
    CURLcode rc = CURLE_OK;
    SET(CURLOPT_CAPATH, NULL);
    SET(CURLOPT_PROXY_CAPATH, NULL);
    if (s->cacert != NULL) {
        SET(CURLOPT_CAINFO, s->cacert);
        SET(CURLOPT_PROXY_CAINFO, s->cacert);
    }
    SET(CURLOPT_SSL_VERIFYPEER, s->insecure ? 0L : 1L);
    SET(CURLOPT_SSL_VERIFYHOST, s->insecure ? 0L : 2L);
    return rc;
}

CURLcode easy_options_set(CURL *easy, const struct transfer_settings *s)
{
    CURLcode rc = set_fixed(easy);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_ACCEPT_ENCODING, "");
    SET(CURLOPT_CONNECTTIMEOUT_MS, (long)s->connect_timeout_ms);
    SET(CURLOPT_TIMEOUT_MS, (long)s->timeout_ms);
    SET(CURLOPT_USERAGENT, s->user_agent);
    return rc == CURLE_OK ? set_trust(easy, s) : rc;
}
