/* looks: pages in miniature, and what is to be made of them. */
#ifndef GLOSS_TESTS_JUDGE_LOOKS_H
#define GLOSS_TESTS_JUDGE_LOOKS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/judge/softness.h"

enum { LOOKS_AT = 1700000000 };

#define LENGTH(table) (sizeof(table) / sizeof(*(table)))

/* An article's worth of text that says nothing in particular. */
#define ARTICLE                                                                                    \
    "Tea that stands in the open gives its warmth to the room, quickly at first and then ever "    \
    "more slowly, as Newton wrote; a lid keeps the steam, and with it most of the warmth, in "     \
    "the pot, so that an hour later there is still something to drink. We measured how long it "   \
    "takes for twelve kinds of pots, with and without a cosy, in a draught and out of it. The "    \
    "committee met on Tuesday to talk about the levy on parked cars, which the mayor had "         \
    "promised to lower before the election; nobody could say what it would cost the town, and "    \
    "the treasurer, who was asked, left by the back door. A vote was put off until the spring "    \
    "because half the seats were empty and the heating had failed again during the debate. Some "  \
    "said that the pots had been warm enough; others, that no tea had been served at all, or "     \
    "only to those in front. What follows are the tables, pot by pot and minute by minute, and "   \
    "then what we make of them: that a lid is worth more than a cosy, that porcelain is worse "    \
    "than iron for the first quarter of an hour and better from then on, and that nobody who "     \
    "was asked could taste the difference. The numbers are given as they were read, without "      \
    "corrections, since the thermometer was the same throughout and stood in the same place. "

enum look_flag {
    PASSWORD = 1 << 0,
    HOLLOW = 1 << 1,
    NOINDEX = 1 << 2,
    PARKED = 1 << 3,
    NO_HTML = 1 << 4,
};

struct look_row {
    const char *asked; /* NULL: https://www.tea.example/papers/2019/cooling.html */
    const char *final; /* NULL: as asked */
    const char *title, *h1, *text;
    unsigned flags;
    const char *says; /* part of it; NULL: nothing odd */
    int status;       /* 0: 200 */
    const char *refresh;
};

static inline struct signs signs_for(const char *title, const char *h1, const char *text,
                                     unsigned flags)
{
    struct signs s = {.html = !(flags & NO_HTML),
                      .password = flags & PASSWORD,
                      .hollow = flags & HOLLOW,
                      .noindex = flags & NOINDEX,
                      .parked = flags & PARKED};
    snprintf(s.title, sizeof(s.title), "%s", title == NULL ? "" : title);
    snprintf(s.h1, sizeof(s.h1), "%s", h1 == NULL ? "" : h1);
    snprintf(s.opening, sizeof(s.opening), "%s", text == NULL ? "" : text);
    s.text_chars = strlen(s.opening);
    return s;
}

static inline struct look look_for(const struct look_row *r, const struct signs *s)
{
    static const char usual[] = "https://www.tea.example/papers/2019/cooling.html";
    const char *asked = r->asked == NULL ? usual : r->asked;
    return (struct look){.asked = asked,
                         .final = r->final == NULL ? asked : r->final,
                         .redirects = r->final != NULL,
                         .status = r->status == 0 ? 200 : r->status,
                         .signs = s,
                         .at = LOOKS_AT};
}

static inline void expect_look(const struct look_row *r, size_t row, enum evidence_class class)
{
    struct signs s = signs_for(r->title, r->h1, r->text, r->flags);
    if (r->refresh != NULL)
        snprintf(s.refresh, sizeof(s.refresh), "%s", r->refresh);
    struct look look = look_for(r, &s);
    struct evidence e = {.says = ""};
    bool odd = judge_look(&look, &e);
    if (odd != (r->says != NULL))
        fail_msg("row %zu (%s; %s; %s -> %s): %s", row, s.title, s.h1, look.asked, look.final,
                 odd ? e.says : "nothing odd");
    if (!odd)
        return;
    if (strstr(e.says, r->says) == NULL || e.class != class)
        fail_msg("row %zu (%s; %s): %s: %s", row, s.title, s.h1, evidence_class_name(e.class),
                 e.says);
    assert_true(strlen(e.says) + 1 < sizeof(e.says));
    assert_true(text_is_utf8(e.says, strlen(e.says)));
    assert_string_equal(e.source, "page");
    assert_int_equal(e.at, LOOKS_AT);
    assert_int_equal(e.status, look.status);
}

#endif
