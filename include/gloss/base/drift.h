/* drift: whether a link's text still names the work that the link leads to.
 *
 * People write titles in full, cut them short, misspell them, call a work by its nickname, or write
 * "here". Only a text that reads like a title and shares next to nothing with the work's own says
 * that the link leads to another work. Pure; any thread. */
#ifndef GLOSS_BASE_DRIFT_H
#define GLOSS_BASE_DRIFT_H

#include <stddef.h>

enum likeness {
    LIKENESS_EQUAL,   /* the title, case and punctuation aside */
    LIKENESS_LABEL,   /* no name at all: "", "here", "[pdf]", "code" */
    LIKENESS_ADDRESS, /* a URL, a host, "owner/repository" */
    LIKENESS_LONGER,  /* the whole title and more: "Title (2017)", "Author: Title" */
    LIKENESS_SHORTER, /* a part of the title, or its initials */
    LIKENESS_VARIANT, /* the title with other words or misspelt, or one it had earlier */
    LIKENESS_NAME,    /* a word or two that the title does not have: a nickname, perhaps */
    LIKENESS_OTHER,   /* the title of another work: drifted */
};

/* How the text of a link is like the work's title; `earlier` are titles that the work had before
 * (may be NULL with 0). Mojibake in the text does not count. Only the first 64 words of each are
 * looked at. */
enum likeness drift_likeness(const char *text, const char *title, const char *const *earlier,
                             size_t earlier_count);

#endif
