/* plan_lane: one binary heap serves first tries and retries alike. A task just added is ready at
 * the time of adding, a retry later; ordering by that time and then by the order of adding makes
 * the heap a plain queue as long as nothing fails. */
#include "gloss/net/plan_lane.h"

#include <stdlib.h>

static bool before(const struct entry *a, const struct entry *b)
{
    return a->ready_at != b->ready_at ? a->ready_at < b->ready_at : a->order < b->order;
}

static void swap(struct lane *l, size_t i, size_t j)
{
    struct entry *e = l->heap[i];

    l->heap[i] = l->heap[j];
    l->heap[j] = e;
}

void lane_push(struct lane *l, struct entry *e)
{
    size_t i = l->count;

    grow_array(&l->heap, &l->room, l->count + 1, sizeof(struct entry *));
    l->heap[l->count++] = e;
    while (i > 0 && before(l->heap[i], l->heap[(i - 1) / 2])) {
        swap(l, i, (i - 1) / 2);
        i = (i - 1) / 2;
    }
}

struct entry *lane_pop(struct lane *l)
{
    struct entry *first = l->heap[0];
    size_t i = 0;

    l->heap[0] = l->heap[--l->count];
    for (;;) {
        size_t least = i;

        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < l->count; child++)
            if (before(l->heap[child], l->heap[least]))
                least = child;
        if (least == i)
            return first;
        swap(l, i, least);
        i = least;
    }
}

int64_t lane_ready_at(const struct lane *l)
{
    return l->count > 0 ? l->heap[0]->ready_at : INT64_MAX;
}
