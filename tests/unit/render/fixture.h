/* fixture: a case folder of fixtures/render/ made into a report.
 *
 * input.md is the list; here every line with a link is an item, which is all that renderers need to
 * know. facts.json says by URL what is known: the members of the JSON output, and for the link
 * itself "section", "group" and "task". A URL without facts was not asked. */
#ifndef TESTS_UNIT_RENDER_FIXTURE_H
#define TESTS_UNIT_RENDER_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/arena.h"
#include "gloss/base/citekey.h"
#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/render/render.h"

enum { FIXTURE_LINKS = 128 };

struct fixture {
    struct arena *arena;
    json_t *facts;
    struct listing listing;
    struct link links[FIXTURE_LINKS];
    struct slot slots[FIXTURE_LINKS];
    struct outcome outcomes[FIXTURE_LINKS];
    const struct listing *listings[1];
    struct report report;
};

/* The whole file in the arena, NUL-terminated, or NULL. */
static inline char *fixture_read(struct arena *arena, const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    char *bytes = NULL;
    long n = 0;

    if (f == NULL)
        return NULL;
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    n = ftell(f);
    rewind(f);
    bytes = arena_alloc(arena, (size_t)n + 1);
    assert_int_equal(fread(bytes, 1, (size_t)n, f), n);
    (void)fclose(f);
    *len = (size_t)n;
    return bytes;
}

static inline const json_t *fixture_facts(const struct fixture *x, const char *url)
{
    return json_object_get(x->facts, url);
}

static inline const char *const *fixture_strings(struct fixture *x, const json_t *array,
                                                 size_t *count)
{
    size_t n = json_array_size(array);
    const char **strings = arena_alloc(x->arena, (n + 1) * sizeof(*strings));

    for (size_t i = 0; i < n; i++)
        strings[i] = json_string_value(json_array_get(array, i));
    *count = n;
    return strings;
}

static inline enum task_state fixture_task(const char *line)
{
    if (strstr(line, "[x] ") != NULL)
        return TASK_DONE;
    return strstr(line, "[ ] ") != NULL ? TASK_OPEN : TASK_NONE;
}

/* Adds the link "[text](url)" that begins at s[at]; returns where it ends. */
static inline size_t fixture_link(struct fixture *x, const char *s, size_t at, size_t line_start,
                                  size_t line, size_t slot, enum task_state task)
{
    struct link *l = &x->links[x->listing.link_count++];
    size_t close = at + strcspn(s + at, "]");
    size_t end = close + strcspn(s + close, ")") + 1;
    const json_t *facts = NULL;

    assert_true(x->listing.link_count <= FIXTURE_LINKS);
    *l = (struct link){.file = "README.md",
                       .line = line,
                       .column = at - line_start + 1,
                       .start = at,
                       .end = end,
                       .text = arena_strndup(x->arena, s + at + 1, close - at - 1),
                       .url = arena_strndup(x->arena, s + close + 2, end - close - 3),
                       .url_start = close + 2,
                       .url_end = end - 1,
                       .dest_start = close + 2,
                       .dest_end = end - 1,
                       .text_start = at + 1,
                       .text_end = close,
                       .task = task,
                       .slot = slot};
    if (at > 0 && s[at - 1] == '!')
        l->kind = LINK_IMAGE;
    facts = fixture_facts(x, l->url);
    l->section = fixture_strings(x, json_object_get(facts, "section"), &l->section_count);
    l->group = fixture_strings(x, json_object_get(facts, "group"), &l->group_count);
    return end;
}

/* Finds the links of one line and the slot under it. */
static inline void fixture_line(struct fixture *x, size_t start, size_t end, size_t line)
{
    const char *s = x->listing.bare;
    char *text = arena_strndup(x->arena, s + start, end - start);
    size_t slot = x->listing.slot_count;
    bool item = strspn(text, " >") + 2 <= strlen(text) && text[strspn(text, " >")] == '-';
    size_t before = x->listing.link_count;
    enum task_state task = fixture_task(text);

    for (size_t at = start; at < end;) {
        const char *p = memmem(s + at, end - at, "](", 2);

        if (p == NULL)
            break;
        while (*p != '[')
            p--;
        at = fixture_link(x, s, (size_t)(p - s), start, line, item ? slot : NO_SLOT, task);
    }
    if (item && x->listing.link_count > before) {
        size_t width = strspn(text, " >");

        x->slots[slot] = (struct slot){
            .offset = end, .indent = arena_printf(x->arena, "%.*s  ", (int)width, text)};
        x->listing.slot_count++;
    }
}

static inline void fixture_lines(struct fixture *x)
{
    const char *s = x->listing.bare;
    size_t line = 1;

    for (size_t at = 0; at < x->listing.bare_len; line++) {
        const char *newline = memchr(s + at, '\n', x->listing.bare_len - at);
        size_t end = newline != NULL ? (size_t)(newline - s) + 1 : x->listing.bare_len;

        fixture_line(x, at, end, line);
        at = end;
    }
}

static inline int64_t fixture_instant(const json_t *facts, const char *key)
{
    const char *text = json_string_value(json_object_get(facts, key));
    int64_t t = 0;

    assert_true(text == NULL || instant_parse(text, &t));
    return t;
}

static inline char *fixture_copy(const json_t *facts, const char *key)
{
    return xstrdup(json_string_value(json_object_get(facts, key)));
}

