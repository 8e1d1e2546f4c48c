/* github_files: what a repository says of itself in its own files: CITATION.cff before README.md.
 *
 * The store of files is outside the API's budget. Neither file vouches for anything: they add a
 * title for people, authors, and what the repository is about, to what the API or the page knows.
 */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"
#include "gloss/source/citation_cff.h"
#include "gloss/source/github.h"
#include "gloss/source/readme_text.h"
#include "gloss/source/readme_title.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

enum {
    CITATION_MAX = 512 * 1024,
    README_MAX = 256 * 1024, /* a title stands at the beginning: cut off is fine */
    LIFETIME_S = 7 * 24 * 3600,
};

static struct fetch_request *build_for(const char *id, const char *file, size_t body_max)
{
    char *url = github_id_is_valid(id)
                    ? xasprintf("https://raw.githubusercontent.com/%s/HEAD/%s", id, file)
                    : xstrdup("https://raw.githubusercontent.com/");
    struct fetch_request *request = fetch_request_new(0, url, body_max);
    free(url);
    return request;
}

/* What the answer is worth, and absence noted. The store answers in plain text; a page in its place
 * is a challenge's or an error's. */
static enum source_status judge_file(const struct reply *reply, const char *id, bool may_be_cut,
                                     struct record *out)
{
    struct reply whole = *reply;
    whole.truncated = reply->truncated && !may_be_cut;
    enum source_status status = registry_reply_status(&whole);
    bool is_page = registry_reply_is_page(reply);
    if (!github_id_is_valid(id))
        return SOURCE_REFUSED;
    if (reply->status == 404 && !is_page) {
        out->state = RECORD_ABSENT;
        return SOURCE_OK;
    }
    return status == SOURCE_OK && is_page ? SOURCE_RETRY : status;
}

/* ---- CITATION.cff -------------------------------------------------------------------------- */

static struct fetch_request *build_citation(const char *const *ids, size_t n)
{
    return build_for(n > 0 ? ids[0] : "", "CITATION.cff", CITATION_MAX);
}

/* A file that cannot be read is as good as none: the README is looked at. */
static enum source_status read_citation(const struct reply *reply, const char *const *ids, size_t n,
                                        struct record *out)
{
    enum source_status status = n > 0 ? judge_file(reply, ids[0], false, out) : SOURCE_REFUSED;
    if (status != SOURCE_OK || out->state == RECORD_ABSENT)
        return status;
    struct meta *meta = meta_new();
    if (citation_cff_read(meta, reply->body ? reply->body : "", reply->body_len,
                          GITHUB_CITATION_NAME, GITHUB_CITATION_RANK)) {
        out->state = RECORD_FOUND;
        out->meta = meta;
    } else {
        out->state = RECORD_ABSENT;
        meta_free(meta);
    }
    return status;
}

const struct source source_github_citation = {
    .name = GITHUB_CITATION_NAME,
    .title = "the repository's CITATION.cff",
    .scheme = "github",
    .host = "raw.githubusercontent.com",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .next = GITHUB_README_NAME,
    .next_when_absent = true,
    .build = build_citation,
    .read = read_citation,
};

/* ---- README.md ----------------------------------------------------------------------------- */

static struct fetch_request *build_readme(const char *const *ids, size_t n)
{
    return build_for(n > 0 ? ids[0] : "", "README.md", README_MAX);
}

static enum source_status read_readme(const struct reply *reply, const char *const *ids, size_t n,
                                      struct record *out)
{
    enum source_status status = n > 0 ? judge_file(reply, ids[0], true, out) : SOURCE_REFUSED;
    if (status != SOURCE_OK || out->state == RECORD_ABSENT)
        return status;
    char *title = readme_title(reply->body ? reply->body : "", reply->body_len);
    out->state = RECORD_FOUND;
    out->meta = meta_new();
    (void)meta_propose(out->meta, META_TITLE, title, GITHUB_README_NAME, GITHUB_README_RANK);
    char *about = readme_paragraph(reply->body ? reply->body : "", reply->body_len);
    (void)meta_propose(out->meta, META_ABSTRACT, about, GITHUB_README_NAME, GITHUB_ABOUT_RANK);
    free(about);
    free(title);
    return status;
}

const struct source source_github_readme = {
    .name = GITHUB_README_NAME,
    .title = "the repository's README",
    .scheme = "github",
    .host = "raw.githubusercontent.com",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .build = build_readme,
    .read = read_readme,
};
