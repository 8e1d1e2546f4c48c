/* page: the flow of one page: charset, guard, parse and walk, vocabularies, cascade.
 *
 * Bodies that are no HTML have flows of their own, a row each in `formats`. */
#include "gloss/page/page.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "gloss/base/text.h"
#include "gloss/page/atom.h"
#include "gloss/page/cascade.h"
#include "gloss/page/charset.h"
#include "gloss/page/companion.h"
#include "gloss/page/guard.h"
#include "gloss/page/heading.h"
#include "gloss/page/look.h"
#include "gloss/page/observed.h"
#include "gloss/page/pdf.h"
#include "gloss/page/signpost.h"
#include "gloss/page/vocabulary.h"
#include "gloss/page/walk.h"

void page_init(void)
{
    xmlInitParser();
}

void page_shutdown(void)
{
    xmlCleanupParser();
}

static void fill_signs(const struct observed *o, const struct meta *m, struct signs *signs)
{
    signs->html = true;
    look_copy(signs->title, sizeof(signs->title), o->title);
    for (size_t i = 0; i < o->spot_count && signs->h1[0] == '\0'; i++)
        if (strcmp(o->spots[i].tag, "h1") == 0)
            look_copy(signs->h1, sizeof(signs->h1), spot_text(o, &o->spots[i]));
    look_fill(o, signs);
    look_copy(signs->canonical, sizeof(signs->canonical), meta_get(m, META_CANONICAL));
    const char *robots = observed_meta(o, "robots");
    signpost_fill(o, signs);
    signs->noindex = robots != NULL && text_ifind(robots, "noindex") != NULL;
}

/* Lets every vocabulary speak of what was observed, then decides. */
static void decide(const struct observed *o, const struct page_input *in, struct meta *m)
{
    struct proposals ps = {.arena = o->arena, .now_year = in->now_year};
    for (size_t i = 0; vocabularies[i] != NULL; i++)
        vocabularies[i]->propose(o, &ps);
    cascade(o, &ps, m);
    proposals_release(&ps);
}

static void extract_html(const struct page_input *in, struct meta *m, struct signs *signs)
{
    size_t len;
    char *html = charset_to_utf8(in->bytes, in->len, in->content_type, &len);
    len = guard_html(html, len);
    struct observed *o = observed_new(in->url, in->now_year);
    if (walk_page(o, html, len)) {
        heading_settle(o);
        decide(o, in, m);
        if (signs != NULL)
            fill_signs(o, m, signs);
    }
    observed_free(o);
    free(html);
}

static void extract_xml(const struct page_input *in, struct meta *m, struct signs *signs)
{
    (void)signs;
    struct observed *o = observed_new(in->url, in->now_year);
    struct proposals ps = {.arena = o->arena, .now_year = in->now_year};
    atom_propose(&ps, in->bytes, in->len);
    cascade(o, &ps, m);
    proposals_release(&ps);
    observed_free(o);
}

static void extract_pdf(const struct page_input *in, struct meta *m, struct signs *signs)
{
    (void)signs;
    meta_propose(m, META_TYPE, "document", "pdf-magic", 100);
    pdf_extract(in, m);
}

bool page_is_pdf(const char *bytes, size_t len)
{
    return memmem(bytes, len < 1024 ? len : 1024, "%PDF-", 5) != NULL;
}

static bool is_pdf(const struct page_input *in)
{
    return page_is_pdf(in->bytes, in->len);
}

static bool has_type(const struct page_input *in, const char *part)
{
    return in->content_type != NULL && text_ifind(in->content_type, part) != NULL;
}

static bool is_xml(const struct page_input *in)
{
    return has_type(in, "xml") && !has_type(in, "html");
}

/* Markup that calls itself something else (text/plain, JSON) is not read as a page. */
static bool is_html(const struct page_input *in)
{
    if (in->content_type != NULL && in->content_type[0] != '\0')
        return has_type(in, "html");
    return memchr(in->bytes, '<', in->len < 4096 ? in->len : 4096) != NULL;
}

/* What a body may be; the first that it is decides. */
static const struct format {
    bool (*is)(const struct page_input *in);
    void (*extract)(const struct page_input *in, struct meta *m, struct signs *signs);
} formats[] = {
    {is_pdf, extract_pdf},
    {is_xml, extract_xml},
    {is_html, extract_html},
};

struct meta *page_extract(const struct page_input *in, struct signs *signs)
{
    struct meta *m = meta_new();
    if (signs != NULL)
        memset(signs, 0, sizeof(*signs));
    if (in->bytes == NULL || in->len == 0)
        return m;
    if (in->about != NULL) {
        companion_extract(in, m);
        return m;
    }
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        if (formats[i].is(in)) {
            formats[i].extract(in, m, signs);
            break;
        }
    }
    return m;
}
