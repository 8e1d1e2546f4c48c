/* openreview_id: which submission a page of openreview.net is about.
 *
 * The forum is the submission's own page; files beside it come and go with its versions, so that a
 * registry knows the submission does not vouch for them. */
#include "gloss/source/openreview_id.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/net/url.h"

enum { ID_MIN = 5, ID_MAX = 40 };

static const struct {
    const char *path;
    bool derived;
} pages[] = {
    {"/forum", false},
    {"/pdf", true},
    {"/attachment", true},
    {"/revisions", true},
};

bool openreview_id_is_valid(const char *id)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    size_t n = strlen(id);

    return n >= ID_MIN && n <= ID_MAX && strspn(id, letters) == n;
}

/* The parameter "id" of a query; false when there is none that could be one. */
static bool read_id(const char *query, char id[WORK_ID_SIZE])
{
    for (const char *at = query; at;) {
        size_t n = strcspn(at, "&");

        if (strncmp(at, "id=", 3) == 0 && n - 3 < WORK_ID_SIZE) {
            memcpy(id, at + 3, n - 3);
            id[n - 3] = '\0';
            return openreview_id_is_valid(id);
        }
        at = at[n] ? at + n + 1 : NULL;
    }
    return false;
}

static bool match_page(const struct url_parts *page, struct work_ref *ref)
{
    size_t n = strlen(page->path);

    if (strcmp(page->host, "openreview.net") != 0 && strcmp(page->host, "www.openreview.net") != 0)
        return false;
    if (n > 1 && page->path[n - 1] == '/')
        n--;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (strlen(pages[i].path) != n || strncmp(page->path, pages[i].path, n) != 0)
            continue;
        ref->derived = pages[i].derived;
        return read_id(page->query, ref->id);
    }
    return false;
}

bool openreview_match(const char *url, struct work_ref *ref)
{
    struct url_parts page;
    bool found;

    *ref = (struct work_ref){0};
    if (!url_parse(url, &page))
        return false;
    found = match_page(&page, ref);
    url_parts_release(&page);
    if (!found)
        *ref = (struct work_ref){0};
    return found;
}
