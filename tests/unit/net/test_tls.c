/* transfer over TLS: which certificates are accepted, and why others are not. The certificates are
 * made with the openssl command under a throw-away authority, and served by it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "client.h"
#include "peer.h"

/* Makes in the folder $1: two authorities (ca, other), one key, and a certificate of each kind. */
static const char script[] =
    "set -e; cd \"$1\"; exec 2>log\n"
    "openssl ecparam -name prime256v1 -genkey -noout -out key.pem\n"
    "for ca in ca other; do openssl req -x509 -new -key key.pem -subj /CN=$ca -days 2 \\\n"
    "  -out $ca.pem; done\n"
    "leaf() { # name, host, days, authority\n"
    "  openssl req -new -key key.pem -subj /CN=$2 -out $1.csr\n"
    "  echo subjectAltName=DNS:$2 >$1.ext\n"
    "  openssl x509 -req -in $1.csr -CA $4.pem -CAkey key.pem -CAcreateserial -days $3 \\\n"
    "    -extfile $1.ext -out $1.pem; }\n"
    "leaf good localhost 2 ca; leaf expired localhost -1 ca\n"
    "leaf wrong-host example.com 2 ca; leaf unknown-ca localhost 2 other\n"
    "openssl req -x509 -new -key key.pem -subj /CN=localhost -days 2 -out self-signed.pem\n";

static char folder[] = "/tmp/gloss-tls-XXXXXX";

static int run(const char *const *arguments)
{
    pid_t pid;
    int status = -1;
    if (posix_spawnp(&pid, arguments[0], NULL, NULL, (char *const *)(uintptr_t)arguments,
                     environ) != 0)
        return -1;
    waitpid(pid, &status, 0);
    return status;
}

static int make_certificates(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    const char *const command[] = {"sh", "-c", script, "sh", folder, NULL};
    return run(command);
}

static int remove_certificates(void **state)
{
    (void)state;
    const char *const command[] = {"rm", "-r", folder, NULL};
    return run(command);
}

/* An openssl s_server, which says which port it took. */
struct tls_server {
    pid_t pid;
    FILE *said;
    int port;
};

