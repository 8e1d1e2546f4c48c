/* name_words: one sorted table, a row a word. */
#include "gloss/base/name_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/date_token.h"
#include "gloss/base/utf8.h"

enum { WORD_LONGEST = 23 };

struct row {
    const char *word; /* lower case, without stops */
    unsigned kinds;
};

/* In the order of strcmp: bsearch relies on it, and a test checks it. */
/* clang-format off */
static const struct row rows[] = {
    {"&", KIND_CONNECTOR}, {"a", KIND_CONNECTOR}, {"about", KIND_PROSE}, {"academy", KIND_GROUP},
    {"admin", KIND_PLACEHOLDER}, {"administrator", KIND_PLACEHOLDER}, {"adobe", KIND_BRAND},
    {"af", KIND_PARTICLE}, {"agency", KIND_GROUP}, {"ago", KIND_PROSE}, {"al", KIND_PARTICLE},
    {"alibaba", KIND_BRAND}, {"alliance", KIND_GROUP}, {"amazon", KIND_BRAND}, {"amd", KIND_BRAND},
    {"and", KIND_CONNECTOR}, {"anon", KIND_PLACEHOLDER}, {"anonymous", KIND_PLACEHOLDER},
    {"anthropic", KIND_BRAND}, {"apple", KIND_BRAND}, {"are", KIND_PROSE},
    {"article", KIND_PLACEHOLDER | KIND_PROSE}, {"arxiv", KIND_BRAND}, {"association", KIND_GROUP},
    {"at", KIND_CONNECTOR}, {"author", KIND_ROLE | KIND_PLACEHOLDER}, {"authority", KIND_GROUP},
    {"authors", KIND_PLACEHOLDER}, {"av", KIND_PARTICLE}, {"aws", KIND_BRAND},
    {"baidu", KIND_BRAND}, {"ben", KIND_PARTICLE}, {"beng", KIND_DEGREE}, {"bin", KIND_PARTICLE},
    {"blog", KIND_GROUP | KIND_PLACEHOLDER}, {"blogger", KIND_ROLE}, {"bloomberg", KIND_BRAND},
    {"bsc", KIND_DEGREE}, {"bureau", KIND_GROUP}, {"by", KIND_PLACEHOLDER},
    {"bytedance", KIND_BRAND}, {"center", KIND_GROUP}, {"centre", KIND_GROUP}, {"ceo", KIND_ROLE},
    {"cerebras", KIND_BRAND}, {"cern", KIND_BRAND}, {"cfa", KIND_DEGREE}, {"cfo", KIND_ROLE},
    {"chief", KIND_ROLE}, {"cloudflare", KIND_BRAND}, {"cmu", KIND_BRAND}, {"co", KIND_GROUP},
    {"co-founder", KIND_ROLE}, {"cofounder", KIND_ROLE}, {"cohere", KIND_BRAND},
    {"collaboration", KIND_GROUP}, {"college", KIND_GROUP}, {"columnist", KIND_ROLE},
    {"comments", KIND_PROSE}, {"committee", KIND_GROUP}, {"community", KIND_GROUP},
    {"company", KIND_GROUP}, {"conference", KIND_GROUP}, {"consortium", KIND_GROUP},
    {"contributing", KIND_ROLE}, {"contributor", KIND_ROLE},
    {"contributors", KIND_GROUP | KIND_ROLE}, {"coo", KIND_ROLE}, {"corp", KIND_GROUP},
    {"corporation", KIND_GROUP}, {"correspondent", KIND_ROLE}, {"council", KIND_GROUP},
    {"cpa", KIND_DEGREE}, {"cto", KIND_ROLE}, {"da", KIND_PARTICLE},
    {"das", KIND_PARTICLE | KIND_CAPITAL}, {"data", KIND_ROLE}, {"databricks", KIND_BRAND},
    {"dds", KIND_DEGREE}, {"de", KIND_PARTICLE | KIND_CAPITAL}, {"deepmind", KIND_BRAND},
    {"default", KIND_PLACEHOLDER}, {"del", KIND_PARTICLE | KIND_CAPITAL},
    {"della", KIND_PARTICLE | KIND_CAPITAL}, {"delle", KIND_PARTICLE}, {"dello", KIND_PARTICLE},
    {"den", KIND_PARTICLE | KIND_CAPITAL}, {"department", KIND_GROUP}, {"deputy", KIND_ROLE},
    {"der", KIND_PARTICLE | KIND_CAPITAL}, {"des", KIND_PARTICLE}, {"developer", KIND_ROLE},
    {"developers", KIND_GROUP}, {"di", KIND_PARTICLE}, {"dipl-ing", KIND_TITLE},
    {"director", KIND_ROLE}, {"do", KIND_PARTICLE}, {"docteur", KIND_TITLE},
    {"dos", KIND_PARTICLE | KIND_CAPITAL}, {"dphil", KIND_DEGREE}, {"dr", KIND_TITLE},
    {"du", KIND_PARTICLE}, {"e", KIND_LINK}, {"edd", KIND_DEGREE},
    {"editor", KIND_ROLE | KIND_PLACEHOLDER}, {"editorial", KIND_ROLE},
    {"editors", KIND_GROUP | KIND_ROLE}, {"el", KIND_PARTICLE | KIND_CAPITAL},
    {"eleutherai", KIND_BRAND}, {"engineer", KIND_ROLE}, {"engineering", KIND_ROLE},
    {"engineers", KIND_ROLE}, {"esq", KIND_DEGREE}, {"executive", KIND_ROLE},
    {"facebook", KIND_BRAND}, {"faculty", KIND_GROUP}, {"filho", KIND_GENERATION},
    {"fils", KIND_GENERATION}, {"first", KIND_PLACEHOLDER}, {"firstname", KIND_PLACEHOLDER},
    {"for", KIND_CONNECTOR | KIND_PROSE}, {"foundation", KIND_GROUP}, {"founder", KIND_ROLE},
    {"frau", KIND_TITLE}, {"freelance", KIND_ROLE}, {"freelancer", KIND_ROLE}, {"from", KIND_PROSE},
    {"frs", KIND_DEGREE}, {"github", KIND_BRAND}, {"gitlab", KIND_BRAND}, {"gmbh", KIND_GROUP},
    {"google", KIND_BRAND}, {"graphcore", KIND_BRAND}, {"groq", KIND_BRAND}, {"group", KIND_GROUP},
    {"guest", KIND_ROLE | KIND_PLACEHOLDER}, {"head", KIND_ROLE}, {"herr", KIND_TITLE},
    {"het", KIND_PARTICLE}, {"how", KIND_PROSE}, {"huawei", KIND_BRAND},
    {"huggingface", KIND_BRAND}, {"ibm", KIND_BRAND}, {"ibn", KIND_PARTICLE},
    {"ii", KIND_GENERATION}, {"iii", KIND_GENERATION}, {"in", KIND_CONNECTOR | KIND_PROSE},
    {"inc", KIND_GROUP}, {"initiative", KIND_GROUP}, {"institut", KIND_GROUP},
    {"institute", KIND_GROUP}, {"intel", KIND_BRAND}, {"intern", KIND_ROLE}, {"is", KIND_PROSE},
    {"iv", KIND_GENERATION}, {"jd", KIND_DEGREE}, {"journalist", KIND_ROLE},
    {"jr", KIND_GENERATION}, {"junior", KIND_GENERATION | KIND_ROLE}, {"júnior", KIND_GENERATION},
    {"kaggle", KIND_BRAND}, {"la", KIND_PARTICLE | KIND_CAPITAL}, {"lab", KIND_GROUP},
    {"laboratories", KIND_GROUP}, {"laboratory", KIND_GROUP}, {"labs", KIND_GROUP},
    {"langchain", KIND_BRAND}, {"las", KIND_PARTICLE | KIND_CAPITAL}, {"last", KIND_PLACEHOLDER},
    {"lastname", KIND_PLACEHOLDER}, {"le", KIND_PARTICLE | KIND_CAPITAL}, {"lead", KIND_ROLE},
    {"les", KIND_PARTICLE}, {"library", KIND_GROUP}, {"limited", KIND_GROUP},
    {"linkedin", KIND_BRAND}, {"llamaindex", KIND_BRAND}, {"llc", KIND_GROUP}, {"llm", KIND_DEGREE},
    {"lmsys", KIND_BRAND}, {"lo", KIND_PARTICLE}, {"los", KIND_PARTICLE | KIND_CAPITAL},
    {"ltd", KIND_GROUP}, {"magazine", KIND_GROUP}, {"maintainers", KIND_GROUP},
    {"manager", KIND_ROLE}, {"managing", KIND_ROLE}, {"marketing", KIND_ROLE}, {"mba", KIND_DEGREE},
    {"md", KIND_DEGREE}, {"medium", KIND_BRAND}, {"meng", KIND_DEGREE}, {"meta", KIND_BRAND},
    {"mfa", KIND_DEGREE}, {"microsoft", KIND_BRAND}, {"min", KIND_PROSE}, {"ministry", KIND_GROUP},
    {"minutes", KIND_PROSE}, {"miss", KIND_TITLE}, {"mit", KIND_BRAND}, {"mlle", KIND_TITLE},
    {"mme", KIND_TITLE}, {"moderator", KIND_PLACEHOLDER}, {"mosaicml", KIND_BRAND},
    {"mozilla", KIND_BRAND}, {"mph", KIND_DEGREE}, {"mphil", KIND_DEGREE}, {"mr", KIND_TITLE},
    {"mrs", KIND_TITLE}, {"ms", KIND_TITLE}, {"msc", KIND_DEGREE}, {"my", KIND_PROSE},
    {"n/a", KIND_PLACEHOLDER}, {"na", KIND_PLACEHOLDER}, {"name", KIND_PLACEHOLDER},
    {"nan", KIND_PLACEHOLDER}, {"nasa", KIND_BRAND}, {"netflix", KIND_BRAND},
    {"neto", KIND_GENERATION}, {"network", KIND_GROUP}, {"networks", KIND_GROUP},
    {"new", KIND_PROSE}, {"newsletter", KIND_GROUP}, {"newsroom", KIND_GROUP},
    {"no-reply", KIND_PLACEHOLDER}, {"none", KIND_PLACEHOLDER}, {"noreply", KIND_PLACEHOLDER},
    {"null", KIND_PLACEHOLDER}, {"nvidia", KIND_BRAND}, {"of", KIND_CONNECTOR},
    {"officer", KIND_ROLE}, {"on", KIND_PROSE}, {"openai", KIND_BRAND}, {"oracle", KIND_BRAND},
    {"organisation", KIND_GROUP}, {"organization", KIND_GROUP}, {"our", KIND_PROSE},
    {"partners", KIND_GROUP}, {"phd", KIND_DEGREE}, {"pmp", KIND_DEGREE}, {"podcast", KIND_GROUP},
    {"post", KIND_PLACEHOLDER | KIND_PROSE}, {"posted", KIND_PLACEHOLDER}, {"president", KIND_ROLE},
    {"principal", KIND_ROLE}, {"producer", KIND_ROLE}, {"product", KIND_ROLE}, {"prof", KIND_TITLE},
    {"professor", KIND_TITLE}, {"project", KIND_GROUP}, {"pytorch", KIND_BRAND},
    {"qualcomm", KIND_BRAND}, {"read", KIND_PROSE}, {"reporter", KIND_ROLE},
    {"research", KIND_GROUP | KIND_ROLE}, {"researcher", KIND_ROLE}, {"reuters", KIND_BRAND},
    {"rev", KIND_TITLE}, {"reverend", KIND_TITLE}, {"rn", KIND_DEGREE}, {"root", KIND_PLACEHOLDER},
    {"salesforce", KIND_BRAND}, {"sambanova", KIND_BRAND}, {"samsung", KIND_BRAND},
    {"scd", KIND_DEGREE}, {"scientist", KIND_ROLE}, {"senior", KIND_ROLE}, {"sir", KIND_TITLE},
    {"site", KIND_PLACEHOLDER}, {"society", KIND_GROUP}, {"software", KIND_GROUP | KIND_ROLE},
    {"solutions", KIND_GROUP}, {"sr", KIND_GENERATION}, {"staff", KIND_GROUP | KIND_ROLE},
    {"stanford", KIND_BRAND}, {"stripe", KIND_BRAND}, {"student", KIND_ROLE},
    {"studio", KIND_GROUP}, {"studios", KIND_GROUP}, {"substack", KIND_BRAND},
    {"super", KIND_PLACEHOLDER}, {"superuser", KIND_PLACEHOLDER}, {"system", KIND_PLACEHOLDER},
    {"systems", KIND_GROUP}, {"te", KIND_PARTICLE}, {"team", KIND_GROUP}, {"teams", KIND_GROUP},
    {"technical", KIND_ROLE}, {"technologies", KIND_GROUP}, {"technology", KIND_GROUP},
    {"ten", KIND_PARTICLE}, {"tencent", KIND_BRAND}, {"tensorflow", KIND_BRAND},
    {"tenstorrent", KIND_BRAND}, {"ter", KIND_PARTICLE}, {"test", KIND_PLACEHOLDER},
    {"that", KIND_PROSE}, {"the", KIND_CONNECTOR | KIND_PROSE}, {"this", KIND_PROSE},
    {"to", KIND_PROSE}, {"twitter", KIND_BRAND}, {"uber", KIND_BRAND},
    {"undefined", KIND_PLACEHOLDER}, {"universidad", KIND_GROUP}, {"universiteit", KIND_GROUP},
    {"university", KIND_GROUP}, {"universität", KIND_GROUP}, {"université", KIND_GROUP},
    {"unknown", KIND_PLACEHOLDER}, {"untitled", KIND_PLACEHOLDER}, {"user", KIND_PLACEHOLDER},
    {"users", KIND_PLACEHOLDER}, {"van", KIND_PARTICLE | KIND_CAPITAL}, {"ventures", KIND_GROUP},
    {"vice", KIND_ROLE}, {"vom", KIND_PARTICLE}, {"von", KIND_PARTICLE | KIND_CAPITAL},
    {"vp", KIND_ROLE}, {"was", KIND_PROSE}, {"we", KIND_PROSE}, {"webmaster", KIND_PLACEHOLDER},
    {"website", KIND_PLACEHOLDER}, {"what", KIND_PROSE}, {"why", KIND_PROSE},
    {"wikipedia", KIND_BRAND}, {"with", KIND_PROSE}, {"workshop", KIND_GROUP},
    {"wpadmin", KIND_PLACEHOLDER}, {"writer", KIND_ROLE}, {"writers", KIND_ROLE},
    {"written", KIND_PLACEHOLDER}, {"y", KIND_LINK}, {"your", KIND_PLACEHOLDER | KIND_PROSE},
    {"zu", KIND_PARTICLE}, {"zum", KIND_PARTICLE}, {"zur", KIND_PARTICLE},
};
/* clang-format on */

