/* softness: whether a page that answered is the page the link meant: soft death (a "not found" that
 * answers 200, a parked or hijacked domain, a redirect to the front page) and walls that look like
 * pages (logins, consent, challenges). Pure; any thread.
 *
 * Errs towards "nothing odd": a thick page is never called dead for its words, a front page never
 * for being one, an app shell never for being empty.
 *
 *     struct look look = {
 *         .asked = "https://example.org/papers/tea-2019.html",   // the link's URL
 *         .final = "https://example.org/",                       // the URL that answered
 *         .redirects = 1,
 *         .status = 200,
 *         .signs = &signs,                                       // page_extract's
 *         .past = {.host = "example.org", .title = "How Tea Cools", .language = "en"},
 *         .at = reply->finished_at,
 *     };
 *     struct evidence e;
 *     if (judge_look(&look, &e))           // SOFT, "redirected to the site's front page"
 *         add_evidence(resource, e);       // in place of the ANSWERED of judge_reply
 *     else if (judge_suspicious(&look))    // one more request: a path that cannot exist, beside
 *         ask_sibling(resource);           // the final URL; when it answers 200, set look.sibling
 *                                          // to its signs and call judge_look once more
 */
#ifndef GLOSS_JUDGE_SOFTNESS_H
#define GLOSS_JUDGE_SOFTNESS_H

#include "gloss/base/finding.h"
#include "gloss/base/signs.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct look {
    const char *asked;         /* the URL of the link, absolute */
    const char *final;         /* the URL that answered, absolute; NULL: the same */
    size_t redirects;          /* on the way from one to the other */
    int status;                /* HTTP status of the answer */
    const struct signs *signs; /* NULL when there was no page to read */
    /* What a path beside `final` that cannot exist answered with a success and no redirect of its
     * own to elsewhere than the page's; NULL when none was asked, or when it gave an error. */
    const struct signs *sibling;
    struct {
        const char *host; /* of the last answer that was found healthy; NULL or "" when unknown */
        const char *title;
        const char *language; /* "en", "pt-br" */
    } past;
    int64_t at; /* goes into the evidence */
};

/* True when something is odd: `out` is then an evidence of class SOFT or BLOCKED (source "page")
 * that names the sign. False: take the answer for what it is. */
bool judge_look(const struct look *look, struct evidence *out);

/* Whether mild signs make a request for a sibling worth its while: without `signs`, those of the
 * way alone. Only for looks of which judge_look says nothing. */
bool judge_suspicious(const struct look *look);

/* Whether two addresses of a site, one of which cannot exist, show one page: same title, and text
 * that is the same but for dates, ids and the address in it. Never for app shells, nor for pages
 * without text. */
bool judge_same_page(const struct signs *page, const struct signs *sibling);

#endif
