#include "gloss/list/listing.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gloss/base/arena.h"
#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/list/format.h"
#include "gloss/list/slugs.h"

/* The table of formats and what is the same for all of them: reading the bytes, refusing what is no
 * text, and the lists that grow as links are found. What no row claims is read as Markdown. */

static const struct format *const formats[] = {&format_markdown, &format_urls};

enum { FORMAT_COUNT = sizeof(formats) / sizeof(formats[0]), CHUNK = 1 << 16 };

/* A listing with what it takes to grow and free it. */
struct owner {
    struct listing listing; /* first, so that a listing's address is its owner's */
    struct arena *arena;
    size_t link_room;
    size_t warning_room;
    struct slugs *slugs;
};

static struct owner *owner_of(struct listing *l)
{
    return (struct owner *)l;
}

static bool claims(const struct format *format, const char *path)
{
    for (const char *const *e = format->extensions; *e; e++)
        if (text_iends(path, *e))
            return true;
    return false;
}

static const struct format *format_for(const char *path)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (claims(formats[i], path))
            return formats[i];
    return &format_markdown;
}

bool listing_is_markdown_name(const char *path)
{
    return claims(&format_markdown, path);
}

void listing_set_slugs(struct listing *l, struct slugs *slugs)
{
    owner_of(l)->slugs = slugs;
}

const struct slugs *listing_slugs(const struct listing *l)
{
    return ((const struct owner *)l)->slugs;
}

bool listing_is_markdown(const char *path)
{
    return format_for(path) == &format_markdown;
}

struct link *link_new(struct listing *l)
{
    struct owner *o = owner_of(l);
    grow_array(&l->links, &o->link_room, l->link_count + 1, sizeof(*l->links));
    struct link *link = &l->links[l->link_count++];
    *link = (struct link){.file = l->path, .text = "", .url = "", .slot = NO_SLOT};
    return link;
}

void listing_warn(struct listing *l, struct arena *arena, size_t line, const char *format, ...)
{
    struct owner *o = owner_of(l);
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    char *repaired = text_repair(text, strlen(text));
    grow_array(&l->warnings, &o->warning_room, l->warning_count + 1, sizeof(*l->warnings));
    l->warnings[l->warning_count++] = arena_printf(arena, "%s:%zu: %s", l->path, line, repaired);
    free(repaired);
}

/* What the first line end of the text is. */
static const char *line_end_of(const char *bytes, size_t len)
{
    const char *lf = memchr(bytes, '\n', len);
    return lf && lf > bytes && lf[-1] == '\r' ? "\r\n" : "\n";
}

static bool check_bytes(const char *path, const char *bytes, size_t len, struct err *err)
{
    bool utf16 =
        len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    if (len > LISTING_MAX)
        return err_set(err, ERR_USAGE, "%s is larger than %zu MiB, the most a list may be.", path,
                       LISTING_MAX >> 20);
    if (utf16)
        return err_set(err, ERR_USAGE,
                       "%s is UTF-16; convert it to UTF-8 first: iconv -f UTF-16 -t UTF-8 %s", path,
                       path);
    if (memchr(bytes, '\0', len))
        return err_set(err, ERR_USAGE, "%s is a binary file (it has NUL bytes), not a list.", path);
    return true;
}

struct listing *listing_parse(const char *path, const char *bytes, size_t len, struct err *err)
{
    if (!check_bytes(path, bytes, len, err))
        return NULL;
    struct owner *o = xcalloc(1, sizeof(*o));
    struct listing *l = &o->listing;
    o->arena = arena_new();
    l->path = arena_strdup(o->arena, path);
    l->bytes = arena_strndup(o->arena, bytes, len);
    l->len = len;
    l->eol = line_end_of(bytes, len);
    if (!format_for(path)->read(l, o->arena, err)) {
        listing_free(l);
        return NULL;
    }
    return l;
}

/* Reads to the end, or a little past the largest size allowed. */
static bool read_all(FILE *in, const char *path, struct buf *out, struct err *err)
{
    char *chunk = xmalloc(CHUNK);
    size_t n;
    while ((n = fread(chunk, 1, CHUNK, in)) > 0 && buf_add(out, chunk, n))
        ;
    free(chunk);
    if (ferror(in))
        return err_set_errno(err, ERR_USAGE, errno, "cannot read %s", path);
    return true;
}

static FILE *open_input(const char *path, struct err *err)
{
    struct stat st;
    FILE *in = fopen(path, "rbe");
    if (!in) {
        err_set_errno(err, ERR_USAGE, errno, "cannot read %s", path);
        return NULL;
    }
    if (fstat(fileno(in), &st) == 0 && S_ISDIR(st.st_mode)) {
        err_set(err, ERR_USAGE, "cannot read %s: it is a directory", path);
        fclose(in);
        return NULL;
    }
    return in;
}

struct listing *listing_read(const char *path, struct err *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *in = is_stdin ? stdin : open_input(path, err);
    struct listing *l = NULL;
    struct buf bytes;
    if (!in)
        return NULL;
    buf_init(&bytes, LISTING_MAX + 1);
    if (read_all(in, is_stdin ? "standard input" : path, &bytes, err))
        l = listing_parse(path, bytes.data, bytes.len, err);
    buf_release(&bytes);
    if (!is_stdin)
        fclose(in);
    return l;
}

void listing_free(struct listing *l)
{
    if (!l)
        return;
    struct owner *o = owner_of(l);
    free(l->links);
    free(l->warnings);
    slugs_free(o->slugs);
    arena_free(o->arena);
    free(o);
}