static int compare(const void *key, const void *row)
{
    return strcmp(key, ((const struct row *)row)->word);
}

void name_words_split(const char *s, struct name_words *w)
{
    w->count = 0;
    w->overflow = false;
    while (*s != '\0') {
        size_t n = strcspn(s, " ");

        if (n > 0 && w->count == NAME_WORDS_MAX) {
            w->overflow = true;
            return;
        }
        if (n > 0) {
            w->at[w->count] = s;
            w->length[w->count++] = n;
        }
        s += n + (s[n] == ' ');
    }
}

unsigned name_word_kind(const char *word, size_t n)
{
    char key[WORD_LONGEST + 1];
    size_t length = 0;
    const struct row *row;

    for (size_t i = 0; i < n; i++) {
        if (word[i] == '.' || word[i] == ',')
            continue;
        if (length == WORD_LONGEST)
            return 0;
        key[length++] = (char)tolower((unsigned char)word[i]);
    }
    key[length] = '\0';
    row = bsearch(key, rows, sizeof(rows) / sizeof(rows[0]), sizeof(rows[0]), compare);
    return row != NULL ? row->kinds : 0;
}

bool name_word_is_initial(const char *word, size_t n)
{
    int32_t cp;
    size_t length = n > 0 ? utf8_read(word, n, &cp) : 0;

    return n > 0 && (n == length || (n == length + 1 && word[length] == '.'));
}

