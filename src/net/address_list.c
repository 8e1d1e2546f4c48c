/* address_list: see address_list.h. IPv4 stands first because a machine with a broken IPv6 uplink
 * is commoner than one with a broken IPv4 one, and libcurl starts with the family it sees first. */
#include "gloss/net/address_list.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "gloss/base/buf.h"
#include "gloss/net/address.h"

enum { TEXT_MAX = 2 * ADDRESSES_MAX * (INET6_ADDRSTRLEN + 3) };

void address_list_add4(struct address_list *list, const struct in_addr *address)
{
    for (size_t i = 0; i < list->v4_count; i++)
        if (list->v4[i].s_addr == address->s_addr)
            return;
    if (list->v4_count < ADDRESSES_MAX)
        list->v4[list->v4_count++] = *address;
}

void address_list_add6(struct address_list *list, const struct in6_addr *address)
{
    for (size_t i = 0; i < list->v6_count; i++)
        if (memcmp(&list->v6[i], address, sizeof *address) == 0)
            return;
    if (list->v6_count < ADDRESSES_MAX)
        list->v6[list->v6_count++] = *address;
}

bool address_list_add_text(struct address_list *list, const char *text)
{
    struct in_addr v4;
    struct in6_addr v6;
    char bare[INET6_ADDRSTRLEN];
    size_t len = strlen(text);
    if (len >= 2 && text[0] == '[' && text[len - 1] == ']') {
        text++;
        len -= 2;
    }
    if (len >= sizeof bare)
        return false;
    memcpy(bare, text, len);
    bare[len] = '\0';
    if (inet_pton(AF_INET, bare, &v4) == 1) {
        address_list_add4(list, &v4);
        return true;
    }
    if (inet_pton(AF_INET6, bare, &v6) == 1) {
        address_list_add6(list, &v6);
        return true;
    }
    return false;
}

static void append(struct buf *text, const char *open, const char *address, const char *close)
{
    buf_addf(text, "%s%s%s%s", text->len > 0 ? "," : "", open, address, close);
}

static void append4(struct buf *text, const struct in_addr *address, enum address_choice choice)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_addr = *address};
    char number[INET_ADDRSTRLEN];
    if (choice == ADDRESS_PUBLIC && address_is_private((const struct sockaddr *)&in))
        return;
    if (inet_ntop(AF_INET, address, number, sizeof number) != NULL)
        append(text, "", number, "");
}

static void append6(struct buf *text, const struct in6_addr *address, enum address_choice choice)
{
    struct sockaddr_in6 in = {.sin6_family = AF_INET6, .sin6_addr = *address};
    char number[INET6_ADDRSTRLEN];
    if (choice == ADDRESS_PUBLIC && address_is_private((const struct sockaddr *)&in))
        return;
    if (inet_ntop(AF_INET6, address, number, sizeof number) != NULL)
        append(text, "[", number, "]");
}

char *address_list_text(const struct address_list *list, enum address_choice choice, bool ipv6)
{
    struct buf text;
    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < list->v4_count; i++)
        append4(&text, &list->v4[i], choice);
    bool wanted = ipv6 || text.len == 0;
    for (size_t i = 0; wanted && i < list->v6_count; i++)
        append6(&text, &list->v6[i], choice);
    if (text.len > 0)
        return buf_take(&text, NULL);
    buf_release(&text);
    return NULL;
}
