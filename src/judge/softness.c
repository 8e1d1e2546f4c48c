/* softness: the checks in the order in which they are believed.
 *
 * Walls come first: a page that asks who is there says nothing about what is behind it, whatever
 * words it uses. Then what is surest: where one was sent, what the page says, what it was before,
 * and last what a path that cannot exist shows. */
#include "gloss/judge/softness.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/judge/absence.h"
#include "gloss/judge/homeward.h"
#include "gloss/judge/login.h"
#include "gloss/judge/parking.h"
#include "gloss/judge/takeover.h"
#include "gloss/judge/view.h"
#include "gloss/judge/wall.h"

enum { NEAR_BITS = 6, SIZE_PART = 8, SIZE_SLACK = 80 };

static const double alike = 0.9; /* of text_similarity */

static bool sibling_find(const struct view *v, struct evidence *out)
{
    const struct signs *sibling = v->look->sibling;
    if (sibling == NULL || !v->ok || place_is_front(&v->asked) ||
        !judge_same_page(v->signs, sibling))
        return false;
    return view_say(out, EVIDENCE_SOFT, "the same page as at an address that cannot exist");
}

static bool (*const checks[])(const struct view *v, struct evidence *out) = {
    login_find, wall_find, parking_find, homeward_find, takeover_find, absence_find, sibling_find};

bool judge_look(const struct look *look, struct evidence *out)
{
    struct view v;
    struct evidence e = {.source = "page", .at = look->at, .status = look->status};
    bool odd = false;
    view_init(&v, look);
    for (size_t i = 0; !odd && i < sizeof(checks) / sizeof(*checks); i++)
        odd = checks[i](&v, &e);
    view_release(&v);
    if (odd)
        *out = e;
    return odd;
}

/* A page in the depth that calls the front page, or another less deep, its true address. */
static bool is_canonically_elsewhere(const struct view *v)
{
    struct place canonical;
    if (v->signs->canonical[0] == '\0')
        return false;
    place_read(&canonical, v->signs->canonical);
    if (!place_same_owner(&canonical, &v->final))
        return false;
    if (place_is_front(&canonical))
        return place_is_deep(&v->final);
    return canonical.depth < v->final.depth && view_is_titled_by_site(v);
}

bool judge_suspicious(const struct look *look)
{
    struct view v;
    view_init(&v, look);
    bool read = v.signs->html && !v.signs->hollow;
    bool worth =
        v.ok && !place_is_front(&v.asked) &&
        (look->signs == NULL || read) && /* a page that is unchanged is not read again */
        (homeward_hinted(&v) || (read && (absence_hinted(&v) || is_canonically_elsewhere(&v))));
    view_release(&v);
    return worth;
}

static bool is_near_size(size_t a, size_t b)
{
    size_t more = a > b ? a : b;
    return more - (a < b ? a : b) <= more / SIZE_PART + SIZE_SLACK;
}

bool judge_same_page(const struct signs *page, const struct signs *sibling)
{
    if (!page->html || !sibling->html || page->hollow || sibling->hollow ||
        page->fingerprint == 0 || sibling->fingerprint == 0)
        return false;
    if (!text_ieq(page->title, sibling->title) ||
        !is_near_size(page->text_chars, sibling->text_chars))
        return false;
    if (__builtin_popcountll(page->fingerprint ^ sibling->fingerprint) <= NEAR_BITS)
        return true;
    return text_similarity(page->opening, sibling->opening) >= alike;
}
