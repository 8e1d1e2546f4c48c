/* month: one sorted table of words, looked up without case and accents.
 *
 * Folding is by hand rather than by utf8proc: the lookup runs for every word of a page's text when
 * a date is searched, and the words are all of Latin letters. */
#include "gloss/base/month.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/utf8.h"

enum { WORD_LONGEST = 15 };

struct row {
    const char *word; /* lower case, no accents */
    enum date_word kind;
    int month;
};

#define M(word, number)                                                                            \
    {                                                                                              \
        word, WORD_MONTH, number                                                                   \
    }
#define D(word)                                                                                    \
    {                                                                                              \
        word, WORD_WEEKDAY, 0                                                                      \
    }
#define F(word)                                                                                    \
    {                                                                                              \
        word, WORD_FILLER, 0                                                                       \
    }
#define T(word)                                                                                    \
    {                                                                                              \
        word, WORD_TIME, 0                                                                         \
    }

/* In the order of strcmp: bsearch relies on it, and a test checks it. */
/* clang-format off */
static const struct row rows[] = {
    F("a"), M("abr", 4), M("abril", 4), T("aedt"), T("aest"), M("ago", 8), M("agosto", 8),
    T("alas"), T("alle"), F("am"), M("aout", 8), M("apr", 4), M("april", 4), M("aprile", 4),
    T("at"), M("aug", 8), M("august", 8), M("augustus", 8), M("avr", 4), M("avril", 4), T("bst"),
    T("cdt"), T("central"), T("cest"), T("cet"), T("clock"), T("coordinated"), T("cst"), F("d"),
    T("daylight"), F("de"), M("dec", 12), M("december", 12), M("decembre", 12), F("del"), F("dem"),
    F("den"), F("der"), M("dez", 12), M("dezember", 12), M("dezembro", 12), D("di"), M("dic", 12),
    M("dicembre", 12), M("diciembre", 12), D("dienstag"), D("dim"), D("dimanche"), D("dinsdag"),
    D("do"), D("dom"), D("domingo"), D("donderdag"), D("donnerstag"), F("du"), T("eastern"),
    T("edt"), T("eest"), T("eet"), F("el"), F("em"), M("ene", 1), M("enero", 1), F("er"), T("est"),
    T("european"), M("feb", 2), M("febbraio", 2), M("feber", 2), M("febr", 2), M("febrero", 2),
    M("februar", 2), M("februari", 2), M("february", 2), D("feira"), M("fev", 2), M("fevereiro", 2),
    M("fevr", 2), M("fevrier", 2), D("fr"), D("freitag"), D("fri"), D("friday"), M("gen", 1),
    M("gennaio", 1), D("gio"), D("giovedi"), M("giu", 6), M("giugno", 6), T("gmt"), T("h"), F("il"),
    T("ist"), M("jaen", 1), M("jaenner", 1), M("jan", 1), M("janeiro", 1), M("janner", 1),
    M("januar", 1), M("januari", 1), M("january", 1), M("janv", 1), M("janvier", 1), D("jeu"),
    D("jeudi"), T("jst"), D("jue"), D("jueves"), M("juil", 7), M("juillet", 7), M("juin", 6),
    M("jul", 7), M("julho", 7), M("juli", 7), M("julio", 7), M("july", 7), M("jun", 6),
    M("june", 6), M("junho", 6), M("juni", 6), M("junio", 6), T("kl"), F("le"), M("lug", 7),
    M("luglio", 7), D("lun"), D("lundi"), D("lunedi"), D("lunes"), T("m"), D("ma"), D("maandag"),
    M("maart", 3), M("maerz", 3), M("mag", 5), M("maggio", 5), M("mai", 5), M("maio", 5),
    M("mar", 3), M("march", 3), M("marco", 3), D("mardi"), M("mars", 3), D("martedi"), D("martes"),
    M("marz", 3), M("marzo", 3), M("may", 5), M("mayo", 5), T("mdt"), M("mei", 5), D("mer"),
    D("mercoledi"), D("mercredi"), D("mi"), D("mie"), D("miercoles"), D("mittwoch"), D("mo"),
    D("mon"), D("monday"), D("montag"), T("mountain"), M("mrt", 3), M("mrz", 3), T("mst"), F("nd"),
    M("nov", 11), M("november", 11), M("novembre", 11), M("novembro", 11), M("noviembre", 11),
    F("o"), M("oct", 10), M("october", 10), M("octobre", 10), M("octubre", 10), F("of"),
    M("okt", 10), M("oktober", 10), T("om"), F("on"), T("ore"), M("ott", 10), M("ottobre", 10),
    M("out", 10), M("outubro", 10), T("p"), T("pacific"), T("pdt"), T("pm"), T("pst"), D("quarta"),
    D("quinta"), F("rd"), D("sa"), D("sab"), D("sabado"), D("sam"), D("samedi"), D("samstag"),
    D("sat"), D("saturday"), D("segunda"), M("sep", 9), M("sept", 9), M("september", 9),
    M("septembre", 9), M("septiembre", 9), M("set", 9), M("setembro", 9), M("setiembre", 9),
    M("sett", 9), M("settembre", 9), D("sexta"), D("so"), D("sonnabend"), D("sonntag"), F("st"),
    T("standard"), T("summer"), D("sun"), D("sunday"), T("t"), F("ter"), D("terca"), F("th"),
    F("the"), D("thu"), D("thur"), D("thurs"), D("thursday"), T("time"), D("tue"), D("tues"),
    D("tuesday"), T("uhr"), T("um"), T("universal"), T("utc"), T("uur"), D("ven"), D("vendredi"),
    D("venerdi"), D("vie"), D("viernes"), D("vr"), D("vrijdag"), D("wed"), D("wednesday"),
    T("west"), T("wet"), D("wo"), D("woensdag"), T("z"), D("za"), D("zaterdag"), D("zo"),
    D("zondag"),
};
/* clang-format on */

