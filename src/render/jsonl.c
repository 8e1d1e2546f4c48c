/* jsonl: the link objects of json.c, one a line, for tools that read line by line. */
#include <stdlib.h>

#include "gloss/render/formats.h"
#include "gloss/render/object.h"

static bool render_jsonl(FILE *out, const struct report *report, struct err *err)
{
    for (size_t i = 0; i < report->outcome_count; i++) {
        char *text = object_text(object_of_outcome(&report->outcomes[i]));

        (void)fprintf(out, "%s\n", text);
        free(text);
    }
    return render_finish(out, err);
}

static const char *const extensions[] = {".jsonl", NULL};

const struct renderer renderer_jsonl = {
    .name = "jsonl",
    .extensions = extensions,
    .render = render_jsonl,
};
