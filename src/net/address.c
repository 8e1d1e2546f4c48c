/* address: a list of links must not turn this machine against its own network.
 *
 * A page can redirect to 169.254.169.254 and a name can resolve to 10.0.0.1, so the judge of last
 * resort is the address a connection really goes to. The blocks are those of the IANA special-
 * purpose registries (RFC 6890 and successors). For IPv6 the rule is turned round: only 2000::/3 is
 * handed out for the public internet, so anything else is refused but the forms that carry an IPv4
 * address, which is then judged itself. */
#include "gloss/net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#include "gloss/base/text.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

struct block4 {
    uint8_t net[4];
    int bits;
};

static const struct block4 private4[] = {
    {{0, 0, 0, 0}, 8},        /* "this network" */
    {{10, 0, 0, 0}, 8},       /* private */
    {{100, 64, 0, 0}, 10},    /* carrier-grade NAT */
    {{127, 0, 0, 0}, 8},      /* loopback */
    {{168, 63, 129, 16}, 32}, /* a public number, but inside Azure the host's own control service */
    {{169, 254, 0, 0}, 16},   /* link-local, metadata services of clouds */
    {{172, 16, 0, 0}, 12},    /* private */
    {{192, 0, 0, 0}, 24},     /* protocol assignments */
    {{192, 0, 2, 0}, 24},     /* documentation */
    {{192, 88, 99, 0}, 24},   /* 6to4 relays, withdrawn */
    {{192, 168, 0, 0}, 16},   /* private */
    {{198, 18, 0, 0}, 15},    /* benchmarking */
    {{198, 51, 100, 0}, 24},  /* documentation */
    {{203, 0, 113, 0}, 24},   /* documentation */
    {{224, 0, 0, 0}, 4},      /* multicast */
    {{240, 0, 0, 0}, 4},      /* reserved, broadcast */
};

struct block6 {
    uint8_t net[16];
    int bits;
};

/* Not public although inside 2000::/3. */
static const struct block6 private6[] = {
    {{0x20, 0x01, 0x00}, 23},       /* protocol assignments, Teredo among them */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0x3f, 0xff, 0x00}, 20},       /* documentation */
};

/* An IPv4 address inside an IPv6 one: after which prefix, and from which byte. */
static const struct {
    struct block6 block;
    size_t at;
} carriers[] = {
    {{{[10] = 0xff, [11] = 0xff}, 96}, 12}, /* ::ffff:a.b.c.d, mapped */
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},   /* 64:ff9b::a.b.c.d, NAT64 */
    {{{0x20, 0x02}, 16}, 2},                /* 2002:aabb:ccdd::, 6to4 */
};

static bool within(const uint8_t *address, const uint8_t *net, int bits)
{
    int bytes = bits / 8;
    int rest = bits % 8;

    return memcmp(address, net, (size_t)bytes) == 0 &&
           (rest == 0 || (address[bytes] ^ net[bytes]) >> (8 - rest) == 0);
}

static bool is_private4(const uint8_t address[4])
{
    for (size_t i = 0; i < COUNT(private4); i++)
        if (within(address, private4[i].net, private4[i].bits))
            return true;
    return false;
}

static bool is_private6(const uint8_t address[16])
{
    for (size_t i = 0; i < COUNT(carriers); i++)
        if (within(address, carriers[i].block.net, carriers[i].block.bits))
            return is_private4(address + carriers[i].at);
    for (size_t i = 0; i < COUNT(private6); i++)
        if (within(address, private6[i].net, private6[i].bits))
            return true;
    return address[0] >> 5 != 1; /* outside 2000::/3 */
}

bool address_is_private(const struct sockaddr *address)
{
    /* Copied out: a struct sockaddr promises neither the alignment nor the size of the others. */
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;

        memcpy(&in, address, sizeof in);
        return is_private4((const uint8_t *)&in.sin_addr);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;

        memcpy(&in6, address, sizeof in6);
        return is_private6(in6.sin6_addr.s6_addr);
    }
    return true;
}

/* `host` without brackets, root dot and zone, into out[size]; false when it is too long. */
static bool strip_host(const char *host, char *out, size_t size)
{
    size_t n = strlen(host);

    if (n >= 2 && host[0] == '[' && host[n - 1] == ']') {
        host++;
        n -= 2;
    }
    if (n > 0 && host[n - 1] == '.')
        n--;
    n = memchr(host, '%', n) ? (size_t)((const char *)memchr(host, '%', n) - host) : n;
    if (n >= size)
        return false;
    memcpy(out, host, n);
    out[n] = '\0';
    return true;
}

bool address_literal_is_private(const char *host)
{
    char text[INET6_ADDRSTRLEN + 16]; /* room for octal parts with leading zeros */
    struct in6_addr six;
    struct in_addr four;

    if (!strip_host(host, text, sizeof text))
        return false;
    if (inet_pton(AF_INET6, text, &six) == 1)
        return is_private6(six.s6_addr);
    /* inet_aton forgives anything after a blank; a host has none. */
    if (text[strspn(text, "0123456789abcdefABCDEFxX.")] == '\0' && inet_aton(text, &four))
        return is_private4((const uint8_t *)&four);
    return false;
}

bool address_is_localhost(const char *host)
{
    return strcmp(host, "localhost") == 0 || text_iends(host, ".localhost");
}
