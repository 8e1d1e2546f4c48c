/* The first stage: each link becomes (or joins) a target. */
#include "gloss/run/resolve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/base/utf8.h"
#include "gloss/list/local.h"
#include "gloss/net/address.h"
#include "gloss/net/url.h"

static bool any_matches(const regex_t *patterns, size_t count, const char *url)
{
    for (size_t i = 0; i < count; i++)
        if (regexec(&patterns[i], url, 0, NULL, 0) == 0)
            return true;
    return false;
}

static void settle(struct target *t, const struct run_options *o, enum evidence_class class,
                   const char *source, const char *says)
{
    struct evidence e = {.class = class, .source = source, .at = o->now};
    size_t len = strlen(says);
    size_t fit = utf8_whole(says, len < sizeof e.says ? len : sizeof e.says - 1);
    (void)snprintf(e.says, sizeof e.says, "%.*s", (int)fit, says);
    finding_add_evidence(t->finding, &e);
}

static void settle_local(struct target *t, const struct run_options *o)
{
    char why[256];
    switch (local_check(t->listing, t->link->url, why)) {
    case LOCAL_FOUND:
        settle(t, o, EVIDENCE_ANSWERED, "file", why);
        break;
    case LOCAL_MISSING:
    case LOCAL_NO_FRAGMENT:
        settle(t, o, EVIDENCE_MISSING, "file", why);
        break;
    case LOCAL_UNKNOWN:
        settle(t, o, EVIDENCE_EXCLUDED, "file", why);
        break;
    }
}

/* Web addresses: excluded by the user, private, or to be asked. */
static void resolve_web(struct targets *targets, struct target *t, const struct run_options *o)
{
    const char *url = t->link->url;
    if (any_matches(o->exclude, o->exclude_count, url) &&
        !any_matches(o->include, o->include_count, url)) {
        settle(t, o, EVIDENCE_EXCLUDED, "config", "excluded by --exclude");
        return;
    }
    struct url_parts parts = {0};
    if (url_parse(url, &parts) && !o->fetch.allow_private && address_literal_is_private(parts.host))
        settle(t, o, EVIDENCE_EXCLUDED, "url", "a private address (--allow-private asks it)");
    url_parts_release(&parts);
    if (t->finding->evidence_count)
        return;
    t->url = url_wire(url);
    struct work_ref ref = {0};
    const struct source *source = source_for_url(url, &ref);
    if (source) {
        t->inquiry = targets_inquiry(targets, source, ref.id);
        const struct source *also = ref.also ? source_by_name(ref.also) : NULL;
        if (also)
            target_also(t, targets_inquiry(targets, also, ref.id));
        t->version = ref.version;
        t->derived = ref.derived;
    }
}

/* What links that are one target have in common: what is no web address is one only within its
 * file. */
static char *key_of(const struct listing *listing, const struct link *link, enum url_class class)
{
    char *key = class == URL_WEB ? url_key(link->url) : NULL;
    return key ? key : xasprintf("%s: %s", listing->path, link->url);
}

static void settle_ignored(struct target *t, const struct run_options *o,
                           const struct ignore *ignore)
{
    char *words = ignore_words(ignore, false);
    settle(t, o, EVIDENCE_EXCLUDED, ignore->source, words);
    t->ignored = true;
    free(words);
}

static void resolve(struct targets *targets, struct target *t, const struct run_options *options)
{
    const char *why = "";
    switch (url_classify(t->link->url, &why)) {
    case URL_WEB:
        resolve_web(targets, t, options);
        if (!t->url && !t->finding->evidence_count)
            settle(t, options, EVIDENCE_UNUSABLE, "url", "not a URL that can be fetched");
        break;
    case URL_RELATIVE:
    case URL_FRAGMENT:
        t->is_file = true;
        settle_local(t, options);
        break;
    case URL_OTHER:
        settle(t, options, EVIDENCE_EXCLUDED, "url", why);
        break;
    case URL_BROKEN:
        settle(t, options, EVIDENCE_UNUSABLE, "url", why);
        break;
    }
}

struct target *resolve_link(struct targets *targets, const struct run_options *options,
                            const struct listing *listing, const struct link *link,
                            const struct ignore *ignore)
{
    const char *unused = "";
    enum url_class class = url_classify(link->url, &unused);
    char *key = key_of(listing, link, class);
    char *words = ignore ? ignore_words(ignore, false) : NULL;
    char *id = words ? xasprintf("%s: %s\n%s", ignore->source, words, key) : xstrdup(key);
    struct target *t = targets_find(targets, id);
    if (t) {
        free(id);
    } else {
        t = targets_add(targets, id, strlen(id) - strlen(key));
        t->listing = listing;
        t->link = link;
        if (ignore)
            settle_ignored(t, options, ignore);
        else
            resolve(targets, t, options);
        if (ignore && class == URL_WEB)
            t->url = url_wire(link->url);
    }
    free(words);
    free(key);
    return t;
}
