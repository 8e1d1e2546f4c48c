/* absence: how far title, heading and text bear each other out.
 *
 * One of them alone proves little: songs, rooms and bug reports are called "404" or "Page not
 * found" too. What is read as absence is a thin page of which two say so, or a bare one of which
 * one says so plainly. */
#include "gloss/judge/absence.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"

enum {
    HEADING_MAX = 240, /* bytes; a heading that holds a notice is a sentence, not an essay */
    NOTICE_WITHIN = 600,
    HEADLINE_WITHIN = 160,
    WORDLESS = 120, /* bytes of opening: no room for anything but the notice */
    UNSPACED = 0xE0,
};

enum strength { SILENT, HINT, CLEAR };

struct said {
    enum strength strength;
    const char *words; /* of the table, or "404" */
};

/* What stands around the words in a headline without changing them. */
static const char *const trimmings[] = {
    "error",  "http",  "https", "oops",   "ooops",  "whoops",      "sorry",         "uh",
    "oh",     "ups",   "uups",  "status", "code",   "fehler",      "erreur",        "erro",
    "errore", "fout",  "błąd",  "fel",    "feil",   "fejl",        "virhe",         "hiba",
    "eroare", "chyba", "hata",  "σφάλμα", "خطأ",    "ошибка",      "помилка",       "エラー",
    "错误",   "錯誤",  "오류",  "hoppla", "désolé", "lo sentimos", "entschuldigung"};
static const char *const codes[] = {"404", "410"};

static bool is_end(const char *words, const char *after)
{
    return *after == '\0' || *after == ' ' || (unsigned char)*after >= UNSPACED ||
           (unsigned char)words[0] >= UNSPACED;
}

static bool cut_front(char *line, const char *words)
{
    size_t n = strlen(words);
    if (strncmp(line, words, n) != 0 || !is_end(words, line + n))
        return false;
    n += strspn(line + n, " ");
    memmove(line, line + n, strlen(line + n) + 1);
    return true;
}

static bool cut_back(char *line, const char *words)
{
    size_t n = strlen(words);
    size_t len = strlen(line);
    if (len < n || strcmp(line + len - n, words) != 0)
        return false;
    char *at = line + len - n;
    if (at > line && at[-1] != ' ' && (unsigned char)at[-1] < 0x80)
        return false;
    while (at > line && at[-1] == ' ')
        at--;
    *at = '\0';
    return true;
}

static bool cut_any(char *line, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cut_front(line, words[i]) || cut_back(line, words[i]))
            return true;
    return false;
}

/* Cuts codes and trimmings off both ends of a folded line; whether there was a code. */
static bool trim(char *line)
{
    bool code = false;
    for (;;)
        if (cut_any(line, codes, sizeof(codes) / sizeof(*codes)))
            code = true;
        else if (!cut_any(line, trimmings, sizeof(trimmings) / sizeof(*trimmings)))
            return code;
}

static enum strength strength_of(enum absence_kind kind, bool code)
{
    if (code || kind == ABSENCE_NOTICE || kind == ABSENCE_HEADLINE)
        return CLEAR;
    return kind == ABSENCE_WORD ? HINT : SILENT;
}

static struct said said_by_whole(const char *line, bool code)
{
    if (line[0] == '\0' || strcmp(line, "page") == 0)
        return (struct said){code ? HINT : SILENT, "404"};
    for (size_t i = 0; i < absence_phrase_count; i++) {
        const struct phrase *p = &absence_phrases[i];
        if (p->then == NULL && strcmp(line, p->text) == 0)
            return (struct said){strength_of((enum absence_kind)p->kind, code), p->text};
    }
    return (struct said){SILENT, NULL};
}

static const struct phrase *notice_in(const char *folded)
{
    for (size_t i = 0; i < absence_phrase_count; i++)
        if (absence_phrases[i].kind == ABSENCE_NOTICE && phrase_in(folded, &absence_phrases[i]))
            return &absence_phrases[i];
    return NULL;
}

