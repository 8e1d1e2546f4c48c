/* url_tracking: parameters that tell a site where its visitor came from, and nothing about the
 * page. The names are those that browsers strip, too. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"

/* A name that ends in '*' stands for all that begin so. */
static const char *const names[] = {
    "utm_*",   "fbclid",  "gclid",   "gclsrc",  "dclid",      "gbraid",      "wbraid", "msclkid",
    "yclid",   "twclid",  "igshid",  "igsh",    "mc_cid",     "mc_eid",      "_hsenc", "_hsmi",
    "mkt_tok", "ref_src", "ref_url", "vero_id", "oly_enc_id", "oly_anon_id", "__s",    "s_cid",
};

static bool is_tracking(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        size_t n = strlen(names[i]);
        bool prefix = names[i][n - 1] == '*';

        if (prefix ? len >= n - 1 && strncmp(name, names[i], n - 1) == 0
                   : len == n && strncmp(name, names[i], n) == 0)
            return true;
    }
    return false;
}

char *url_without_tracking(const char *url)
{
    const char *hash = url + strcspn(url, "#");
    const char *query = memchr(url, '?', (size_t)(hash - url));
    bool dropped = false;
    const char *glue = "?";
    struct buf out;

    if (query == NULL)
        return NULL;
    buf_init(&out, strlen(url) + 1);
    (void)buf_add(&out, url, (size_t)(query - url));
    for (const char *at = query + 1; at < hash;) {
        size_t n = strcspn(at, "&#");

        if (is_tracking(at, strcspn(at, "=&#"))) {
            dropped = true;
        } else {
            (void)buf_adds(&out, glue);
            (void)buf_add(&out, at, n);
            glue = "&";
        }
        at += n + (at[n] == '&');
    }
    (void)buf_adds(&out, hash);
    if (dropped)
        return buf_take(&out, NULL);
    buf_release(&out);
    return NULL;
}
