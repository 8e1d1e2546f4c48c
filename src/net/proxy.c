/* proxy: see gloss/net/proxy.h. The rules are those of curl 7.88 (its manual, "Environment"). */
#include "gloss/net/proxy.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "gloss/base/mem.h"
#include "gloss/base/text.h"

/* The first of the variables that is set, or "". */
static char *environment(const char *const *names)
{
    for (; *names != NULL; names++) {
        const char *value = getenv(*names);
        if (value != NULL && value[0] != '\0')
            return xstrdup(value);
    }
    return xstrdup("");
}

void proxy_rules_init(struct proxy_rules *rules, const char *option)
{
    /* HTTP_PROXY is not read: a web server sets it from a request header when gloss runs in CGI. */
    static const char *const http[] = {"http_proxy", "all_proxy", "ALL_PROXY", NULL};
    static const char *const https[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
                                        NULL};
    static const char *const none[] = {"no_proxy", "NO_PROXY", NULL};
    rules->http = option != NULL ? xstrdup(option) : environment(http);
    rules->https = option != NULL ? xstrdup(option) : environment(https);
    rules->none = environment(none);
}

void proxy_rules_release(struct proxy_rules *rules)
{
    free(rules->http);
    free(rules->https);
    free(rules->none);
    *rules = (struct proxy_rules){NULL, NULL, NULL};
}

static bool bits_match(const unsigned char *a, const unsigned char *b, size_t bits)
{
    size_t whole = bits / 8;
    if (memcmp(a, b, whole) != 0)
        return false;
    unsigned mask = 0xff00u >> (bits % 8) & 0xffu;
    return bits % 8 == 0 || (a[whole] & mask) == (b[whole] & mask);
}

/* Whether `host`, an address in numbers, lies in `net`: an address, maybe with "/bits". */
static bool address_in_net(const char *host, const char *net)
{
    unsigned char mine[sizeof(struct in6_addr)];
    unsigned char theirs[sizeof(struct in6_addr)];
    char address[INET6_ADDRSTRLEN];
    size_t len = strcspn(net, "/");
    int family = strchr(host, ':') != NULL ? AF_INET6 : AF_INET;
    long long most = family == AF_INET6 ? 128 : 32;
    long long bits = most;
    if (len >= sizeof address || (net[len] == '/' && !text_to_int(net + len + 1, 0, most, &bits)))
        return false;
    memcpy(address, net, len);
    address[len] = '\0';
    return inet_pton(family, host, mine) == 1 && inet_pton(family, address, theirs) == 1 &&
           bits_match(mine, theirs, (size_t)bits);
}

/* Whether `host` is `domain` or lies below it. A dot before and one after the domain are ignored.
 */
static bool name_in_domain(const char *host, const char *domain)
{
    domain += domain[0] == '.' ? 1 : 0;
    size_t len = strlen(domain);
    if (len > 0 && domain[len - 1] == '.')
        len--;
    size_t host_len = strlen(host);
    if (len == 0 || host_len < len || strncasecmp(host + host_len - len, domain, len) != 0)
        return false;
    return host_len == len || host[host_len - len - 1] == '.';
}

static bool is_direct(const char *none, const char *host)
{
    static const char separators[] = " ,\t";
    char *list = xstrdup(none);
    char *rest = NULL;
    bool direct = strcmp(none, "*") == 0;
    for (const char *entry = strtok_r(list, separators, &rest); entry != NULL && !direct;
         entry = strtok_r(NULL, separators, &rest))
        direct = name_in_domain(host, entry) || address_in_net(host, entry);
    free(list);
    return direct;
}

const char *proxy_choose(const struct proxy_rules *rules, const char *scheme, const char *host)
{
    const char *proxy = strcmp(scheme, "https") == 0 ? rules->https : rules->http;
    return proxy[0] == '\0' || is_direct(rules->none, host) ? "" : proxy;
}
