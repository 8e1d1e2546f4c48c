/* credit: a line is cut into parts at its separators, each part is cut where its name ends, and
 * what is left must look like a name. Tables of words, one pass, no backtracking. */
#include "gloss/page/credit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date.h"
#include "gloss/base/mem.h"
#include "gloss/base/name.h"
#include "gloss/base/text.h"

enum { LINE_BYTES_MAX = 400, NAME_BYTES_MAX = 60, NAME_WORDS_MAX = 5, PARTS_MAX = 12 };
enum { SENTENCE_WORD_MIN = 5 }; /* bytes */

/* What announces a name. */
static const char *const by_words[] = {"by",
                                       "posted by",
                                       "written by",
                                       "published by",
                                       "words by",
                                       "story by",
                                       "author:",
                                       "authors:",
                                       "words:",
                                       "von",
                                       "von:",
                                       "autor:",
                                       "autorin:",
                                       "autoren:",
                                       "geschrieben von",
                                       "erstellt von",
                                       "verfasst von",
                                       "gespeichert von",
                                       "ein beitrag von",
                                       "ein artikel von",
                                       "text:",
                                       "par",
                                       "écrit par",
                                       "publié par",
                                       "auteur:",
                                       "auteur :",
                                       "por",
                                       "escrito por",
                                       "publicado por",
                                       "escribe",
                                       "di",
                                       "scritto da",
                                       "door",
                                       "geschreven door",
                                       "av",
                                       "af",
                                       "tekst:",
                                       "автор:",
                                       "作者：",
                                       "作者:",
                                       "文：",
                                       "文/",
                                       "by:",
                                       "submitted by",
                                       "reported by",
                                       "text von",
                                       "texte par",
                                       "texto:",
                                       "redazione:",
                                       "napisał"};

/* What ends a name within a part; as written, for "Le" and "El" are parts of names. */
static const char *const end_words[] = {" on behalf of ",
                                        " for ",
                                        " in ",
                                        " updated",
                                        " Updated",
                                        " published",
                                        " Published",
                                        " last ",
                                        " Last ",
                                        " posted",
                                        " Posted",
                                        " veröffentlicht",
                                        " Veröffentlicht",
                                        " stand:",
                                        " Stand:",
                                        " Stand ",
                                        " aktualisiert",
                                        " Aktualisiert",
                                        " zuletzt",
                                        " Zuletzt",
                                        " is ",
                                        " has ",
                                        " created",
                                        " follow",
                                        " Follow",
                                        " read ",
                                        " vor ",
                                        " photo",
                                        " Photo",
                                        " foto",
                                        " Foto",
                                        " via ",
                                        " with ",
                                        " Redaktion:",
                                        " Quelle:",
                                        " Source:",
                                        " @"};

/* Words before a date, which go with it where a date was cut off, as months do. */
static const char *const date_words[] = {"on",         "am",       "at",         "le",
                                         "el",         "um",       "il",         "op",
                                         "den",        "stand",    "datum",      "date",
                                         "updated",    "posted",   "published",  "veröffentlicht",
                                         "erschienen", "monday",   "tuesday",    "wednesday",
                                         "thursday",   "friday",   "saturday",   "sunday",
                                         "mon",        "tue",      "wed",        "thu",
                                         "fri",        "sat",      "sun",        "montag",
                                         "dienstag",   "mittwoch", "donnerstag", "freitag",
                                         "samstag",    "sonntag",  "lundi",      "mardi",
                                         "mercredi",   "jeudi",    "vendredi",   "samedi",
                                         "dimanche",   "the",      "min",        "read",
                                         "vom"};

/* What people are, behind their names. */
static const char *const role_words[] = {
    "editor",        "reporter",        "writer",    "writers",     "correspondent",
    "korrespondent", "korrespondentin", "redakteur", "redakteurin", "photographer",
    "contributor",   "freelancer",      "staff"};

/* Texts that stand where a name should and are none. */
static const char *const no_names[] = {
    "by",       "von",      "par",       "por",       "autor",   "autor/in", "author",
    "authors",  "text",     "foto",      "photo",     "quelle",  "source",   "share",
    "twitter",  "facebook", "linkedin",  "instagram", "youtube", "email",    "mehr",
    "more",     "follow",   "anonymous", "publicado", "publié",  "tags",     "kommentare",
    "comments", "print",    "drucken",   "teilen",    "artikel", "articles", "feed",
    "archive",  "today",    "yesterday", "heute",     "gestern"};

/* Words of buttons and links: a text that holds one is no name. */
static const char *const link_words[] = {"view",    "archive", "rss",    "feed",     "articles",
                                         "artikel", "posts",   "author", "links",    "search",
                                         "papers",  "profile", "follow", "agencies", "click"};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool is_any(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_ieq(word, words[i]))
            return true;
    return false;
}

static bool begins_capital(const char *s)
{
    return (s[0] >= 'A' && s[0] <= 'Z') || (unsigned char)s[0] >= 0x80;
}

/* The length of a word for "by" at s with the blanks after it, 0 when there is none. Ordinary short
 * words announce only what begins with a capital. */
