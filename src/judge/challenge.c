/* challenge: one row a wall.
 *
 * A site that only *uses* a protection service sends some of its headers with honest answers too,
 * so most rows count only where the status is a refusal already, and merely say whose refusal it
 * is. Rows that hold anywhere are those that a service sends only when it stands in the way: they
 * turn even a 404 or a 200 into a wall. */
#include "gloss/judge/challenge.h"

#include <stdbool.h>
#include <stddef.h>

#include "gloss/base/text.h"
#include "gloss/judge/status.h"

enum reach {
    ANYWHERE, /* the header alone is proof */
    REFUSALS, /* counts only with a status that is neither an answer nor evidence of death */
};

static const struct wall {
    enum reach reach;
    int status;         /* 0: any */
    const char *header; /* NULL: none is needed */
    const char *needle; /* in the header's value, any case; "" is in every value */
    const char *words;
} walls[] = {
    {ANYWHERE, 0, "cf-mitigated", "challenge", "a Cloudflare challenge"},
    {ANYWHERE, 0, "cf-mitigated", "", "blocked by Cloudflare"},
    {ANYWHERE, 0, "server", "DataDome", "blocked by DataDome"},
    {ANYWHERE, 0, "x-datadome-response", "", "blocked by DataDome"},
    {ANYWHERE, 0, "x-amzn-waf-action", "", "an AWS WAF challenge"},
    {ANYWHERE, 0, "x-vercel-mitigated", "", "blocked by Vercel"},
    {ANYWHERE, 0, "sg-captcha", "", "a SiteGround captcha"},
    {ANYWHERE, 0, "x-sucuri-block", "", "blocked by Sucuri"},
    {ANYWHERE, 0, "set-cookie", "anubis-cookie-verification", "an Anubis challenge"},
    {ANYWHERE, 0, "server", "imunify360", "blocked by Imunify360"},
    {REFUSALS, 0, "x-datadome", "", "blocked by DataDome"},
    {REFUSALS, 0, "set-cookie", "datadome=", "blocked by DataDome"},
    {REFUSALS, 0, "x-kpsdk-ct", "", "blocked by Kasada"},
    {REFUSALS, 0, "set-cookie", "_px", "blocked by HUMAN (PerimeterX)"},
    {REFUSALS, 0, "x-px-blocked", "", "blocked by HUMAN (PerimeterX)"},
    {REFUSALS, 0, "set-cookie", "_abck=", "blocked by Akamai"},
    {REFUSALS, 0, "set-cookie", "ak_bmsc=", "blocked by Akamai"},
    {REFUSALS, 0, "set-cookie", "bm_sz=", "blocked by Akamai"},
    {REFUSALS, 403, "server", "AkamaiGHost", "blocked by Akamai"},
    {REFUSALS, 0, "set-cookie", "incap_ses_", "blocked by Imperva"},
    {REFUSALS, 0, "set-cookie", "visid_incap_", "blocked by Imperva"},
    {REFUSALS, 0, "set-cookie", "reese84=", "blocked by Imperva"},
    {REFUSALS, 0, "x-iinfo", "", "blocked by Imperva"},
    {REFUSALS, 403, "server", "Sucuri", "blocked by Sucuri"},
    {REFUSALS, 403, "server", "ddos-guard", "blocked by DDoS-Guard"},
    {REFUSALS, 403, "server", "QRATOR", "blocked by Qrator"},
    {REFUSALS, 403, "server", "cloudflare", "blocked by Cloudflare"},
};

/* A page that says "accepted, come back later" in a few bytes is the wait of a challenge. */
enum { THIN_BODY = 4096, STATUS_ACCEPTED = 202 };

static bool has_header(const struct reply *reply, const char *name, const char *needle)
{
    for (size_t i = 0; i < reply->header_count; i++) {
        const struct header *h = &reply->headers[i];

        if (text_ieq(h->name, name) && text_ifind(h->value, needle) != NULL)
            return true;
    }
    return false;
}

static bool is_refusal(int status)
{
    enum evidence_class class = status_rule(status)->class;

    return class == EVIDENCE_BLOCKED || class == EVIDENCE_TRANSIENT;
}

const char *challenge_find(const struct reply *reply)
{
    for (size_t i = 0; i < sizeof(walls) / sizeof(*walls); i++) {
        const struct wall *w = &walls[i];

        if ((w->status == 0 || w->status == reply->status) &&
            (w->reach == ANYWHERE || is_refusal(reply->status)) &&
            has_header(reply, w->header, w->needle))
            return w->words;
    }
    if (reply->status == STATUS_ACCEPTED && reply->body_len < THIN_BODY)
        return "an answer without the page, as robots get it";
    return NULL;
}
