/* address: what the page's own address says: blogs and newspapers date their URLs. */
#include "gloss/page/vocabulary.h"

#include "gloss/base/date.h"

static void propose_address(const struct observed *o, struct proposals *out)
{
    const char *urls[] = {o->url, observed_meta(o, "og:url"), NULL};
    for (size_t i = 0; i < o->link_count && urls[2] == NULL; i++)
        if (tokens_have(o->links[i].rel, "canonical"))
            urls[2] = o->links[i].href;
    for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
        struct date d;
        char iso[DATE_SIZE];
        if (urls[i] != NULL && date_from_url(urls[i], o->now_year, &d))
            propose(out, META_PUBLISHED, VALUE_DATE, date_format(d, iso), "url-date",
                    d.day != 0 ? 965 : 400);
    }
}

const struct vocabulary vocabulary_address = {"address", propose_address};
