/* url: web addresses taken apart by hand, because their bytes must survive.
 *
 * Every library at hand rewrites what it parses: it decodes and re-encodes, merges, sorts. A link
 * checker that turns %2F into "/" asks for another resource and reports the wrong one dead. So the
 * five pieces of RFC 3986 (appendix B) are found as spans of the text, and each output is put
 * together again from those spans. Only the host is folded into a canonical spelling (url_host.c):
 * there every spelling means the same machine.
 *
 * Three rules from how browsers read addresses: blanks around are dropped, tabs and line breaks
 * inside are dropped, other bytes that no URL may contain are percent-encoded (as a Markdown
 * renderer does on the way to the browser). A user name or password in a URL is never kept: what
 * stands in a shared list is no secret of ours to send, store or show. */
#include "gloss/net/url.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"

#include "gloss/net/url_bytes.h"
#include "gloss/net/url_host.h"

/* Longer than any server or browser bar takes; keeps hostile lists cheap. */
enum { URL_MAX_BYTES = 64 * 1024 };

struct pieces {
    struct span scheme, authority, path, query, fragment;
};

/* A web URL with its authority understood. The spans point into `text`. */
struct web {
    char *text; /* the tidied URL */
    struct pieces piece;
    bool secure;
    char *host;
    bool rooted;      /* the host ended in the root dot */
    struct span port; /* as written */
    int port_number;
};

/* A copy without the blanks around it and the tabs and line breaks inside. */
static char *tidy(const char *url)
{
    size_t n;
    size_t kept = 0;
    char *copy;

    while (*url && (unsigned char)*url <= ' ')
        url++;
    n = strlen(url);
    while (n > 0 && (unsigned char)url[n - 1] <= ' ')
        n--;
    copy = xstrndup(url, n);
    for (size_t i = 0; i < n; i++)
        if (!strchr("\t\r\n", copy[i]))
            copy[kept++] = copy[i];
    copy[kept] = '\0';
    return copy;
}

static struct span scheme_of(const char *s)
{
    size_t n = 0;

    if (byte_is_alpha(*s))
        while (byte_is_alpha(s[n]) || byte_is_digit(s[n]) || (s[n] && strchr("+-.", s[n])))
            n++;
    return n > 0 && s[n] == ':' ? (struct span){s, n} : (struct span){NULL, 0};
}

/* The five pieces; every string has them. */
static struct pieces split(const char *s)
{
    struct pieces p = {.scheme = scheme_of(s)};

    if (p.scheme.s)
        s += p.scheme.n + 1;
    if (s[0] == '/' && s[1] == '/') {
        p.authority = (struct span){s + 2, strcspn(s + 2, "/?#")};
        s = p.authority.s + p.authority.n;
    }
    p.path = (struct span){s, strcspn(s, "?#")};
    s += p.path.n;
    if (*s == '?') {
        p.query = (struct span){s + 1, strcspn(s + 1, "#")};
        s = p.query.s + p.query.n;
    }
    if (*s == '#')
        p.fragment = (struct span){s + 1, strlen(s + 1)};
    return p;
}

static bool span_is(struct span a, const char *word)
{
    return a.s && a.n == strlen(word) && strncasecmp(a.s, word, a.n) == 0;
}

static bool is_web_scheme(struct span scheme)
{
    return span_is(scheme, "http") || span_is(scheme, "https");
}

static bool read_port(struct web *w, const char **why)
{
    long port = 0;

    w->port_number = w->secure ? 443 : 80;
    for (size_t i = 0; i < w->port.n; i++) {
        if (!byte_is_digit(w->port.s[i]) || (port = port * 10 + (w->port.s[i] - '0')) > 65535) {
            *why = "the port is no number from 1 to 65535";
            return false;
        }
    }
    if (w->port.n > 0 && port == 0) {
        *why = "the port is no number from 1 to 65535";
        return false;
    }
    if (w->port.n > 0)
        w->port_number = (int)port;
    return true;
}

/* The last "@" ends the user information, the last ":" after any "]" starts the port. Browsers take
 * a backslash for a slash, other programs do not: what they would read as different hosts is no
 * address at all. */
static bool read_authority(struct web *w, const char **why)
{
    struct span rest = w->piece.authority;

    if (memchr(rest.s, '\\', rest.n)) {
        *why = "a backslash stands in the host: programs disagree on what follows";
        return false;
    }
    for (size_t i = rest.n; i > 0; i--) {
        if (rest.s[i - 1] == '@') {
            rest = (struct span){rest.s + i, rest.n - i};
            break;
        }
    }
    for (size_t i = rest.n; i > 0 && rest.s[i - 1] != ']'; i--) {
        if (rest.s[i - 1] == ':') {
            w->port = (struct span){rest.s + i, rest.n - i};
            rest.n = i - 1;
            break;
        }
    }
    w->rooted = rest.n > 0 && rest.s[rest.n - 1] == '.';
    w->host = url_host_read(rest.s, rest.n, why);
    return w->host && read_port(w, why);
}

