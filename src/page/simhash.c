/* simhash: each shingle votes on each bit with its hash; the majority is the fingerprint. */
#include "gloss/page/simhash.h"

#include <stdbool.h>
#include <string.h>

#include "gloss/base/utf8.h"

enum { BITS = 64, SHINGLE = 3 };

static const uint64_t basis = 14695981039346656037U, prime = 1099511628211U; /* FNV-1a */

struct votes {
    int32_t of[BITS];
    uint64_t last[SHINGLE]; /* the hashes of the last words, a ring */
    size_t words;
    bool any;
};

/* FNV leaves the high bits of short input alike; this spreads them (the finaliser of MurmurHash3).
 */
static uint64_t mixed(uint64_t h)
{
    h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdU;
    h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53U;
    return h ^ (h >> 33);
}

static void vote(struct votes *v, size_t words)
{
    uint64_t h = basis;
    for (size_t i = v->words - words; i < v->words; i++)
        h = (h ^ v->last[i % SHINGLE]) * prime;
    h = mixed(h);
    for (int bit = 0; bit < BITS; bit++)
        v->of[bit] += (h >> bit) & 1 ? 1 : -1;
    v->any = true;
}

static void add_word(struct votes *v, uint64_t hash)
{
    v->last[v->words++ % SHINGLE] = hash;
    if (v->words >= SHINGLE)
        vote(v, SHINGLE);
}

/* Scripts written without blanks (ideographs, kana, Thai...). */
static bool stands_alone(int32_t cp)
{
    return (cp >= 0x2E80 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x0E00 && cp <= 0x0EFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

/* Dashes, quotes and ellipses of General Punctuation, NBSP and the guillemets, CJK punctuation. */
static bool is_mark(int32_t cp)
{
    return cp < 0 || (cp >= 0x80 && cp <= 0xBF) || (cp >= 0x2000 && cp <= 0x206F) ||
           (cp >= 0x3000 && cp <= 0x303F) || (cp >= 0xFF00 && cp <= 0xFF0F);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

struct word {
    uint64_t hash;
    bool open;
    bool digits;
};

static void close_word(struct votes *v, struct word *w)
{
    if (w->open && !w->digits)
        add_word(v, w->hash);
    *w = (struct word){.hash = basis};
}

static void extend(struct word *w, const char *bytes, size_t n)
{
    w->open = true;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes[i];
        w->digits = w->digits || (c >= '0' && c <= '9');
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c - 'A' + 'a');
        w->hash = (w->hash ^ c) * prime;
    }
}

uint64_t simhash(const char *s, size_t n)
{
    struct votes v = {.words = 0};
    struct word w = {.hash = basis};
    for (size_t i = 0; i < n;) {
        int32_t cp;
        size_t length = utf8_read(s + i, n - i, &cp);
        bool alone = stands_alone(cp);
        if (alone || is_mark(cp) || (cp < 0x80 && !is_word_byte(s[i])))
            close_word(&v, &w);
        if (alone && !is_mark(cp))
            add_word(&v, mixed((uint64_t)cp));
        else if (!alone && !is_mark(cp) && (cp >= 0x80 || is_word_byte(s[i])))
            extend(&w, s + i, length);
        i += length;
    }
    close_word(&v, &w);
    if (!v.any && v.words > 0)
        vote(&v, v.words);
    uint64_t print = 0;
    for (int bit = 0; bit < BITS; bit++)
        if (v.of[bit] > 0)
            print |= (uint64_t)1 << bit;
    return v.any && print == 0 ? 1 : print;
}
