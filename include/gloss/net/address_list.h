/* address_list: the addresses of one host, as CURLOPT_RESOLVE wants them written. */
#ifndef GLOSS_NET_ADDRESS_LIST_H
#define GLOSS_NET_ADDRESS_LIST_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

enum { ADDRESSES_MAX = 16 }; /* of each family; a connection tries a few at most */

struct address_list {
    struct in_addr v4[ADDRESSES_MAX];
    size_t v4_count;
    struct in6_addr v6[ADDRESSES_MAX];
    size_t v6_count;
};

/* Adding beyond the maximum, or what is there already, does nothing. */
void address_list_add4(struct address_list *list, const struct in_addr *address);
void address_list_add6(struct address_list *list, const struct in6_addr *address);
/* Reads an address in numbers, IPv6 with or without brackets; false when it is none. */
bool address_list_add_text(struct address_list *list, const char *text);

enum address_choice {
    ADDRESS_ALL,
    ADDRESS_PUBLIC, /* without what address_is_private says */
};

/* "192.0.2.1,[2001:db8::1]", IPv4 first; IPv6 is left out when there is IPv4 and `ipv6` is false.
 * NULL when nothing remains. The caller frees. */
char *address_list_text(const struct address_list *list, enum address_choice choice, bool ipv6);

#endif
