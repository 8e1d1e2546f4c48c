/* source: registries that know works by id: one descriptor a registry, one row in the table.
 *
 * A link has one work, a work may have many links. Everything here is pure: building a request and
 * reading a reply, no I/O. build runs on the main thread, read on an extract worker. */
#ifndef GLOSS_SOURCE_SOURCE_H
#define GLOSS_SOURCE_SOURCE_H

#include "gloss/base/meta.h"
#include "gloss/base/reply.h"
#include "gloss/net/fetch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORK_ID_SIZE = 256 };

/* What a URL says about its work. */
struct work_ref {
    char id[WORK_ID_SIZE]; /* without the scheme: "2401.04088" */
    int version;           /* the version the URL pins, 0 when none */
    bool derived;          /* a page that need not exist although the work does (arXiv's HTML and
                              source): that the registry lists the work does not vouch for it */
    const char *also;      /* name of a source that is asked for this id as well, for what it alone
                              knows (code, a README's title); it never vouches. NULL: none */
};

/* What a registry says about one id. */
enum record_state {
    RECORD_UNKNOWN, /* the reply says nothing about it: ask another way */
    RECORD_FOUND,
    RECORD_ABSENT, /* the registry does not list it */
};

struct record {
    enum record_state state;
    struct meta *meta; /* owned; NULL unless found */
    int version;       /* newest version known, 0 when not */
    unsigned facts;    /* FACT_BITs: withdrawn, ... */
};

/* What a reply as a whole came to. */
enum source_status {
    SOURCE_OK,
    SOURCE_RETRY,   /* rate-limited, empty where it should not be, broken: try again */
    SOURCE_REFUSED, /* will not answer tonight: use the next resort */
};

enum { SOURCE_TOKEN_SIZE = 4096 };

/* How one logs in to a registry. Sources with the same login share its token, which is sent to
 * their hosts as "Authorization: Bearer TOKEN". */
struct source_login {
    const char *key;  /* of its task; no other task's */
    const char *what; /* for people, when it is refused: whose login, and where the secrets are */
    const char *host; /* whose budget it spends */
    bool (*available)(void); /* whether there are secrets to log in with */
    struct fetch_request *(*build)(void);
    /* Reads the reply; with SOURCE_OK, the token, fit for a header, is written. */
    enum source_status (*read)(const struct reply *reply, char token[SOURCE_TOKEN_SIZE]);
};

struct source {
    const char *name;   /* as in meta_sources and evidence: "arxiv-api" */
    const char *title;  /* for people: "the arXiv API" */
    const char *scheme; /* of its work ids: "arxiv" in "arxiv:2401.04088" */
    const char *host;   /* the API's host: whose budget it spends */
    size_t batch_max;   /* ids in one request */
    int64_t lifetime_s; /* how long an answer is fresh; jitter is added by run */
    bool vouches;       /* that it lists an id proves that the work's own pages exist */
    const char *next; /* name of the source to ask for the same id when this one gives no answer, or
                         vouches for a work without knowing its title; NULL: none */
    bool next_when_absent; /* ...and also when it does not list the id: another registry may */
    /* Whether it can be asked at all (a token is set); NULL: always. */
    bool (*available)(void);
    const struct source_login *login; /* NULL: none */

    /* Whether the URL names a work of this scheme; NULL: reached through another's `next` only. */
    bool (*match)(const char *url, struct work_ref *ref);
    /* One request for n ids (n <= batch_max). */
    struct fetch_request *(*build)(const char *const *ids, size_t n);
    /* Reads the reply into out[n] (zeroed, states RECORD_UNKNOWN), in the order of ids. With
     * SOURCE_RETRY, out may be filled too: RECORD_FOUND holds, RECORD_ABSENT is only what a
     * suspicious answer (all of them absent) would come to if it were believed. */
    enum source_status (*read)(const struct reply *reply, const char *const *ids, size_t n,
                               struct record *out);
};

/* The table (src/source/registries.h), NULL-terminated, in the order of matching. */
extern const struct source *const sources[];

/* URL → work: the first available source that matches, or NULL. Also takes "arXiv:2401.04088". */
const struct source *source_for_url(const char *url, struct work_ref *ref);
/* By name; NULL when there is none, or it is not available and neither is what comes after it. */
const struct source *source_by_name(const char *name);

void record_release(struct record *r);

/* arXiv identifiers: in their own file because other sources meet them too. Writes the id without
 * version, old-style class dropped ("math.GT/0309136" is "math/0309136"); false when `s` is no
 * well-formed id (validated: months 01-12, 4 digits to 1412, 5 from 1501, archives by name). An
 * "arXiv:" before it is allowed. *version is 0 when none is given. */
bool arxiv_id_parse(const char *s, char id[WORK_ID_SIZE], int *version);

#endif