/* What one line (a heading, a part of a title) says of the page. */
static struct said said_by_line(const char *folded)
{
    if (folded[0] == '\0' || strlen(folded) > HEADING_MAX)
        return (struct said){SILENT, NULL};
    struct said said = said_by_whole(folded, false);
    if (said.strength != CLEAR) {
        char *line = xstrdup(folded);
        bool code = trim(line);
        said = said_by_whole(line, code);
        free(line);
    }
    const struct phrase *notice = said.strength == CLEAR ? NULL : notice_in(folded);
    if (notice != NULL)
        return (struct said){CLEAR, notice->then == NULL ? notice->text : notice->then};
    return said;
}

/* A title names its page in one part and its site in the others; one that has two more names
 * something else, an issue or a question say, that is merely called so. */
static struct said said_by_title(const struct view *v)
{
    struct said best = {SILENT, NULL};
    size_t others = 0;
    for (size_t i = 0; i < v->part_count; i++) {
        struct said said = said_by_line(v->parts[i]);
        others += said.strength == SILENT;
        if (said.strength > best.strength)
            best = said;
    }
    if (best.strength == CLEAR && others > 1)
        best.strength = HINT;
    return best;
}

/* The beginning of folded text; the caller frees. */
static char *beginning(const char *folded, size_t n)
{
    return xstrndup(folded, strnlen(folded, n));
}

static struct said said_by_text(const struct view *v)
{
    struct said said = {SILENT, NULL};
    char *start = beginning(v->opening, NOTICE_WITHIN);
    const struct phrase *notice = notice_in(start);
    if (notice != NULL)
        said = (struct said){CLEAR, notice->then == NULL ? notice->text : notice->then};
    start[strnlen(start, HEADLINE_WITHIN)] = '\0';
    for (size_t i = 0; i < absence_phrase_count && said.strength == SILENT; i++)
        if (absence_phrases[i].kind == ABSENCE_HEADLINE &&
            phrase_find(start, absence_phrases[i].text) != NULL)
            said = (struct said){HINT, absence_phrases[i].text};
    free(start);
    return said;
}

/* Whether the number stands on its own in an address: not in "40410". */
static bool has_number(const char *s, const char *number)
{
    static const char digits[] = "0123456789";
    size_t n = strlen(number);
    for (const char *at = strstr(s, number); at != NULL; at = strstr(at + 1, number))
        if ((at == s || strchr(digits, at[-1]) == NULL) &&
            (at[n] == '\0' || strchr(digits, at[n]) == NULL))
            return true;
    return false;
}

/* A page whose address is about the matter may well be an article about it. */
static bool is_the_subject(const struct place *p)
{
    static const char *const names[] = {"not-found", "notfound", "not_found"};
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
        if (has_number(p->path, codes[i]) || has_number(p->query, codes[i]))
            return true;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (strstr(p->path, names[i]) != NULL || strstr(p->query, names[i]) != NULL)
            return true;
    return false;
}

static bool applies(const struct view *v)
{
    return v->ok && v->signs->html && !v->signs->hollow && !place_is_front(&v->asked) &&
           !is_the_subject(&v->asked);
}

static bool is_sure(const struct view *v, enum strength title, enum strength h1, enum strength text)
{
    if (!v->thin)
        return false;
    if (title == CLEAR || h1 == CLEAR) {
        int others = (title > SILENT) + (h1 > SILENT) + (text > SILENT);
        return others > 1 || v->bare;
    }
    if (text == CLEAR && (title == HINT || h1 == HINT))
        return true;
    if (text == CLEAR && v->bare)
        return v->signs->noindex || view_is_titled_by_site(v);
    return title == HINT && h1 == HINT && strlen(v->signs->opening) < WORDLESS;
}

bool absence_find(const struct view *v, struct evidence *out)
{
    if (!applies(v))
        return false;
    struct said title = said_by_title(v);
    struct said h1 = said_by_line(v->h1);
    struct said text = said_by_text(v);
    if (!is_sure(v, title.strength, h1.strength, text.strength))
        return false;
    const struct said *best = text.strength == CLEAR ? &text : &title;
    best = h1.strength > best->strength ? &h1 : best;
    best = title.strength == CLEAR ? &title : best;
    return view_say(out, EVIDENCE_SOFT, "a page that says \"%s\"", best->words);
}

bool absence_hinted(const struct view *v)
{
    return applies(v) &&
           (said_by_title(v).strength > SILENT || said_by_line(v->h1).strength > SILENT ||
            (v->thin && said_by_text(v).strength > SILENT));
}
