/* arxiv_search: a work of arXiv that is known by its title only.
 *
 * The last resort for papers whose own registry does not answer: many are on arXiv too. A title is
 * no id, so it must be long enough to name one work, and the one hit must bear it whole; case and
 * punctuation aside. The phrase asked for is made of letters and digits alone, for quotes, colons
 * and brackets belong to the query language.
 * https://info.arxiv.org/help/api/user-manual.html#query_details */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"
#include "gloss/source/arxiv_feed.h"
#include "gloss/source/registries.h"

#define NAME "arxiv-search"

enum {
    WORDS_MAX = 25,   /* of a title; a long beginning of it finds it too */
    RESULTS_MAX = 10, /* hits looked through for the whole title */
    URL_MAX = 4096,
    BODY_MAX = 2 * 1024 * 1024,
    LIFETIME_S = 30 * 24 * 3600,
};

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Words joined by "+", as many as may be asked for. */
static void write_words(struct buf *url, const char *title)
{
    char *clean = text_clean(title, strlen(title));
    size_t words = 0;

    for (const char *at = clean; *at && words < WORDS_MAX && !url->overflow;) {
        size_t n = 0;

        while (is_word_byte(at[n]))
            n++;
        if (n > 0) {
            char *word = xstrndup(at, n);
            char *encoded = url_encode(word);

            buf_addf(url, "%s%s", words++ > 0 ? "+" : "", encoded);
            free(word);
            free(encoded);
        }
        at += n > 0 ? n : 1;
    }
    free(clean);
}

static struct fetch_request *build_request(const char *const *ids, size_t n)
{
    struct fetch_request *request;
    struct buf url;

    buf_init(&url, URL_MAX);
    buf_adds(&url, "https://export.arxiv.org/api/query?search_query=ti:%22");
    write_words(&url, n > 0 && arxiv_feed_title_tells(ids[0]) ? ids[0] : "");
    buf_addf(&url, "%%22&start=0&max_results=%d", RESULTS_MAX);
    request = fetch_request_new(0, url.data, BODY_MAX);
    buf_release(&url);
    return request;
}

static enum source_status read_reply(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    if (n == 0 || !arxiv_feed_title_tells(ids[0]))
        return SOURCE_REFUSED;
    return arxiv_feed_search(reply, ids[0], NAME, out);
}

const struct source source_arxiv_search = {
    .name = NAME,
    .title = "the arXiv API",
    .scheme = "title",
    .host = "export.arxiv.org",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .vouches = false,
    .build = build_request,
    .read = read_reply,
};
