/* url: absolute http(s) URLs taken apart, resolved and compared; bytes are never rewritten.
 *
 * The URL as the user wrote it is what is requested and shown. `url_key` is only for comparing.
 * Blanks around a URL and tabs and line breaks in it do not count, as in browsers. A user name or
 * password in it is understood but never kept: no function here gives it back, so it is neither
 * sent nor stored nor shown. Longer than 64 KiB is no URL. Linear time. Pure; any thread. */
#ifndef GLOSS_NET_URL_H
#define GLOSS_NET_URL_H

#include <stdbool.h>
#include <stddef.h>

/* What kind of thing a destination is, before anything is asked. */
enum url_class {
    URL_WEB,      /* http or https with a host: can be fetched */
    URL_RELATIVE, /* a path, "?query" or "//host": relative to its document */
    URL_FRAGMENT, /* "#part" of its own document */
    URL_OTHER,    /* another scheme: mailto, tel, data, javascript, ftp, ... */
    URL_BROKEN,   /* meant as a web address but none: "http://", "http:/x", blanks in the host */
};

/* `why` (may be NULL) gets a string constant for URL_OTHER ("a mail address") and for URL_BROKEN
 * ("it names no host"); otherwise it is left alone. */
enum url_class url_classify(const char *url, const char **why);

struct url_parts {
    char *scheme; /* lower case */
    char *host;   /* lower case ASCII (punycode for IDN), without brackets or trailing dot; an IPv4
                     address in four decimal parts, however it was written */
    int port;     /* the scheme's when none is given */
    char *path;   /* as written, at least "/" */
    char *query;  /* as written without "?", or NULL */
};

/* Takes an absolute http(s) URL apart; false when it is none. The caller releases. */
bool url_parse(const char *url, struct url_parts *out);
void url_parts_release(struct url_parts *p); /* zeroed parts are fine */

/* The normal form under which URLs are compared, or NULL for what is no http(s) URL: scheme and
 * host in lower case, IDN as punycode, default port, root dot of the host and fragment dropped
 * ("#!..." kept), dot segments resolved, unreserved characters un-escaped and escapes in upper case
 * (RFC 3986 section 6.2.2), bytes that no URL may contain percent-encoded, everything else (%2F,
 * %3F, +, %E9, "//", an empty query, the order of the query) as it is. An empty path is "/". The
 * key of a key is that key. The caller frees. */
char *url_key(const char *url);

/* The URL to put on the wire: path and query as written, but blanks, non-ASCII and other bytes that
 * no URL may contain percent-encoded and dot segments resolved; scheme, host and port as in the key
 * (the root dot kept); the fragment gone. NULL when it is no http(s) URL. The caller frees. */
char *url_wire(const char *url);

/* Resolves `reference` (also "//host", "?q", "") against `base` (RFC 3986 section 5), an absolute
 * http(s) URL unless the reference has a scheme of its own. The bytes of path, query and fragment
 * are as written. The result may have another scheme ("mailto:"). NULL when it would be no absolute
 * URL. The caller frees. */
char *url_resolve(const char *base, const char *reference);

/* "https://host:port" in normal form (no default port), for robots of every kind that think in
 * origins. NULL when it is no http(s) URL. The caller frees. */
char *url_origin(const char *url);

/* Percent-decodes into a new NUL-terminated string; NULL when a NUL byte would come out. "+" stays,
 * and so does a "%" that begins no escape. The caller frees. */
char *url_decode(const char *s);
/* The URL without the parameters that only say where a visitor came from (utm_source, fbclid, ...),
 * the rest byte for byte; NULL when it has none. The caller frees. */
char *url_without_tracking(const char *url);

/* Percent-encodes all but unreserved characters. The caller frees. */
char *url_encode(const char *s);

/* The registrable-looking part of a host as in url_parts, used only to say "another site": the last
 * two labels, three under a country's registry (co.uk, ac.jp, ...) or a host that gives subdomains
 * to strangers (github.io, ...); an IP address whole. Borrowed from host. */
const char *url_site(const char *host);

#endif
