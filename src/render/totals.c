/* totals: how many links there are of each verdict, in one line. */
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/render/formats.h"

enum { TOTALS_CAP = 1024 };

void render_count(const struct report *report, size_t counts[VERDICT_COUNT + 1])
{
    memset(counts, 0, (VERDICT_COUNT + 1) * sizeof(*counts));
    for (size_t i = 0; i < report->outcome_count; i++) {
        const struct finding *f = report->outcomes[i].finding;

        counts[f != NULL ? f->verdict : VERDICT_COUNT]++;
    }
}

char *render_totals(const struct report *report)
{
    size_t counts[VERDICT_COUNT + 1];
    const char *glue = ": ";
    struct buf b;

    render_count(report, counts);
    buf_init(&b, TOTALS_CAP);
    (void)buf_addf(&b, "%zu link%s", report->outcome_count, report->outcome_count == 1 ? "" : "s");
    for (int v = 0; report->checked && v <= VERDICT_COUNT; v++) {
        if (counts[v] > 0) {
            (void)buf_addf(&b, "%s%zu %s", glue, counts[v],
                           v < VERDICT_COUNT ? verdict_name((enum verdict)v) : "not asked");
            glue = ", ";
        }
    }
    return buf_take(&b, NULL);
}
