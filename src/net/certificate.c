/* certificate: see certificate.h. CURLOPT_CERTINFO makes libcurl write each certificate down, which
 * was measured at 0.03 ms a handshake; reading the dates alone would take OpenSSL itself. */
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
    struct validity validity;
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

static bool read_date(const char *line, int64_t *out)
{
    char month[4], day[3], year[5], clock[9], date[INSTANT_SIZE];
    if (sscanf(line, "%3[A-Za-z] %2[0-9] %8[0-9:] %4[0-9] GMT", month, day, clock, year) == 4)
        (void)snprintf(date, sizeof date, "Sun, %s%s %s %s %s GMT", day[1] != '\0' ? "" : "0", day,
                       month, year, clock);
    else if (sscanf(line, "%10[0-9-] %8[0-9:] GMT", date, clock) == 2)
        (void)snprintf(date + strlen(date), sizeof date - strlen(date), "T%sZ", clock);
    else
        return false;
    return instant_parse_http(date, out) || instant_parse(date, out);
}

bool certificate_read_line(const char *line, struct validity *out)
{
    static const char start[] = "Start date:", end[] = "Expire date:";
    if (text_istarts(line, start))
        return read_date(line + sizeof start - 1, &out->from);
    return text_istarts(line, end) && read_date(line + sizeof end - 1, &out->until);
}

/* The first certificate is the site's own. */
static struct validity read_validity(CURL *easy)
{
    struct validity validity = {0};
    struct curl_certinfo *chain = NULL;
    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == NULL ||
        chain->num_of_certs < 1)
        return validity;
    for (const struct curl_slist *line = chain->certinfo[0]; line != NULL; line = line->next)
        (void)certificate_read_line(line->data, &validity);
    return validity;
}

void certificates_note(struct certificates *c, CURL *easy, const char *url)
{
    size_t n = origin_length(url);
    const struct validity validity = read_validity(easy);
    if (n == 0 || validity.until == 0)
        return;
    struct site *site = find(c, url);
    if (site == NULL) {
        site = xcalloc(1, sizeof *site);
        site->origin = xstrndup(url, n);
        HASH_ADD_KEYPTR(hh, c->sites, site->origin, n, site);
    }
    site->validity = validity;
}

struct validity certificates_of(const struct certificates *c, const char *url)
{
    const struct site *site = find(c, url);
    return site != NULL ? site->validity : (struct validity){0};
}
