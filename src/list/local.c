#include "gloss/list/local.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/list/format.h"
#include "gloss/list/listing.h"
#include "gloss/list/slugs.h"

/* A link to a file beside the document. A document's own headings were found when it was read;
 * those of another are kept until a third is asked for, since links to one file come in groups. */

enum { WHY_SIZE = 256 };

/* A destination in its parts, escapes decoded. */
struct target {
    char *path;     /* "" for the document itself */
    char *fragment; /* NULL when there is none */
};

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static char *percent_decode(const char *s, size_t n)
{
    char *out = xmalloc(n + 1);
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        int high = s[i] == '%' && i + 2 < n ? hex_value(s[i + 1]) : -1;
        int low = high >= 0 ? hex_value(s[i + 2]) : -1;
        unsigned char byte = (unsigned char)s[i];
        if (low >= 0 && high * 16 + low != 0) {
            byte = (unsigned char)(high * 16 + low);
            i += 2;
        }
        memcpy(out + len++, &byte, 1);
    }
    out[len] = '\0';
    return out;
}

static void target_init(struct target *t, const char *url)
{
    size_t path = strcspn(url, "?#");
    const char *hash = strchr(url, '#');
    t->path = percent_decode(url, path);
    t->fragment = hash ? percent_decode(hash + 1, strlen(hash + 1)) : NULL;
}

static void target_release(struct target *t)
{
    free(t->path);
    free(t->fragment);
}

/* The path seen from where gloss runs: relative to the document's folder. */
static char *resolve(const char *document, const char *path)
{
    const char *slash = strrchr(document, '/');
    if (path[0] == '/' || !slash)
        return xstrdup(path);
    return xasprintf("%.*s%s", (int)(slash + 1 - document), document, path);
}

/* A fragment that holds in every document, or that no heading has to answer for. */
static bool always_holds(const char *fragment)
{
    bool lines = fragment[0] == 'L' && fragment[1] >= '0' && fragment[1] <= '9';
    bool route = fragment[0] == '!' || fragment[0] == '/';
    return fragment[0] == '\0' || lines || route || text_ieq(fragment, "top") ||
           strstr(fragment, ":~:") != NULL;
}

/* Whether the destination begins with "scheme:". */
static bool has_scheme(const char *url)
{
    size_t n = 0;
    while ((url[n] >= 'a' && url[n] <= 'z') || (url[n] >= 'A' && url[n] <= 'Z') ||
           (n > 0 && ((url[n] >= '0' && url[n] <= '9') || (url[n] && strchr("+.-", url[n])))))
        n++;
    return n > 1 && url[n] == ':';
}

static enum local_state say(enum local_state state, char why[WHY_SIZE], const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts the words into `why`, as valid UTF-8. */
static enum local_state say(enum local_state state, char why[WHY_SIZE], const char *format, ...)
{
    char words[WHY_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof(words), format, args);
    va_end(args);
    char *fit = text_clean(words, strlen(words));
    struct buf out;
    buf_init(&out, WHY_SIZE - 1);
    buf_adds(&out, fit);
    while (out.overflow && out.len > 0 && ((unsigned char)fit[out.len] & 0xC0) == 0x80)
        buf_truncate(&out, out.len - 1);
    memcpy(why, out.data, out.len + 1);
    buf_release(&out);
    free(fit);
    return state;
}

static bool has_fragment(const struct slugs *slugs, const char *fragment)
{
    static const char prefix[] = "user-content-";
    if (strncmp(fragment, prefix, sizeof(prefix) - 1) == 0)
        fragment += sizeof(prefix) - 1;
    if (slugs_have(slugs, fragment))
        return true;
    char *slug = slug_of(fragment); /* browsers compare exactly, GitHub does not mind case */
    bool found = slugs_have(slugs, slug);
    free(slug);
    return found;
}

/* The slugs of another Markdown file; the last ones are kept for the next call. */
static const struct slugs *slugs_of_file(const char *path, const struct stat *st)
{
    static struct slugs *kept;
    static struct stat kept_of;
    bool same = kept && kept_of.st_dev == st->st_dev && kept_of.st_ino == st->st_ino &&
                kept_of.st_size == st->st_size && kept_of.st_mtim.tv_sec == st->st_mtim.tv_sec &&
                kept_of.st_mtim.tv_nsec == st->st_mtim.tv_nsec;
    if (same)
        return kept;
    struct listing *l = listing_read(path, NULL);
    if (!l)
        return NULL;
    slugs_free(kept);
    kept = slugs_of(l->bare, l->bare_len);
    kept_of = *st;
    listing_free(l);
    return kept;
}

static enum local_state check_fragment(const struct slugs *slugs, const char *fragment,
                                       const char *name, char why[WHY_SIZE])
{
    if (!fragment || always_holds(fragment) || has_fragment(slugs, fragment))
        return say(LOCAL_FOUND, why, "%s is there", name);
    return say(LOCAL_NO_FRAGMENT, why, "%s has no heading or id \"%s\"", name, fragment);
}

static enum local_state check_file(const struct listing *in, const struct target *t,
                                   char why[WHY_SIZE])
{
    struct stat st;
    bool from_root = t->path[0] == '/';
    char *path = resolve(in->path, t->path);
    enum local_state state;
    if (stat(path, &st) != 0) {
        bool absent = errno == ENOENT || errno == ENOTDIR;
        state = from_root ? say(LOCAL_UNKNOWN, why,
                                "%s is not on this machine; it may be on a site", t->path)
                : absent  ? say(LOCAL_MISSING, why, "no such file: %s", path)
                          : say(LOCAL_UNKNOWN, why, "cannot look at %s: %s", path, strerror(errno));
    } else {
        bool reads = S_ISREG(st.st_mode) && t->fragment && listing_is_markdown_name(path);
        const struct slugs *slugs = reads ? slugs_of_file(path, &st) : NULL;
        state = slugs ? check_fragment(slugs, t->fragment, path, why)
                      : say(LOCAL_FOUND, why, "%s is there", path);
    }
    free(path);
    return state;
}

enum local_state local_check(const struct listing *in, const char *url, char why[WHY_SIZE])
{
    struct target t;
    const struct slugs *own = listing_slugs(in);
    enum local_state state;
    if (has_scheme(url) || strncmp(url, "//", 2) == 0)
        return say(LOCAL_UNKNOWN, why, "%s is no file beside the document", url);
    target_init(&t, url);
    if (t.path[0] == '\0')
        state = own ? check_fragment(own, t.fragment, "the document", why)
                    : say(LOCAL_FOUND, why, "it is the document itself");
    else if (strcmp(in->path, "-") == 0)
        state = say(LOCAL_UNKNOWN, why, "standard input has no folder to look in for %s", t.path);
    else
        state = check_file(in, &t, why);
    target_release(&t);
    return state;
}
