/* link: the names under which links and task states appear in the JSON. */
#include "gloss/base/link.h"

static const char *const kind_names[] = {
    [LINK_INLINE] = "link", [LINK_IMAGE] = "image",           [LINK_AUTOLINK] = "autolink",
    [LINK_BARE] = "bare",   [LINK_DEFINITION] = "definition", [LINK_HTML] = "html",
};

static const char *const task_names[] = {
    [TASK_NONE] = NULL,
    [TASK_OPEN] = "open",
    [TASK_DONE] = "done",
};

const char *link_kind_name(enum link_kind k)
{
    return kind_names[k];
}

const char *task_state_name(enum task_state t)
{
    return task_names[t];
}