static void web_release(struct web *w)
{
    free(w->text);
    free(w->host);
    *w = (struct web){0};
}

/* Reads an absolute http(s) URL; on false *why says what is wrong and w is empty. */
static bool web_read(struct web *w, const char *url, const char **why)
{
    *w = (struct web){0};
    if (strlen(url) > URL_MAX_BYTES) {
        *why = "it is longer than any server takes";
        return false;
    }
    w->text = tidy(url);
    w->piece = split(w->text);
    w->secure = span_is(w->piece.scheme, "https");
    if (!is_web_scheme(w->piece.scheme))
        *why = "it is no web address";
    else if (!w->piece.authority.s)
        *why = "\"//\" and a host are missing after the scheme";
    else if (read_authority(w, why))
        return true;
    web_release(w);
    return false;
}

/* Schemes that documents use and nothing can be fetched from, and what to call them. */
static const struct {
    const char *scheme;
    const char *words;
} other_schemes[] = {
    {"mailto", "a mail address"},
    {"tel", "a telephone number"},
    {"sms", "a telephone number"},
    {"data", "data in the link itself"},
    {"javascript", "a script"},
    {"ftp", "FTP, which is not checked"},
    {"ftps", "FTP, which is not checked"},
    {"file", "a file of one machine"},
    {"news", "a newsgroup"},
    {"irc", "a chat"},
    {"magnet", "a magnet link"},
};

static const char *words_for_scheme(struct span scheme)
{
    for (size_t i = 0; i < sizeof other_schemes / sizeof *other_schemes; i++)
        if (span_is(scheme, other_schemes[i].scheme))
            return other_schemes[i].words;
    return "another scheme than http and https";
}

static enum url_class classify(const char *url, const char **why)
{
    const char *broken = NULL;
    struct span scheme;
    struct web w;

    while (*url && (unsigned char)*url <= ' ')
        url++;
    scheme = scheme_of(url);
    if (scheme.s && !is_web_scheme(scheme)) {
        *why = words_for_scheme(scheme);
        return URL_OTHER;
    }
    if (scheme.s) {
        if (!web_read(&w, url, &broken)) {
            *why = broken;
            return URL_BROKEN;
        }
        web_release(&w);
        return URL_WEB;
    }
    if (text_istarts(url, "http%3a") || text_istarts(url, "https%3a")) {
        *why = "it is percent-encoded as a whole";
        return URL_BROKEN;
    }
    return *url == '#' ? URL_FRAGMENT : URL_RELATIVE;
}

enum url_class url_classify(const char *url, const char **why)
{
    const char *reason = NULL;
    enum url_class class = classify(url, &reason);

    if (why && reason)
        *why = reason;
    return class;
}

static void add_span(struct buf *out, struct span s)
{
    buf_add(out, s.s, s.n);
}

enum spelling { AS_WRITTEN, NORMAL };

static void add_path(struct buf *out, struct span path, enum spelling spelling)
{
    size_t start = out->len;

    if (path.n == 0)
        buf_addch(out, '/');
    else if (spelling == NORMAL)
        span_add_normal(out, path);
    else
        span_add_encoded(out, path);
    path_remove_dots(out, start);
}

/* "https://host:port", the default port left out. */
static void add_origin(struct buf *out, const struct web *w, bool keep_root_dot)
{
    bool ipv6 = strchr(w->host, ':');

    buf_adds(out, w->secure ? "https://" : "http://");
    buf_adds(out, ipv6 ? "[" : "");
    buf_adds(out, w->host);
    buf_adds(out, ipv6 ? "]" : "");
    if (keep_root_dot && w->rooted && w->host[strspn(w->host, "0123456789.")])
        buf_addch(out, '.');
    if (w->port_number != (w->secure ? 443 : 80))
        buf_addf(out, ":%d", w->port_number);
}

/* Room for a URL of which every byte became an escape. */
static void buf_init_url(struct buf *out)
{
    buf_init(out, (size_t)4 * URL_MAX_BYTES);
}

