/* takeover: several jumps at once. Each alone is ordinary: pages are translated, retitled and
 * moved; sites of casinos exist, and links mean them. */
#include "gloss/judge/takeover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gloss/base/text.h"

static const double unlike = 0.2; /* of text_similarity: no more than a word by chance */

enum { MANY_TRADES = 3 };

/* What taken domains are filled with. A row counts once. */
const struct phrase takeover_trades[] = {
    {0, "casino", NULL},
    {0, "casinos", NULL},
    {0, "kasino", NULL},
    {0, "slot", NULL},
    {0, "slots", NULL},
    {0, "slot gacor", NULL},
    {0, "gacor", NULL},
    {0, "togel", NULL},
    {0, "judi", NULL},
    {0, "poker", NULL},
    {0, "betting", NULL},
    {0, "sportsbook", NULL},
    {0, "bookmaker", NULL},
    {0, "bookmakers", NULL},
    {0, "gambling", NULL},
    {0, "jackpot", NULL},
    {0, "baccarat", NULL},
    {0, "roulette", NULL},
    {0, "maxwin", NULL},
    {0, "rtp", NULL},
    {0, "situs", NULL},
    {0, "bandar", NULL},
    {0, "deposit pulsa", NULL},
    {0, "free spins", NULL},
    {0, "bonus", NULL},
    {0, "viagra", NULL},
    {0, "cialis", NULL},
    {0, "levitra", NULL},
    {0, "online pharmacy", NULL},
    {0, "payday loans", NULL},
    {0, "escort", NULL},
    {0, "escorts", NULL},
    {0, "porn", NULL},
    {0, "казино", NULL},
    {0, "ставки", NULL},
    {0, "букмекер", NULL},
    {0, "bahis", NULL},
    {0, "casino siteleri", NULL},
    {0, "nhà cái", NULL},
    {0, "cá cược", NULL},
    {0, "sòng bạc", NULL},
    {0, "カジノ", NULL},
    {0, "博彩", NULL},
    {0, "娱乐城", NULL},
    {0, "赌场", NULL},
    {0, "娛樂城", NULL},
    {0, "카지노", NULL},
    {0, "토토", NULL},
    {0, "바카라", NULL},
    {0, "먹튀", NULL},
    {0, "คาสิโน", NULL},
    {0, "สล็อต", NULL},
    {0, "บาคาร่า", NULL},
};

const size_t takeover_trade_count = sizeof(takeover_trades) / sizeof(*takeover_trades);

static bool is_known(const char *s)
{
    return s != NULL && s[0] != '\0';
}

/* By primary subtag: "en-us" is "en". */
static bool language_jumped(const struct view *v)
{
    const char *then = v->look->past.language;
    const char *now = v->signs->language;
    if (!is_known(then) || !is_known(now))
        return false;
    size_t n = strcspn(then, "-_");
    size_t m = strcspn(now, "-_");
    return n != m || strncasecmp(then, now, n) != 0;
}

static bool host_jumped(const struct view *v)
{
    char url[300] = "";
    struct place then;
    if (!is_known(v->look->past.host) || strlen(v->look->past.host) > 250)
        return false;
    (void)snprintf(url, sizeof(url), "https://%s/", v->look->past.host);
    place_read(&then, url);
    return !place_same_owner(&then, &v->final);
}

struct trades {
    size_t all;
    bool in_title;
};

/* The trades that the page is in and that the link was not about. */
static struct trades new_trades(const struct view *v, const char *past_title)
{
    struct trades t = {0, false};
    for (size_t i = 0; i < takeover_trade_count; i++) {
        const char *word = takeover_trades[i].text;
        bool in_title = phrase_find(v->title, word) != NULL;
        bool there =
            in_title || phrase_find(v->h1, word) != NULL || phrase_find(v->opening, word) != NULL;
        if (!there)
            continue;
        if (phrase_find(past_title, word) != NULL || strstr(v->asked.path, word) != NULL ||
            strstr(v->asked.host, word) != NULL)
            return (struct trades){0, false};
        t.all++;
        t.in_title = t.in_title || in_title;
    }
    return t;
}

bool takeover_find(const struct view *v, struct evidence *out)
{
    if (!v->ok || !v->signs->html || !is_known(v->look->past.title) || v->title[0] == '\0' ||
        text_similarity(v->signs->title, v->look->past.title) > unlike)
        return false;
    bool language = language_jumped(v);
    bool host = host_jumped(v);
    char *past = text_fold(v->look->past.title);
    struct trades trades = new_trades(v, past);
    free(past);
    if (trades.in_title && (trades.all >= MANY_TRADES || language || host))
        return view_say(out, EVIDENCE_SOFT,
                        "another site at this address: its title changed, and it trades in bets "
                        "or the like");
    if (language && host)
        return view_say(out, EVIDENCE_SOFT,
                        "another site at this address: title, language and host changed");
    return false;
}
