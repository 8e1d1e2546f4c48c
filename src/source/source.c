/* source: the table of registries, walked to find whose work a URL is.
 *
 * A link is worth asking a registry about because one request there settles dozens of links, and
 * settles them better: a registry answers robots, and gives authors and dates that no page spells
 * out as well. */
#include "gloss/source/source.h"

#include <string.h>

#include "gloss/source/registries.h"

const struct source *const sources[] = {
#define X(descriptor) &(descriptor),
    REGISTRIES(X)
#undef X
        NULL};

static bool is_available(const struct source *s)
{
    return !s->available || s->available();
}

const struct source *source_for_url(const char *url, struct work_ref *ref)
{
    for (size_t i = 0; sources[i]; i++) {
        *ref = (struct work_ref){0};
        if (sources[i]->match && is_available(sources[i]) && sources[i]->match(url, ref))
            return sources[i];
    }
    *ref = (struct work_ref){0};
    return NULL;
}

const struct source *source_by_name(const char *name)
{
    for (size_t i = 0; sources[i]; i++) {
        if (strcmp(sources[i]->name, name) != 0)
            continue;
        if (is_available(sources[i]))
            return sources[i];
        return sources[i]->next ? source_by_name(sources[i]->next) : NULL;
    }
    return NULL;
}

void record_release(struct record *r)
{
    meta_free(r->meta);
    *r = (struct record){0};
}
