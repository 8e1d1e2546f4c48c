/* feed_text: names and summaries as feeds and the like have them: an account for a name, HTML for a
 * text, and under an excerpt a line that leads on to the article. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/text.h"
#include "gloss/page/feed.h"

enum {
    EXCERPT = 600,      /* characters */
    TEASER_REACH = 300, /* bytes at its end within which a teaser begins */
};

/* Whether a sentence, or an excerpt, ends before `at`. */
static bool is_after_end(const char *text, const char *at)
{
    while (at > text && at[-1] == ' ')
        at--;
    return at == text || strchr(".!?])\"", at[-1]) != NULL || (unsigned char)at[-1] >= 0x80;
}

/* Cuts off what leads from an excerpt to its article; that it was cut stays visible. */
static void cut_teaser(char *text)
{
    static const char *const cuts[] = {"[…]", "[...]", "[ …]", "(more…)"};
    static const char *const teasers[] = {"Continue reading", "Read more",     "Read More",
                                          "Weiterlesen",      "Lire la suite", "Leer más"};
    size_t n = strlen(text);
    char *end = text + (n > TEASER_REACH ? n - TEASER_REACH : 0);
    char *post = strstr(end, "The post ");
    if (post != NULL && strstr(post, " appeared first on ") != NULL)
        *post = '\0';
    for (size_t i = 0; i < sizeof(teasers) / sizeof(teasers[0]); i++) {
        char *at = strstr(end, teasers[i]);
        if (at != NULL && is_after_end(text, at))
            *at = '\0';
    }
    for (n = strlen(text); n > 0 && text[n - 1] == ' ';)
        text[--n] = '\0';
    for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++)
        if (text_iends(text, cuts[i])) /* none is shorter */
            memcpy(text + n - strlen(cuts[i]), "…", sizeof("…"));
}

void feed_propose_summary(struct proposals *out, const char *text, const char *source, int rank)
{
    char *plain = text == NULL ? NULL : text_clean_html(text, strlen(text));
    if (plain != NULL)
        cut_teaser(plain);
    char *excerpt = plain == NULL ? NULL : text_sentences(plain, EXCERPT);
    propose(out, META_ABSTRACT, VALUE_TEXT, excerpt, source, rank);
    free(excerpt);
    free(plain);
}

/* A lone word in small letters. */
static bool is_account(const char *name)
{
    return strchr(name, ' ') == NULL && (unsigned char)name[0] < 0x80 &&
           !(name[0] >= 'A' && name[0] <= 'Z');
}

void feed_propose_names(struct proposals *out, const char *text, const char *source, int rank)
{
    char *clean = text == NULL ? NULL : text_clean_html(text, strlen(text));
    if (clean != NULL && !is_account(clean))
        propose(out, META_AUTHORS, VALUE_NAMES, clean, source, rank);
    free(clean);
}
