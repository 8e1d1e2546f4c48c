/* url_host: the many spellings of one host folded into one.
 *
 * Budgets, cached verdicts and the private-address rule are keyed by host, so two spellings of one
 * machine must never look like two. Plain ASCII names, the usual case, are read here; whatever is
 * international or percent-encoded goes through curl_url, so that we and the transfer agree.
 * libcurl takes the bytes of an international name to be in the charset of the *locale*, which
 * under cron is plain C where every such name fails; hence the UTF-8 locale around that one call.
 *
 * A name that ends in a number is an IPv4 address or nothing (WHATWG URL, section 3.5): 0x7f.1,
 * 2130706433 and 127.0.0.1 are one host. */
#include "gloss/net/url_host.h"

#include <arpa/inet.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "gloss/base/mem.h"
#include "gloss/net/url.h"

/* RFC 1035: the longest name and label. The raw text may be longer: three bytes an escape. */
enum { NAME_MAX_BYTES = 253, LABEL_MAX_BYTES = 63, RAW_MAX_BYTES = 2048 };

static const char plain_bytes[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";

static void lower_ascii(char *s)
{
    for (; *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s = (char)(*s - 'A' + 'a');
}

static char *read_ipv6(const char *s, size_t n, const char **why)
{
    char text[INET6_ADDRSTRLEN];
    struct in6_addr address;

    *why = "the brackets hold no IPv6 address";
    if (n < 2 || s[n - 1] != ']' || n - 2 >= sizeof text)
        return NULL;
    memcpy(text, s + 1, n - 2);
    text[n - 2] = '\0';
    /* A zone ("%eth0") has a meaning on one machine only; inet_pton refuses it. */
    if (inet_pton(AF_INET6, text, &address) != 1 ||
        !inet_ntop(AF_INET6, &address, text, sizeof text))
        return NULL;
    return xstrdup(text);
}

/* Decodes escapes and turns an international name into punycode. NULL when it is not one. */
static char *ascii_by_curl(const char *name)
{
    char *url = xasprintf("http://%s/", name);
    char *found = NULL;
    char *host = NULL;
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;
    CURLU *handle = curl_url();

    if (handle && curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(handle, CURLUPART_HOST, &found, CURLU_PUNYCODE) == CURLUE_OK)
        host = xstrdup(found);
    curl_free(found);
    curl_url_cleanup(handle);
    if (utf8) {
        uselocale(before);
        freelocale(utf8);
    }
    free(url);
    return host;
}

/* Labels of 1 to 63 bytes, 253 bytes in all. */
static bool has_sound_labels(const char *name)
{
    size_t label = 0;

    if (strlen(name) > NAME_MAX_BYTES)
        return false;
    for (const char *p = name; *p; p++) {
        if (*p != '.')
            label++;
        else if (label == 0)
            return false;
        else
            label = 0;
        if (label > LABEL_MAX_BYTES)
            return false;
    }
    return label > 0;
}

static bool ends_in_number(const char *name)
{
    const char *dot = strrchr(name, '.');
    const char *last = dot ? dot + 1 : name;

    if (last[0] == '0' && last[1] == 'x')
        return strspn(last + 2, "0123456789abcdef") == strlen(last + 2);
    return *last && strspn(last, "0123456789") == strlen(last);
}

/* Replaces *name by the four-part spelling; false when the number is no address. */
static bool fold_ipv4(char **name)
{
    char text[INET_ADDRSTRLEN];
    struct in_addr address;

    if (!inet_aton(*name, &address) || !inet_ntop(AF_INET, &address, text, sizeof text))
        return false;
    free(*name);
    *name = xstrdup(text);
    return true;
}

static char *refuse(char *name, const char *words, const char **why)
{
    free(name);
    *why = words;
    return NULL;
}

char *url_host_read(const char *s, size_t n, const char **why)
{
    char *name;

    if (n == 0)
        return refuse(NULL, "it names no host", why);
    if (*s == '[')
        return read_ipv6(s, n, why);
    if (n > RAW_MAX_BYTES)
        return refuse(NULL, "the host name is too long", why);
    name = xstrndup(s, n);
    if (strpbrk(name, " \"<>^`{|}")) {
        return refuse(name, "a blank or another character that no host name has stands in the host",
                      why);
    }
    if (name[strspn(name, plain_bytes)]) {
        char *ascii = ascii_by_curl(name);

        free(name);
        name = ascii;
    }
    if (!name || name[strspn(name, plain_bytes)])
        return refuse(name, "the host is no valid name", why);
    lower_ascii(name);
    if (name[0] && name[strlen(name) - 1] == '.')
        name[strlen(name) - 1] = '\0';
    if (!has_sound_labels(name))
        return refuse(name, "the host is no valid name", why);
    if (ends_in_number(name) && !fold_ipv4(&name))
        return refuse(name, "the host is no valid IPv4 address", why);
    return name;
}

/* Second labels under which countries register names ("co.uk", "ac.jp"), and hosts whose every
 * subdomain belongs to somebody else. */
static const char *const country_registries[] = {"ac",  "co",   "com",  "edu", "go", "gob",
                                                 "gov", "govt", "gouv", "mil", "ne", "net",
                                                 "nhs", "or",   "org",  "sch"};
static const char *const shared_hosts[] = {"blogspot.com", "firebaseapp.com", "github.io",
                                           "gitlab.io",    "herokuapp.com",   "netlify.app",
                                           "pages.dev",    "readthedocs.io",  "substack.com",
                                           "vercel.app",   "web.app",         "wordpress.com"};

/* The start of the last `labels` labels of host, or host when it has no more. */
static const char *last_labels(const char *host, int labels)
{
    const char *p = host + strlen(host);

    while (p > host) {
        if (p[-1] == '.' && --labels == 0)
            return p;
        p--;
    }
    return host;
}

static bool shares_last_two(const char *two)
{
    const char *dot = strchr(two, '.');

    for (size_t i = 0; i < sizeof shared_hosts / sizeof *shared_hosts; i++)
        if (strcmp(two, shared_hosts[i]) == 0)
            return true;
    if (!dot || strlen(dot) != 3) /* a country's top level has two letters */
        return false;
    for (size_t i = 0; i < sizeof country_registries / sizeof *country_registries; i++) {
        const char *label = country_registries[i];

        if (strlen(label) == (size_t)(dot - two) && strncmp(two, label, strlen(label)) == 0)
            return true;
    }
    return false;
}

const char *url_site(const char *host)
{
    const char *two = last_labels(host, 2);

    if (strchr(host, ':') || host[strspn(host, "0123456789.")] == '\0')
        return host; /* an address has no labels */
    return shares_last_two(two) ? last_labels(host, 3) : two;
}