static inline unsigned fixture_fact_bits(const json_t *array)
{
    unsigned bits = 0;

    for (size_t i = 0; i < json_array_size(array); i++) {
        for (unsigned f = 0; f < FACT_COUNT; f++)
            if (strcmp(fact_name((enum fact)f), json_string_value(json_array_get(array, i))) == 0)
                bits |= FACT_BIT(f);
    }
    return bits;
}

static inline void fixture_lists(struct finding *f, const json_t *facts)
{
    const json_t *hops = json_object_get(facts, "hops");
    const json_t *evidence = json_object_get(facts, "evidence");

    for (size_t i = 0; i < json_array_size(hops); i++) {
        const json_t *hop = json_array_get(hops, i);

        (void)finding_add_hop(f, (int)json_integer_value(json_object_get(hop, "status")),
                              json_string_value(json_object_get(hop, "url")));
    }
    for (size_t i = 0; i < json_array_size(evidence); i++) {
        const json_t *row = json_array_get(evidence, i);
        struct evidence e = {.class = EVIDENCE_ANSWERED,
                             .source = json_string_value(json_object_get(row, "source")),
                             .at = fixture_instant(row, "at")};

        (void)snprintf(e.says, sizeof(e.says), "%s",
                       json_string_value(json_object_get(row, "says")));
        finding_add_evidence(f, &e);
    }
}

/* NULL when the facts give no verdict. */
static inline struct finding *fixture_finding(const char *key, const json_t *facts)
{
    const char *verdict = json_string_value(json_object_get(facts, "verdict"));
    const json_t *suggestion = json_object_get(facts, "suggestion");
    struct finding *f = NULL;

    if (verdict == NULL)
        return NULL;
    f = finding_new(key);
    assert_true(verdict_from_name(verdict, &f->verdict));
    f->reason = fixture_copy(facts, "reason");
    f->status = (int)json_integer_value(json_object_get(facts, "status"));
    f->final_url = fixture_copy(facts, "final_url");
    f->since = fixture_instant(facts, "since");
    f->checked_at = fixture_instant(facts, "checked_at");
    f->facts = fixture_fact_bits(json_object_get(facts, "facts"));
    f->work = fixture_copy(facts, "work");
    f->suggestion_url = fixture_copy(suggestion, "url");
    f->suggestion_why = fixture_copy(suggestion, "why");
    fixture_lists(f, facts);
    return f;
}

/* The key that the facts name, else the one the work would ask for. */
static inline const char *fixture_citekey(struct fixture *x, const json_t *facts,
                                          const struct meta *meta)
{
    const char *given = json_string_value(json_object_get(facts, "citekey"));
    char *proposed = given == NULL && meta != NULL ? citekey_propose(meta) : NULL;
    const char *key = given != NULL ? given : arena_strdup(x->arena, proposed);

    free(proposed);
    return key;
}

static inline void fixture_outcomes(struct fixture *x)
{
    for (size_t i = 0; i < x->listing.link_count; i++) {
        const char *url = x->links[i].url;
        const json_t *facts = fixture_facts(x, url);
        const json_t *meta = json_object_get(facts, "meta");

        x->outcomes[i] = (struct outcome){
            .link = &x->links[i],
            .key = strstr(url, "://") != NULL ? url : "",
            .finding = fixture_finding(url, facts),
            .meta = meta != NULL
                        ? meta_from_json(meta, json_object_get(facts, "meta_sources"), NULL)
                        : NULL};
        x->outcomes[i].citekey = fixture_citekey(x, facts, x->outcomes[i].meta);
    }
}

/* Reads fixtures/render/<name>/. */
static inline struct fixture *fixture_new(const char *name)
{
    struct fixture *x = xcalloc(1, sizeof(*x));
    char *input = xasprintf("fixtures/render/%s/input.md", name);
    char *facts = xasprintf("fixtures/render/%s/facts.json", name);
    json_error_t error;

    x->arena = arena_new();
    x->facts = json_load_file(facts, JSON_ALLOW_NUL, &error);
    if (x->facts == NULL)
        fail_msg("%s:%d: %s", facts, error.line, error.text);
    x->listing.bare = fixture_read(x->arena, input, &x->listing.bare_len);
    assert_non_null(x->listing.bare);
    x->listing.path = "README.md";
    x->listing.bytes = x->listing.bare;
    x->listing.len = x->listing.bare_len;
    x->listing.eol = strstr(x->listing.bare, "\r\n") != NULL ? "\r\n" : "\n";
    x->listing.links = x->links;
    x->listing.slots = x->slots;
    fixture_lines(x);
    fixture_outcomes(x);
    x->listings[0] = &x->listing;
    x->report = (struct report){.listings = x->listings,
                                .listing_count = 1,
                                .outcomes = x->outcomes,
                                .outcome_count = x->listing.link_count,
                                .checked = true,
                                .started = 1763942400,
                                .finished = 1763942461,
                                .requests = 41};
    free(input);
    free(facts);
    return x;
}

static inline void fixture_free(struct fixture *x)
{
    for (size_t i = 0; i < x->listing.link_count; i++) {
        /* The fixture made them; outcomes only borrow. */
        finding_free((struct finding *)(uintptr_t)x->outcomes[i].finding);
        meta_free((struct meta *)(uintptr_t)x->outcomes[i].meta);
    }
    json_decref(x->facts);
    arena_free(x->arena);
    free(x);
}

#endif
