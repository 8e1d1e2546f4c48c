/* overview: the state of the cache, for people and for programs. */
#include "gloss/render/overview.h"

#include <stdlib.h>

#include "gloss/base/date.h"
#include "gloss/base/json.h"
#include "gloss/render/layout.h"
#include "gloss/render/object.h"
#include "gloss/render/paint.h"

enum { KB = 1000, MB = 1000 * 1000 };

static size_t links_of(const struct overview *o)
{
    size_t links = 0;

    for (int v = 0; v < VERDICT_COUNT; v++)
        links += o->verdicts[v];
    return links;
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

/* ---- text
 * ---------------------------------------------------------------------------------------------
 */

static void write_cache(struct layout *l, const struct overview *o)
{
    bool large = o->bytes >= MB;

    layout_label(l, "cache");
    layout_words(l, o->folder, NULL);
    layout_end(l);
    layout_label(l, "");
    layout_wordsf(l, "%.*f %s: %zu check%s, %zu page%s, %zu work%s", large ? 1 : 0,
                  (double)o->bytes / (large ? MB : KB), large ? "MB" : "kB", o->checks,
                  plural(o->checks), o->pages, plural(o->pages), o->works, plural(o->works));
    layout_end(l);
}

static void write_run(struct layout *l, const struct overview *o)
{
    char started[INSTANT_SIZE];
    char finished[INSTANT_SIZE];

    layout_label(l, "last run");
    if (o->started == 0)
        layout_words(l, "none has finished", NULL);
    else
        layout_wordsf(l, "%s to %s: %zu link%s, %zu request%s", instant_format(o->started, started),
                      instant_format(o->finished, finished), o->run_links, plural(o->run_links),
                      o->requests, plural(o->requests));
    layout_end(l);
    if (o->open_since != 0) {
        layout_label(l, "unfinished");
        layout_wordsf(l, "a run begun %s was cut off, or is going on",
                      instant_format(o->open_since, started));
        layout_end(l);
    }
}

static void write_verdicts(struct layout *l, const struct overview *o)
{
    size_t links = links_of(o);

    layout_label(l, "links");
    layout_wordsf(l, "%zu%s", links, links > 0 ? ":" : "");
    for (int v = 0; v < VERDICT_COUNT; v++) {
        char word[32];

        if (o->verdicts[v] == 0)
            continue;
        links -= o->verdicts[v];
        (void)snprintf(word, sizeof(word), "%s%s", verdict_name((enum verdict)v),
                       links > 0 ? "," : "");
        layout_wordsf(l, "%zu", o->verdicts[v]);
        layout_words(l, word, paint_of((enum verdict)v));
    }
    layout_end(l);
}

static void write_link(struct layout *l, const struct overview_link *link, const char *label,
                       enum verdict verdict)
{
    char day[DATE_SIZE];
    char due[INSTANT_SIZE];

    layout_label(l, label);
    layout_words(l, link->key, paint_of(verdict));
    layout_end(l);
    if (link->reason != NULL) {
        layout_label(l, "");
        layout_indent(l);
        layout_words(l, link->reason, NULL);
        layout_end(l);
    }
    if (verdict == VERDICT_SUSPECT) {
        layout_label(l, "");
        layout_indent(l);
        layout_wordsf(l, "since %s,", date_format(date_of_instant(link->since), day));
        if (link->is_due)
            layout_words(l, "due now", NULL);
        else
            layout_wordsf(l, "due %s", instant_format(link->due, due));
        layout_end(l);
    }
}

static void write_hosts(struct layout *l, const struct overview *o)
{
    for (size_t i = 0; i < o->host_count; i++) {
        layout_label(l, i == 0 ? "blocking" : "");
        layout_words(l, o->hosts[i].name, NULL);
        layout_wordsf(l, "(%zu link%s)", o->hosts[i].links, plural(o->hosts[i].links));
        layout_end(l);
    }
}

void overview_text(FILE *out, const struct overview *o)
{
    struct layout l;

    layout_init(&l, out, o->color);
    write_cache(&l, o);
    write_run(&l, o);
    write_verdicts(&l, o);
    for (size_t i = 0; i < o->newly_dead_count; i++)
        write_link(&l, &o->newly_dead[i], i == 0 ? "newly dead" : "", VERDICT_DEAD);
    for (size_t i = 0; i < o->suspect_count; i++)
        write_link(&l, &o->suspects[i], i == 0 ? "suspect" : "", VERDICT_SUSPECT);
    write_hosts(&l, o);
}

/* ---- JSON
 * ---------------------------------------------------------------------------------------------
 */

static json_t *links_array(const struct overview_link *links, size_t count, bool due)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        json_t *obj = json_object();

        json_put(obj, "key", links[i].key);
        json_put(obj, "reason", links[i].reason);
        object_put_instant(obj, "since", links[i].since);
        if (due)
            object_put_instant(obj, "due", links[i].due);
        (void)json_array_append_new(array, obj);
    }
    return array;
}

static json_t *run_object(const struct overview *o)
{
    json_t *obj = json_object();

    if (o->started != 0) {
        object_put_instant(obj, "started", o->started);
        object_put_instant(obj, "finished", o->finished);
        json_put_int(obj, "links", (long long)o->run_links);
        json_put_int(obj, "requests", (long long)o->requests);
    }
    return obj;
}

static json_t *cache_object(const struct overview *o)
{
    json_t *obj = json_object();

    json_put(obj, "folder", o->folder);
    json_put_int(obj, "bytes", (long long)o->bytes);
    json_put_int(obj, "checks", (long long)o->checks);
    json_put_int(obj, "pages", (long long)o->pages);
    json_put_int(obj, "works", (long long)o->works);
    return obj;
}

void overview_json(FILE *out, const struct overview *o)
{
    json_t *obj = json_object();
    json_t *verdicts = json_object();
    json_t *hosts = json_array();
    char *text = NULL;

    for (int v = 0; v < VERDICT_COUNT; v++)
        json_put_int(verdicts, verdict_name((enum verdict)v), (long long)o->verdicts[v]);
    for (size_t i = 0; i < o->host_count; i++) {
        json_t *host = json_object();

        json_put(host, "host", o->hosts[i].name);
        json_put_int(host, "links", (long long)o->hosts[i].links);
        (void)json_array_append_new(hosts, host);
    }
    (void)json_object_set_new(obj, "cache", cache_object(o));
    json_put_new(obj, "run", run_object(o));
    object_put_instant(obj, "unfinished_since", o->open_since);
    json_put_int(obj, "links", (long long)links_of(o));
    (void)json_object_set_new(obj, "verdicts", verdicts);
    json_put_new(obj, "newly_dead", links_array(o->newly_dead, o->newly_dead_count, false));
    json_put_new(obj, "suspects", links_array(o->suspects, o->suspect_count, true));
    json_put_new(obj, "blocking", hosts);
    text = object_text(obj);
    (void)fprintf(out, "%s\n", text);
    free(text);
}