#undef M
#undef D
#undef F
#undef T

/* The plain letters of U+00C0 to U+00FF; a blank where there is none. */
static const char latin1[] = "aaaaaaaceeeeiiii nooooo ouuuuy  aaaaaaaceeeeiiii nooooo ouuuuy y";

static int compare(const void *key, const void *row)
{
    return strcmp(key, ((const struct row *)row)->word);
}

/* The plain lower-case letter of cp, 0 for one that only adds an accent, -1 for anything else. */
static int plain_letter(int32_t cp)
{
    if (cp >= 'A' && cp <= 'Z')
        return cp + ('a' - 'A');
    if (cp >= 'a' && cp <= 'z')
        return cp;
    if (cp >= 0xC0 && cp <= 0xFF)
        return latin1[cp - 0xC0] != ' ' ? latin1[cp - 0xC0] : -1;
    return cp >= 0x300 && cp <= 0x36F ? 0 : -1;
}

enum date_word date_word(const char *s, size_t n, int *month)
{
    char key[WORD_LONGEST + 1];
    size_t length = 0;
    const struct row *row;

    *month = 0;
    for (size_t i = 0; i < n;) {
        int32_t cp;
        int letter;

        i += utf8_read(s + i, n - i, &cp);
        letter = plain_letter(cp);
        if (letter < 0 || length == WORD_LONGEST)
            return WORD_OTHER;
        if (letter > 0)
            key[length++] = (char)letter;
    }
    key[length] = '\0';
    row = bsearch(key, rows, sizeof(rows) / sizeof(rows[0]), sizeof(rows[0]), compare);
    if (row == NULL)
        return WORD_OTHER;
    *month = row->month;
    return row->kind;
}

size_t date_letters(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n) {
        int32_t cp;
        size_t length = utf8_read(s + i, n - i, &cp);
        bool letter =
            plain_letter(cp) > 0 || (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7);

        if (!letter && !(i > 0 && cp >= 0x300 && cp <= 0x36F))
            break;
        i += length;
    }
    return i;
}
