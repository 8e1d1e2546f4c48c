/* pace: rate limits as servers announce them, in three dialects.
 *
 * Crossref: "x-rate-limit-limit: 3", "x-rate-limit-interval: 1s". GitHub and its many imitators:
 * "x-ratelimit-limit", "-remaining" and "-reset", the last in seconds from now or since 1970. The
 * IETF's drafts: 'RateLimit: "api";r=49;t=30' with 'RateLimit-Policy: "api";q=50;w=60', and before
 * that "limit=50, remaining=49, reset=30".
 *
 * A limit over a few seconds is a pace and is kept as one. One over minutes or hours is a stock:
 * spacing a handful of requests over it would only make a run slow, so it is used as needed until
 * little is left, and that little is then spread over the rest of the time. */
#include "gloss/judge/pace.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/judge/judge.h"

enum {
    WINDOWS_MAX = 8,
    SECOND_MS = 1000,
    PACE_MS = 10000,   /* the longest window that is a pace */
    SCARCE_PART = 10,  /* little is left: less than a tenth */
    SCARCE_COUNT = 10, /* or so few, when the whole is not known */
};

static const long long number_max = 1000000000000000; /* 10^15: milliseconds since 1970 fit */
static const int64_t longest_s = 366LL * 24 * 3600;

/* One limit; -1 for what is not said. */
struct window {
    long long limit;
    long long remaining;
    long long reset_s; /* from now */
    long long length_ms;
};

struct windows {
    struct window at[WINDOWS_MAX];
    size_t count;
};

static struct window *add_window(struct windows *w)
{
    if (w->count == WINDOWS_MAX)
        return NULL;
    w->at[w->count] = (struct window){-1, -1, -1, -1};
    return &w->at[w->count++];
}

static bool read_number(const char *s, size_t n, long long *out)
{
    char digits[24];

    if (n == 0 || n >= sizeof digits)
        return false;
    memcpy(digits, s, n);
    digits[n] = '\0';
    return text_to_int(digits, 0, number_max, out);
}

/* A time to come: seconds from now, or seconds or milliseconds since 1970. */
static long long seconds_from(long long value, int64_t now)
{
    const long long first_instant = 1000000000;
    const long long first_in_ms = 1000000000000;

    if (value >= first_in_ms)
        value /= SECOND_MS;
    if (value >= first_instant)
        value = value > now ? value - now : 0;
    return value < longest_s ? value : longest_s;
}

/* ---- header fields of their own ---- */

static long long header_number(const struct reply *reply, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *value = reply_header(reply, names[i]);
        long long number;

        if (value && read_number(value, strcspn(value, ",; "), &number))
            return number;
    }
    return -1;
}

#define HEADER_NUMBER(reply, names) header_number(reply, names, sizeof(names) / sizeof((names)[0]))

static void read_fields(const struct reply *reply, int64_t now, struct windows *out)
{
    static const char *const limits[] = {"X-RateLimit-Limit", "X-Rate-Limit-Limit",
                                         "RateLimit-Limit"};
    static const char *const remainders[] = {"X-RateLimit-Remaining", "X-Rate-Limit-Remaining",
                                             "RateLimit-Remaining"};
    static const char *const resets[] = {"X-RateLimit-Reset", "X-Rate-Limit-Reset",
                                         "RateLimit-Reset"};
    const char *interval = reply_header(reply, "X-Rate-Limit-Interval");
    struct window found = {HEADER_NUMBER(reply, limits), HEADER_NUMBER(reply, remainders),
                           HEADER_NUMBER(reply, resets), -1};
    struct window *added;
    int64_t ms;

    if (interval && duration_parse(interval, &ms))
        found.length_ms = ms;
    if (found.reset_s >= 0)
        found.reset_s = seconds_from(found.reset_s, now);
    if (found.limit < 0 && found.remaining < 0)
        return;
    added = add_window(out);
    if (added)
        *added = found;
}

/* ---- structured fields ---- */

