/* signs: what a check needs to know of a page beside its metadata: whether it is what the link
 * meant, and where else it tells of itself.
 *
 * Filled by page, read by judge and run; plain data. Strings are clean UTF-8, "" when there is
 * none, cut at a character's start when they do not fit. */
#ifndef GLOSS_BASE_SIGNS_H
#define GLOSS_BASE_SIGNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SIGN_TEXT_SIZE = 256, SIGN_URL_SIZE = 1024, SIGN_OPENING_SIZE = 2048 };

struct signs {
    bool html;                       /* parsed as HTML; nothing below is known otherwise */
    char title[SIGN_TEXT_SIZE];      /* the title element */
    char h1[SIGN_TEXT_SIZE];         /* the first h1 */
    char opening[SIGN_OPENING_SIZE]; /* how the visible text begins, navigation left out */
    char language[16];               /* html@lang, lower case */
    size_t text_chars;               /* visible text of the body, characters */
    uint64_t fingerprint;          /* of the visible text: near texts differ in few bits; 0: none */
    bool password;                 /* asks for a password */
    bool hollow;                   /* a program draws the page: scripts and next to no text */
    bool parked;                   /* carries the scripts of a service that parks domains */
    bool noindex;                  /* asks search engines to leave it out */
    char canonical[SIGN_URL_SIZE]; /* absolute */
    char refresh[SIGN_URL_SIZE];   /* where a meta refresh leads at once; absolute */
    char feed[SIGN_URL_SIZE];      /* link rel=alternate: the site's Atom or RSS feed; absolute */
    char record[SIGN_URL_SIZE];    /* this page as JSON: WordPress's REST API; absolute */
    char oembed[SIGN_URL_SIZE];    /* this page as oEmbed JSON; absolute */
};

#endif
