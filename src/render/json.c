/* json: one object for the whole run.
 *
 * Written link by link, so that a list of any length takes the memory of one link, and with a line
 * a link, so that two runs can be compared with diff. */
#include <stdlib.h>

#include "gloss/base/json.h"
#include "gloss/render/formats.h"
#include "gloss/render/object.h"
#include "gloss/version.h"

/* Every verdict is named, those that no link has with 0. */
static json_t *verdict_counts(const struct report *report)
{
    size_t counts[VERDICT_COUNT + 1];
    json_t *obj = json_object();

    render_count(report, counts);
    for (int v = 0; v < VERDICT_COUNT; v++)
        json_put_int(obj, verdict_name((enum verdict)v), (long long)counts[v]);
    return obj;
}

static json_t *run_object(const struct report *report)
{
    json_t *obj = json_object();

    object_put_instant(obj, "started", report->checked ? report->started : 0);
    object_put_instant(obj, "finished", report->checked ? report->finished : 0);
    json_put_int(obj, "links", (long long)report->outcome_count);
    if (report->checked) {
        json_put_int(obj, "requests", (long long)report->requests);
        json_put_new(obj, "verdicts", verdict_counts(report));
    }
    if (report->interrupted)
        (void)json_object_set_new(obj, "interrupted", json_true());
    return obj;
}

static bool render_json(FILE *out, const struct report *report, struct err *err)
{
    char *run = object_text(run_object(report));

    (void)fprintf(out, "{\"gloss\": \"%s\", \"run\": %s,\n \"links\": [", GLOSS_VERSION, run);
    free(run);
    for (size_t i = 0; i < report->outcome_count; i++) {
        char *text = object_text(object_of_outcome(&report->outcomes[i]));

        (void)fprintf(out, "%s\n  %s", i > 0 ? "," : "", text);
        free(text);
    }
    (void)fputs(report->outcome_count > 0 ? "\n ]}\n" : "]}\n", out);
    return render_finish(out, err);
}

static const char *const extensions[] = {".json", NULL};

const struct renderer renderer_json = {
    .name = "json",
    .extensions = extensions,
    .render = render_json,
};
