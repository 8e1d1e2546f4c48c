/* datetext: dates as readers see them: time elements, elements called date, text near the headline,
 * and labels ("Published on") with a date behind them.
 *
 * All that stands near the headline is about the article; further off it may be a teaser's date,
 * so only the first is heard, and with less trust where there are several. */
#include "gloss/page/vocabulary.h"

#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/text.h"

enum {
    DATE_TEXT_MAX = 200,
    NEAR_AFTER = 500,
    NEAR_BEFORE = 250,
    LABELS_MAX = 50,
    LABEL_REACH = 60, /* bytes from a label to its date */
    MONTH_LINE_MAX = 40,
};

/* Words that name the day of publication, before a date. */
static const char *const labels[] = {
    "published",       "posted on",       "posted:",        "date posted",    "publication date",
    "release date",    "first published", "erschienen",     "veröffentlicht", "erstellt am",
    "geschrieben am",  "gespeichert von", "eingestellt am", "publiziert",     "publié le",
    "mis en ligne le", "publicado",       "publicación",    "pubblicato",     "gepubliceerd",
    "geplaatst op",    "publisert",       "publicerad",     "udgivet",        "julkaistu",
    "opublikowano",    "опубликовано",    "发布时间",       "发表于",         "公開日"};

static bool is_near(const struct observed *o, const struct spot *s)
{
    if (o->heading < 0)
        return false;
    const struct spot *h = &o->spots[o->heading];
    return s->to + NEAR_BEFORE >= h->from && s->from <= h->to + NEAR_AFTER;
}

static void propose_found(struct proposals *out, const char *text, const char *source, int rank)
{
    struct date d;
    char iso[DATE_SIZE];
    if (date_find(text, out->now_year, &d))
        propose(out, META_PUBLISHED, VALUE_DATE, date_format(d, iso), source, rank);
}

/* "December 2022" in a line of its own under the headline: some date their essays no closer. */
static void propose_month(const struct observed *o, struct proposals *out, size_t from, size_t to)
{
    for (size_t at = from; at < to && at < o->text_len;) {
        at += strspn(o->text + at, " \n");
        size_t n = strcspn(o->text + at, "\n");
        const char *line = n <= MONTH_LINE_MAX ? observed_text(o, at, at + n) : "";
        struct date d;
        char iso[DATE_SIZE];
        if (date_parse(line, out->now_year, &d) && d.month != 0 && d.day == 0) {
            propose(out, META_PUBLISHED, VALUE_DATE, date_format(d, iso), "date-text", 600);
            return;
        }
        at += n;
    }
}

static void propose_around_heading(const struct observed *o, struct proposals *out)
{
    if (o->heading < 0)
        return;
    const struct spot *h = &o->spots[o->heading];
    size_t before = h->from > NEAR_BEFORE ? h->from - NEAR_BEFORE : 0;
    propose_found(out, observed_text(o, h->to, h->to + NEAR_AFTER), "date-text", 880);
    propose_found(out, observed_text(o, before, h->from), "date-text", 780);
    propose_month(o, out, h->to, h->to + NEAR_AFTER);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The length of the label that begins at s, 0 when none does. */
static size_t label_length(const char *s)
{
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
        if ((s[0] | 0x20) == (labels[i][0] | 0x20) && text_istarts(s, labels[i]))
            return strlen(labels[i]);
    return 0;
}

static void propose_labelled(const struct observed *o, struct proposals *out)
{
    int left = LABELS_MAX;
    for (size_t i = 0; i < o->text_len && left > 0; i++) {
        bool starts = is_word_byte(o->text[i]) && (i == 0 || !is_word_byte(o->text[i - 1]));
        size_t n = starts ? label_length(o->text + i) : 0;
        if (n == 0)
            continue;
        propose_found(out, observed_text(o, i + n, i + n + LABEL_REACH), "date-label", 760);
        left--;
    }
}

static void propose_spot(const struct observed *o, struct proposals *out, const struct spot *s)
{
    const char *text = spot_text(o, s);
    bool near = is_near(o, s);
    bool updated = (s->signs & SIGN_UPDATED) && !(s->signs & SIGN_PUBLISHED);
    if (strcmp(s->tag, "time") == 0) {
        const char *value = s->datetime != NULL && s->datetime[0] != '\0' ? s->datetime : text;
        propose(out, updated ? META_MODIFIED : META_PUBLISHED, VALUE_DATE, value, "time-element",
                near ? 930 : 860);
    } else if (updated) {
        return;
    } else if (s->signs & SIGN_PUBLISHED) {
        propose_found(out, text, "date-class", near ? 925 : 850);
    } else if (s->signs & SIGN_DATE) {
        propose_found(out, text, "date-class", near ? 910 : 790);
    }
}

static void propose_datetext(const struct observed *o, struct proposals *out)
{
    for (size_t i = 0; i < o->spot_count; i++)
        if (!spot_is_elsewhere(o, &o->spots[i]) &&
            o->spots[i].to - o->spots[i].from <= DATE_TEXT_MAX)
            propose_spot(o, out, &o->spots[i]);
    propose_around_heading(o, out);
    propose_labelled(o, out);
}

const struct vocabulary vocabulary_datetext = {"date-text", propose_datetext};
