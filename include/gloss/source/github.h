/* github: what GitHub's two APIs and its store of files have in common. Private to the source room.
 */
#ifndef GLOSS_SOURCE_GITHUB_H
#define GLOSS_SOURCE_GITHUB_H

#include <jansson.h>

#include "gloss/source/source.h"

#define GITHUB_API_NAME "github-api"
#define GITHUB_GRAPHQL_NAME "github-graphql"
#define GITHUB_CITATION_NAME "github-citation"
#define GITHUB_README_NAME "github-readme"
#define GITHUB_OWNER_NAME "github-owner"

/* The ranks of a repository's title and authors, best first: what its owners say of it in their own
 * files, and then what it is called. These files outrank the page, which only shows them. */
enum {
    GITHUB_CITATION_RANK = 990,
    GITHUB_README_RANK = 985,
    GITHUB_RANK = 900,
    GITHUB_OWNER_RANK = 850,
    GITHUB_ABOUT_RANK = 800, /* a README's first paragraph: the description comes before it */
    GITHUB_NAME_RANK = 300,
};

/* "owner/name" out of letters, digits, "-", "_" and "."; nothing else may reach a query. */
bool github_id_is_valid(const char *id);

/* A repository under any of its addresses; files and folders of it are derived. Issues, pull
 * requests, discussions and gists are works of their own. */
bool github_match(const char *url, struct work_ref *ref);

/* $GITHUB_TOKEN, or NULL when there is none fit for a header. */
const char *github_token(void);

/* The headers that every request to the API has; with the token when there is one. */
void github_add_headers(struct fetch_request *request);

/* What may stand as an author of an account: a person's name, not a login; of an account of the
 * type "Organization", the organisation's. NULL when there is none. The caller frees. */
char *github_owner_name(const char *login, const char *type, const char *name);

/* One repository as either API describes it. All borrowed; NULL where it says nothing. */
struct github_repository {
    const char *full_name;
    const char *about;
    const char *created;
    const char *pushed;
    const char *license;
    const char *owner; /* a name for people, not a login */
    const json_t *topics;
    const char *topic_path; /* of the word in an item of topics; NULL: the item itself */
    bool archived;
};

/* Fills the record of `id`. */
void github_fill(struct record *out, const char *id, const struct github_repository *repository,
                 const char *source);

#endif
