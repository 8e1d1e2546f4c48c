/* metarow: rows against what was observed; relative URLs are made absolute on the way. */
#include "gloss/page/metarow.h"

#include <string.h>

void metarow_propose(const struct observed *o, struct proposals *out, const struct meta_row *rows,
                     size_t count)
{
    for (size_t i = 0; i < o->meta_count; i++) {
        const struct observed_meta *m = &o->metas[i];
        for (size_t r = 0; r < count; r++) {
            if (strcmp(m->key, rows[r].key) != 0)
                continue;
            const char *value = rows[r].kind == VALUE_URL ? observed_url(o, m->value) : m->value;
            propose(out, rows[r].field, rows[r].kind, value, rows[r].source, rows[r].rank);
        }
    }
}