/* Files one "name=number" of a structured field. */
static void take_parameter(struct window *w, const char *at, size_t n)
{
    static const struct {
        const char *name;
        size_t offset;
        long long factor;
    } rows[] = {
        {"limit", offsetof(struct window, limit), 1},
        {"q", offsetof(struct window, limit), 1},
        {"remaining", offsetof(struct window, remaining), 1},
        {"r", offsetof(struct window, remaining), 1},
        {"reset", offsetof(struct window, reset_s), 1},
        {"t", offsetof(struct window, reset_s), 1},
        {"w", offsetof(struct window, length_ms), SECOND_MS},
    };
    const char *equals = memchr(at, '=', n);
    size_t name = equals ? (size_t)(equals - at) : 0;
    long long value;

    if (!equals || !read_number(equals + 1, n - name - 1, &value) || value > number_max / SECOND_MS)
        return;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strlen(rows[i].name) != name || strncasecmp(rows[i].name, at, name) != 0)
            continue;
        value *= rows[i].factor;
        memcpy((char *)w + rows[i].offset, &value, sizeof value);
    }
}

/* The window of a policy: its place in the list tells which; the two fields list the same ones in
 * the same order. */
static struct window *window_at(struct windows *out, size_t base, size_t i)
{
    return base + i < out->count ? &out->at[base + i] : add_window(out);
}

/* Reads 'NAME;k=v;k=v, NAME;k=v', where a name may be the limit itself ("100;w=60"), and, as one
 * window, 'k=v, k=v'. */
static void read_structured(const char *value, struct windows *out, size_t base)
{
    size_t member = 0;
    struct window *w = NULL;
    bool begins = true;

    for (const char *at = value; *at;) {
        const char *item = at + strspn(at, " \t");
        size_t n = strcspn(item, ";,");
        size_t length = n;

        while (length > 0 && (item[length - 1] == ' ' || item[length - 1] == '\t'))
            length--;
        begins = begins && !memchr(item, '=', length);
        if (begins || !w)
            w = window_at(out, base, member++);
        if (!w)
            return;
        if (begins)
            (void)read_number(item, length, &w->limit);
        else
            take_parameter(w, item, length);
        begins = item[n] == ',';
        at = item + n + (item[n] ? 1 : 0);
    }
}

static struct windows read_windows(const struct reply *reply, int64_t now)
{
    static const char *const names[] = {"RateLimit", "RateLimit-Policy"};
    struct windows out = {.count = 0};
    size_t base;

    read_fields(reply, now, &out);
    base = out.count;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = reply_header(reply, names[i]);

        if (value)
            read_structured(value, &out, base);
    }
    return out;
}

/* ---- what follows from them ---- */

static int64_t divided(long long ms, long long count)
{
    return (int64_t)((ms + count - 1) / count);
}

static bool is_scarce(const struct window *w)
{
    if (w->limit > 0)
        return w->remaining < w->limit / SCARCE_PART + 1;
    return w->remaining < SCARCE_COUNT;
}

/* -1 when the window says nothing that could be kept to. */
static int64_t gap_of(const struct window *w)
{
    if (w->limit > 0 && w->length_ms > 0 && w->length_ms <= PACE_MS)
        return divided(w->length_ms, w->limit);
    if (w->remaining > 0 && w->reset_s >= 0)
        return is_scarce(w) ? divided(w->reset_s * SECOND_MS, w->remaining) : 0;
    return w->remaining >= 0 || (w->limit > 0 && w->length_ms > 0) ? 0 : -1;
}

int64_t judge_gap(const struct reply *reply)
{
    struct windows windows = read_windows(reply, reply->finished_at);
    int64_t widest = -1;

    for (size_t i = 0; i < windows.count; i++) {
        int64_t gap = gap_of(&windows.at[i]);

        widest = gap > widest ? gap : widest;
    }
    return widest;
}

int64_t pace_until_refilled(const struct reply *reply, int64_t now)
{
    struct windows windows = read_windows(reply, now);
    int64_t longest = -1;

    for (size_t i = 0; i < windows.count; i++) {
        const struct window *w = &windows.at[i];
        int64_t wait = w->remaining == 0 && w->reset_s > 0 ? w->reset_s * SECOND_MS : -1;

        longest = wait > longest ? wait : longest;
    }
    return longest;
}
