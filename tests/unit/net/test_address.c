/* Which addresses are public, as sockets and as the many spellings of literals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

#include "gloss/net/address.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const struct {
    const char *text;
    bool is_private;
} addresses[] = {
    {"0.0.0.0", true},
    {"0.255.255.255", true},
    {"1.0.0.0", false},
    {"8.8.8.8", false},
    {"9.255.255.255", false},
    {"10.0.0.0", true},
    {"10.255.255.255", true},
    {"11.0.0.0", false},
    {"100.63.255.255", false},
    {"100.64.0.0", true},
    {"100.127.255.255", true},
    {"100.128.0.0", false},
    {"126.255.255.255", false},
    {"127.0.0.1", true},
    {"127.255.255.255", true},
    {"128.0.0.0", false},
    {"168.63.129.15", false},
    {"168.63.129.16", true},
    {"168.63.129.17", false},
    {"169.253.255.255", false},
    {"169.254.169.254", true},
    {"169.255.0.0", false},
    {"172.15.255.255", false},
    {"172.16.0.0", true},
    {"172.31.255.255", true},
    {"172.32.0.0", false},
    {"191.255.255.255", false},
    {"192.0.0.8", true},
    {"192.0.1.0", false},
    {"192.0.2.1", true},
    {"192.0.3.0", false},
    {"192.88.98.1", false},
    {"192.88.99.1", true},
    {"192.167.255.255", false},
    {"192.168.1.1", true},
    {"192.169.0.0", false},
    {"198.17.255.255", false},
    {"198.18.0.1", true},
    {"198.19.255.255", true},
    {"198.20.0.0", false},
    {"198.51.100.1", true},
    {"198.51.101.1", false},
    {"203.0.113.1", true},
    {"203.0.114.1", false},
    {"223.255.255.255", false},
    {"224.0.0.1", true},
    {"239.255.255.255", true},
    {"240.0.0.1", true},
    {"255.255.255.255", true},
    {"::", true},
    {"::1", true},
    {"::2", true},
    {"::8.8.8.8", true}, /* IPv4-compatible: long withdrawn */
    {"::ffff:8.8.8.8", false},
    {"::ffff:127.0.0.1", true},
    {"::ffff:a9fe:a9fe", true},
    {"::fffe:8.8.8.8", true},
    {"64:ff9b::8.8.8.8", false},
    {"64:ff9b::10.0.0.1", true},
    {"64:ff9b:1::8.8.8.8", true},
    {"100::1", true},
    {"1fff:ffff::1", true},
    {"2001::1", true},
    {"2001:1ff:ffff::1", true},
    {"2001:200::1", false},
    {"2001:db7::1", false},
    {"2001:db8::1", true},
    {"2001:db9::1", false},
    {"2002:0808:0808::1", false},
    {"2002:7f00:1::1", true},
    {"2002:c0a8:101::1", true},
    {"2606:4700:4700::1111", false},
    {"3ffe:ffff::1", false},
    {"3fff:0fff::1", true},
    {"3fff:1000::1", false},
    {"4000::1", true},
    {"5f00::1", true},
    {"fc00::1", true},
    {"fdff::1", true},
    {"fe80::1", true},
    {"fec0::1", true},
    {"ff02::1", true},
};

static bool socket_is_private(const char *text)
{
    struct sockaddr_storage storage;
    struct sockaddr_in *four = (struct sockaddr_in *)&storage;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&storage;

    memset(&storage, 0, sizeof storage);
    if (strchr(text, ':')) {
        six->sin6_family = AF_INET6;
        assert_int_equal(inet_pton(AF_INET6, text, &six->sin6_addr), 1);
    } else {
        four->sin_family = AF_INET;
        assert_int_equal(inet_pton(AF_INET, text, &four->sin_addr), 1);
    }
    return address_is_private((struct sockaddr *)&storage);
}

static void test_sockets(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        if (socket_is_private(addresses[i].text) != addresses[i].is_private)
            fail_msg("%s is judged wrongly", addresses[i].text);
        if (address_literal_is_private(addresses[i].text) != addresses[i].is_private)
            fail_msg("%s as a literal is judged wrongly", addresses[i].text);
    }
}

static void test_unknown_family(void **state)
{
    struct sockaddr_storage unix_socket = {.ss_family = AF_UNIX};
    struct sockaddr_storage none = {.ss_family = AF_UNSPEC};

    (void)state;
    assert_true(address_is_private((struct sockaddr *)&unix_socket));
    assert_true(address_is_private((struct sockaddr *)&none));
}

static void test_spellings(void **state)
{
    static const struct {
        const char *host;
        bool is_private;
    } rows[] = {
        {"2130706433", true},
        {"0x7f000001", true},
        {"0X7F.1", true},
        {"0177.0.0.1", true},
        {"0000000177.0000000000.0.01", true},
        {"127.1", true},
        {"127.0.1", true},
        {"127.0.0.1.", true},
        {"0", true},
        {"[::1]", true},
        {"[::ffff:7f00:1]", true},
        {"[fe80::1%25eth0]", true},
        {"fe80::1%eth0", true},
        {"134744072", false},
        {"0x8.0x8.0x8.0x8", false},
        {"[2606:4700::1]", false},
        {"example.com", false},
        {"localhost", false},
        {"127.0.0.1 x", false},
        {"127.0.0.1.example.com", false},
        {"dead.beef", false},
        {"face", false},
        {"256.0.0.1", false},
        {"", false},
        {".", false},
        {"[]", false},
    };
    char longest[5000];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (address_literal_is_private(rows[i].host) != rows[i].is_private)
            fail_msg("'%s' is judged wrongly", rows[i].host);
    memset(longest, '1', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_false(address_literal_is_private(longest));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sockets),
        cmocka_unit_test(test_unknown_family),
        cmocka_unit_test(test_spellings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