char *url_key(const char *url)
{
    const char *why;
    struct web w;
    struct buf out;

    if (!web_read(&w, url, &why))
        return NULL;
    buf_init_url(&out);
    add_origin(&out, &w, false);
    add_path(&out, w.piece.path, NORMAL);
    if (w.piece.query.s) {
        buf_addch(&out, '?');
        span_add_normal(&out, w.piece.query);
    }
    if (w.piece.fragment.n > 0 && w.piece.fragment.s[0] == '!') { /* a page of its own */
        buf_addch(&out, '#');
        span_add_normal(&out, w.piece.fragment);
    }
    web_release(&w);
    return buf_take(&out, NULL);
}

char *url_wire(const char *url)
{
    const char *why;
    struct web w;
    struct buf out;

    if (!web_read(&w, url, &why))
        return NULL;
    buf_init_url(&out);
    add_origin(&out, &w, true);
    add_path(&out, w.piece.path, AS_WRITTEN);
    if (w.piece.query.s) {
        buf_addch(&out, '?');
        span_add_encoded(&out, w.piece.query);
    }
    web_release(&w);
    return buf_take(&out, NULL);
}

char *url_origin(const char *url)
{
    const char *why;
    struct web w;
    struct buf out;

    if (!web_read(&w, url, &why))
        return NULL;
    buf_init_url(&out);
    add_origin(&out, &w, false);
    web_release(&w);
    return buf_take(&out, NULL);
}

bool url_parse(const char *url, struct url_parts *out)
{
    const char *why;
    struct web w;

    *out = (struct url_parts){0};
    if (!web_read(&w, url, &why))
        return false;
    out->scheme = xstrdup(w.secure ? "https" : "http");
    out->host = xstrdup(w.host);
    out->port = w.port_number;
    out->path = w.piece.path.n > 0 ? xstrndup(w.piece.path.s, w.piece.path.n) : xstrdup("/");
    out->query = w.piece.query.s ? xstrndup(w.piece.query.s, w.piece.query.n) : NULL;
    web_release(&w);
    return true;
}

void url_parts_release(struct url_parts *p)
{
    free(p->scheme);
    free(p->host);
    free(p->path);
    free(p->query);
    *p = (struct url_parts){0};
}

/* The path of a reference laid on that of the base (RFC 3986 section 5.2.3). */
static void add_merged_path(struct buf *out, struct span base, struct span reference)
{
    size_t start = out->len;

    if (reference.s[0] != '/') {
        while (base.n > 0 && base.s[base.n - 1] != '/')
            base.n--;
        if (base.n == 0)
            base = (struct span){"/", 1};
        add_span(out, base);
    }
    add_span(out, reference);
    path_remove_dots(out, start);
}

/* A reference that names a host itself, perhaps without the scheme; with its scheme. */
static char *resolve_absolute(const char *text, const struct pieces *r, struct span scheme)
{
    char *url = r->scheme.s ? xstrdup(text) : xasprintf("%.*s:%s", (int)scheme.n, scheme.s, text);
    struct pieces whole = split(url);
    struct buf out;
    struct web w;
    const char *why;

    if (!is_web_scheme(whole.scheme))
        return url;
    if (!web_read(&w, url, &why)) {
        free(url);
        return NULL;
    }
    buf_init_url(&out);
    add_origin(&out, &w, true);
    add_merged_path(&out, (struct span){"/", 1}, w.piece.path);
    buf_adds(&out, w.piece.path.s + w.piece.path.n); /* query and fragment as written */
    web_release(&w);
    free(url);
    return buf_take(&out, NULL);
}

static char *resolve_relative(const struct web *base, const struct pieces *r)
{
    const char *after = r->path.s + r->path.n; /* "?query#fragment" of the reference */
    struct buf out;

    buf_init_url(&out);
    add_origin(&out, base, true);
    if (r->path.n > 0) {
        add_merged_path(&out, base->piece.path, r->path);
    } else {
        add_merged_path(&out, base->piece.path, base->piece.path);
        if (!r->query.s && base->piece.query.s) {
            buf_addch(&out, '?');
            add_span(&out, base->piece.query);
        }
    }
    buf_adds(&out, after);
    return buf_take(&out, NULL);
}

char *url_resolve(const char *base, const char *reference)
{
    char *text;
    char *resolved = NULL;
    struct pieces r;
    struct web w;
    const char *why;

    if (strlen(reference) > URL_MAX_BYTES)
        return NULL;
    text = tidy(reference);
    r = split(text);
    if (r.scheme.s) {
        resolved = resolve_absolute(text, &r, r.scheme);
    } else if (web_read(&w, base, &why)) {
        resolved =
            r.authority.s ? resolve_absolute(text, &r, w.piece.scheme) : resolve_relative(&w, &r);
        web_release(&w);
    }
    free(text);
    return resolved;
}