static size_t by_length(const char *s)
{
    size_t best = 0;
    for (size_t i = 0; i < COUNT(by_words); i++) {
        size_t n = strlen(by_words[i]);
        if (n <= best || !text_istarts(s, by_words[i]))
            continue;
        size_t blanks = strspn(s + n, " ");
        bool open = (unsigned char)by_words[i][n - 1] >= 0x80 || by_words[i][n - 1] == ':' ||
                    by_words[i][n - 1] == '/';
        if ((blanks > 0 || open) && begins_capital(s + n + blanks))
            best = n + blanks;
    }
    return best;
}

static bool is_month(const char *word)
{
    char probe[64];
    struct date d;
    return strlen(word) < 40 && snprintf(probe, sizeof(probe), "1 %s 2000", word) > 0 &&
           date_parse(probe, 0, &d);
}

static bool is_date_word(const char *word)
{
    return is_any(word, date_words, COUNT(date_words)) || is_month(word);
}

/* Cuts roles, and the words of a date where one was cut off, and punctuation, off the end. */
static void trim_end(char *s, bool dated)
{
    for (;;) {
        size_t n = strlen(s);
        while (n > 0 && strchr(" ,;:-(|/", s[n - 1]) != NULL)
            s[--n] = '\0';
        char *word = strrchr(s, ' ');
        word = word == NULL ? s : word + 1;
        bool goes = is_any(word, role_words, COUNT(role_words)) || (dated && is_date_word(word));
        if (*word == '\0' || !goes)
            return;
        *word = '\0';
    }
}

/* Cuts a part where its name ends: at a word of that kind, or at a digit. */
static void cut_end(char *s)
{
    for (size_t i = 0; i < COUNT(end_words); i++) {
        char *at = strstr(s, end_words[i]);
        if (at != NULL)
            *at = '\0';
    }
    size_t digits = strcspn(s, "0123456789");
    bool dated = s[digits] != '\0';
    s[digits] = '\0';
    trim_end(s, dated);
}

static bool holds_link_word(const char *name)
{
    for (size_t i = 0; i < COUNT(link_words); i++) {
        size_t n = strlen(link_words[i]);
        for (const char *at = name; (at = text_ifind(at, link_words[i])) != NULL; at += n)
            if ((at == name || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
                return true;
    }
    return false;
}

/* Whether a sentence ends within it: only initials and titles have a dot behind them. */
static bool holds_sentence_end(const char *s)
{
    size_t letters = 0;
    for (; *s != '\0'; s++) {
        if (s[0] == '.' && s[1] == ' ' && letters >= SENTENCE_WORD_MIN)
            return true;
        letters = *s == ' ' ? 0 : letters + 1;
    }
    return false;
}

static bool is_plausible(const char *name, enum credit_kind kind)
{
    size_t words = 1;
    for (const char *c = name; *c != '\0'; c++)
        words += *c == ' ';
    bool user_name = kind == CREDIT_MARKED && words == 1;
    return (begins_capital(name) || user_name) && strlen(name) <= NAME_BYTES_MAX &&
           words <= NAME_WORDS_MAX && strpbrk(name, "0123456789/:@") == NULL &&
           !is_any(name, no_names, COUNT(no_names)) && !is_date_word(name) &&
           !holds_link_word(name) && !holds_sentence_end(name);
}

static bool propose_part(struct proposals *out, char *part, enum credit_kind kind,
                         const char *source, int rank)
{
    cut_end(part);
    char **names = NULL;
    size_t n = part[0] == '\0' ? 0 : name_split_list(part, &names);
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        trim_end(names[i], false);
        if (!is_plausible(names[i], kind))
            continue;
        propose(out, META_AUTHORS, VALUE_NAME, names[i], source, rank);
        any = true;
    }
    if (names != NULL)
        name_list_free(names, n);
    return any;
}

/* Replaces all separators by '\n'. */
static void cut_parts(char *line)
{
    static const char *const separators[] = {" | ", " · ", " • ", " - ", " – ",
                                             " — ", " / ", "|",   "·",   "•"};
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
        for (char *at = line; (at = strstr(at, separators[i])) != NULL;)
            memset(at, '\n', strlen(separators[i]));
}

void credit_propose(struct proposals *out, const char *text, enum credit_kind kind,
                    const char *source, int rank)
{
    if (strlen(text) > LINE_BYTES_MAX)
        return;
    char *line = xstrdup(text);
    cut_parts(line);
    bool announced = false;
    char *at = line;
    for (int n = 0; *at != '\0' && n < PARTS_MAX; n++) {
        size_t len = strcspn(at, "\n");
        char *part = text_clean(at, len);
        at += len + strspn(at + len, "\n");
        size_t by = by_length(part);
        announced = announced || by > 0;
        /* What a word for "by" announces is all that is asked for. */
        bool wanted = by > 0 || announced || kind != CREDIT_LINE;
        bool found = part[0] != '\0' && wanted && propose_part(out, part + by, kind, source, rank);
        free(part);
        if (found && announced)
            break;
    }
    free(line);
}