static void tls_start(struct tls_server *s, const char *certificate)
{
    char cert[128];
    char key[128];
    char line[256];
    int ends[2];
    snprintf(cert, sizeof cert, "%s/%s.pem", folder, certificate);
    snprintf(key, sizeof key, "%s/key.pem", folder);
    const char *const arguments[] = {"openssl", "s_server", "-www", "-accept", "127.0.0.1:0",
                                     "-cert",   cert,       "-key", key,       NULL};
    posix_spawn_file_actions_t actions;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    assert_int_equal(posix_spawnp(&s->pid, "openssl", &actions, NULL,
                                  (char *const *)(uintptr_t)arguments, environ),
                     0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    s->said = fdopen(ends[0], "r");
    s->port = 0;
    while (s->port == 0 && fgets(line, sizeof line, s->said) != NULL)
        if (strncmp(line, "ACCEPT", 6) == 0)
            s->port = (int)strtol(strrchr(line, ':') + 1, NULL, 10);
    assert_true(s->port > 0);
}

static void tls_stop(struct tls_server *s)
{
    kill(s->pid, SIGKILL);
    waitpid(s->pid, NULL, 0);
    fclose(s->said);
}

static struct reply *get_with(const char *certificate, const char *host, bool insecure)
{
    struct tls_server s;
    char url[64];
    char ca[128];
    tls_start(&s, certificate);
    snprintf(url, sizeof url, "https://%s:%d/", host, s.port);
    snprintf(ca, sizeof ca, "%s/ca.pem", folder);
    struct fetch_options options = client_options();
    options.cacert = ca;
    options.insecure = insecure;
    struct reply *r = client_once(&options, url);
    tls_stop(&s);
    return r;
}

static void certificates_are_judged(void **state)
{
    (void)state;
    static const struct {
        const char *certificate;
        const char *host;
        enum reply_failure failure;
    } cases[] = {
        {"good", "localhost", FAIL_NONE},
        {"expired", "localhost", FAIL_TLS_EXPIRED},
        {"wrong-host", "localhost", FAIL_TLS_HOST},
        {"good", "127.0.0.1", FAIL_TLS_HOST},
        {"unknown-ca", "localhost", FAIL_TLS_UNTRUSTED},
        {"self-signed", "localhost", FAIL_TLS_UNTRUSTED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reply *r = get_with(cases[i].certificate, cases[i].host, false);
        if (r->failure != cases[i].failure)
            fail_msg("%s: %s (%s)", cases[i].certificate, reply_failure_name(r->failure),
                     r->detail);
        assert_int_equal(r->status, r->failure == FAIL_NONE ? 200 : 0);
        reply_free(r);
    }
}

static void insecure_accepts_them_all(void **state)
{
    (void)state;
    static const char *const certificates[] = {"expired", "wrong-host", "unknown-ca"};
    for (size_t i = 0; i < sizeof certificates / sizeof *certificates; i++) {
        struct reply *r = get_with(certificates[i], "localhost", true);
        assert_int_equal(r->failure, FAIL_NONE);
        assert_int_equal(r->status, 200);
        reply_free(r);
    }
}

/* The end of a certificate is that of the day it was made plus its two days. */
static void the_end_of_a_certificate_is_known(void **state)
{
    (void)state;
    enum { DAY_S = 86400 };
    struct reply *r = get_with("good", "localhost", false);
    int64_t left = r->certificate.until - r->finished_at;
    assert_true(left > DAY_S && left <= 2 * DAY_S);
    assert_int_equal(r->certificate.until - r->certificate.from, 2 * DAY_S);
    reply_free(r);
    r = get_with("expired", "localhost", true);
    assert_true(r->certificate.until != 0 && r->certificate.until < r->finished_at);
    reply_free(r);
    r = get_with("expired", "localhost", false);
    assert_int_equal(r->certificate.until, 0);
    reply_free(r);
}

static void serve_words(int connection, void *context)
{
    char bytes[64];
    if (recv(connection, bytes, sizeof bytes, 0) > 0)
        peer_sends(connection, context);
}

static void serve_reset(int connection, void *context)
{
    char bytes[1];
    (void)context;
    if (recv(connection, bytes, sizeof bytes, 0) > 0)
        peer_reset(connection);
}

static void serve_silence(int connection, void *context)
{
    (void)context;
    peer_drain(connection);
}

static void handshakes_fail_under_their_own_names(void **state)
{
    (void)state;
    static const struct {
        void (*serve)(int connection, void *context);
        enum reply_failure failure;
    } cases[] = {
        {serve_words, FAIL_TLS},
        {serve_reset, FAIL_RESET},
        {serve_silence, FAIL_CONNECT_TIMEOUT},
    };
    char words[] = "HTTP/1.1 400 Plain HTTP here\r\n\r\n";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct peer p;
        char url[64];
        peer_start(&p, cases[i].serve, words);
        snprintf(url, sizeof url, "https://127.0.0.1:%d/", p.port);
        struct fetch_options options = client_options();
        if (cases[i].serve == serve_silence)
            options.connect_timeout_ms = 300;
        struct reply *r = client_once(&options, url);
        peer_stop(&p);
        if (r->failure != cases[i].failure)
            fail_msg("case %zu: %s (%s)", i, reply_failure_name(r->failure), r->detail);
        reply_free(r);
    }
}

static void a_missing_bundle_is_our_own_fault(void **state)
{
    (void)state;
    struct tls_server s;
    char url[64];
    tls_start(&s, "good");
    snprintf(url, sizeof url, "https://localhost:%d/", s.port);
    struct fetch_options options = client_options();
    options.cacert = "/nonexistent/ca.pem";
    struct reply *r = client_once(&options, url);
    tls_stop(&s);
    assert_int_equal(r->failure, FAIL_INTERNAL);
    reply_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(certificates_are_judged),
        cmocka_unit_test(insecure_accepts_them_all),
        cmocka_unit_test(the_end_of_a_certificate_is_known),
        cmocka_unit_test(handshakes_fail_under_their_own_names),
        cmocka_unit_test(a_missing_bundle_is_our_own_fault),
    };
    return cmocka_run_group_tests(tests, make_certificates, remove_certificates);
}