bool name_is_east_asian(const char *s)
{
    size_t n = strlen(s);

    for (size_t i = 0; i < n;) {
        int32_t cp;

        i += utf8_read(s + i, n - i, &cp);
        if ((cp >= 0x1100 && cp <= 0x11FF) || (cp >= 0x2E80 && cp <= 0xD7FF) ||
            (cp >= 0xF900 && cp <= 0xFAFF) || cp >= 0x20000)
            return true;
    }
    return false;
}

bool name_is_date_part(const char *s)
{
    struct date_cursor c = {s, s + strlen(s)};
    struct date_token t;
    bool number = false;
    bool word = false;

    for (t = date_next(&c); t.kind != TOKEN_END; t = date_next(&c)) {
        if (t.kind == TOKEN_WORD && t.word == WORD_OTHER)
            return false;
        number = number || t.kind == TOKEN_NUMBER;
        word = word || (t.kind == TOKEN_WORD && (t.word == WORD_MONTH || t.word == WORD_WEEKDAY));
    }
    return number && word;
}

void name_strip_brackets(char *s)
{
    size_t out = 0;
    int depth = 0;

    for (size_t i = 0; s[i] != '\0'; i++) {
        bool open = s[i] == '(' || s[i] == '[';
        bool close = s[i] == ')' || s[i] == ']';

        depth += open;
        if (depth == 0 && !close)
            s[out++] = s[i];
        depth -= close && depth > 0;
    }
    s[out] = '\0';
}
