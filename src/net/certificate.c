/* certificate: see certificate.h. CURLOPT_CERTINFO makes libcurl write each certificate down, which
 * was measured at 0.03 ms a handshake; reading the end alone would take OpenSSL itself. */
#include "gloss/net/certificate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"

struct site {
    char *origin; /* "https://a.example:8443" */
    int64_t until;
    UT_hash_handle hh;
};

struct certificates {
    struct site *sites;
};

struct certificates *certificates_new(void)
{
    return xcalloc(1, sizeof(struct certificates));
}

void certificates_free(struct certificates *c)
{
    if (c == NULL)
        return;
    struct site *site = c->sites;
    HASH_CLEAR(hh, c->sites);
    for (struct site *next; site != NULL; site = next) {
        next = site->hh.next;
        free(site->origin);
        free(site);
    }
    free(c);
}

/* Length of a URL's scheme and authority; 0 for what goes without a certificate, so that a proxy's
 * is not taken for the page's. */
static size_t origin_length(const char *url)
{
    static const char scheme[] = "https://";
    if (!text_istarts(url, scheme))
        return 0;
    return sizeof scheme - 1 + strcspn(url + sizeof scheme - 1, "/?#");
}

static struct site *find(const struct certificates *c, const char *url)
{
    struct site *site = NULL;
    HASH_FIND(hh, c->sites, url, origin_length(url), site);
    return site;
}

bool certificate_read_end(const char *line, int64_t *until)
{
    static const char name[] = "Expire date:";
    char month[4], day[3], year[5], clock[9], date[INSTANT_SIZE];
    if (!text_istarts(line, name))
        return false;
    line += sizeof name - 1;
    if (sscanf(line, "%3[A-Za-z] %2[0-9] %8[0-9:] %4[0-9] GMT", month, day, clock, year) == 4)
        (void)snprintf(date, sizeof date, "Sun, %s%s %s %s %s GMT", day[1] != '\0' ? "" : "0", day,
                       month, year, clock);
    else if (sscanf(line, "%10[0-9-] %8[0-9:] GMT", date, clock) == 2)
        (void)snprintf(date + strlen(date), sizeof date - strlen(date), "T%sZ", clock);
    else
        return false;
    return instant_parse_http(date, until) || instant_parse(date, until);
}

/* The first certificate is the site's own. */
static bool read_end(CURL *easy, int64_t *until)
{
    struct curl_certinfo *chain = NULL;
    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == NULL ||
        chain->num_of_certs < 1)
        return false;
    for (const struct curl_slist *line = chain->certinfo[0]; line != NULL; line = line->next)
        if (certificate_read_end(line->data, until))
            return true;
    return false;
}

void certificates_note(struct certificates *c, CURL *easy, const char *url)
{
    size_t n = origin_length(url);
    int64_t until = 0;
    if (n == 0 || !read_end(easy, &until))
        return;
    struct site *site = find(c, url);
    if (site == NULL) {
        site = xcalloc(1, sizeof *site);
        site->origin = xstrndup(url, n);
        HASH_ADD_KEYPTR(hh, c->sites, site->origin, n, site);
    }
    site->until = until;
}

int64_t certificates_until(const struct certificates *c, const char *url)
{
    const struct site *site = find(c, url);
    return site != NULL ? site->until : 0;
}
