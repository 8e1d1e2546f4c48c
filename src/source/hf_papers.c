/* hf_papers: what Hugging Face knows of a paper of arXiv: above all where its code is.
 *
 * Asked beside arXiv for links to the Hub's paper pages, and in its stead when arXiv is silent: the
 * words, the people and the date are arXiv's own. That the Hub has no page on a paper says nothing
 * about the paper, so its 404 is no absence. */
#include <stdlib.h>
#include <string.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/net/url.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"

#define NAME "hf-papers"

enum {
    CODE_RANK = 910, /* named by the authors, where arXiv's is found in running text */
    RANK = 880,      /* arXiv's words come first */
    NOTE_RANK = 400,
    BODY_MAX = 4 * 1024 * 1024,
    LIFETIME_S = 7 * 24 * 3600,
};

static struct fetch_request *build_request(const char *const *ids, size_t n)
{
    char id[WORK_ID_SIZE] = "";
    int version;
    if (n > 0)
        (void)arxiv_id_parse(ids[0], id, &version);
    char *url = xasprintf("https://huggingface.co/api/papers/%s", id);
    struct fetch_request *request = fetch_request_new(0, url, BODY_MAX);
    fetch_request_add_header(request, "Accept", "application/json");
    free(url);
    return request;
}

static void fill_authors(struct meta *m, const json_t *root)
{
    const json_t *authors = json_at(root, "authors");
    for (size_t i = 0; i < json_array_size(authors); i++)
        (void)meta_append(m, META_AUTHORS, json_get(json_array_get(authors, i), "name"), NAME,
                          RANK);
}

static bool is_web(const char *url)
{
    return url && url_classify(url, NULL) == URL_WEB;
}

static void fill_links(struct meta *m, const json_t *root)
{
    const char *code = json_get(root, "githubRepo");
    const char *project = json_get(root, "projectPage");
    if (is_web(code))
        (void)meta_append(m, META_CODE, code, NAME, CODE_RANK);
    if (!is_web(project))
        return;
    char *note = xasprintf("Project page: %s", project);
    (void)meta_propose(m, META_NOTE, note, NAME, NOTE_RANK);
    free(note);
}

static void fill(struct meta *m, const json_t *root, const char *id)
{
    char *page = xasprintf("https://arxiv.org/abs/%s", id);
    char *pdf = xasprintf("https://arxiv.org/pdf/%s", id);
    (void)meta_propose(m, META_TITLE, json_get(root, "title"), NAME, RANK);
    (void)meta_propose(m, META_ABSTRACT, json_get(root, "summary"), NAME, RANK);
    registry_propose_day(m, META_PUBLISHED, json_get(root, "publishedAt"), NAME, RANK);
    fill_authors(m, root);
    fill_links(m, root);
    (void)meta_propose(m, META_CANONICAL, page, NAME, RANK);
    (void)meta_propose(m, META_PDF, pdf, NAME, RANK);
    (void)meta_propose(m, META_ARXIV, id, NAME, RANK);
    (void)meta_propose(m, META_TYPE, "article", NAME, RANK);
    (void)meta_propose(m, META_SITE, "arXiv", NAME, RANK);
    free(page);
    free(pdf);
}

static enum source_status read_paper(const json_t *root, const char *wanted, struct record *out)
{
    char id[WORK_ID_SIZE];
    int version;
    const char *named = json_get(root, "id");
    if (!named || !json_get(root, "title"))
        return SOURCE_RETRY;
    if (!arxiv_id_parse(named, id, &version) || strcmp(id, wanted) != 0)
        return SOURCE_REFUSED;
    out->state = RECORD_FOUND;
    out->meta = meta_new();
    fill(out->meta, root, id);
    return SOURCE_OK;
}

static enum source_status read_reply(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    char id[WORK_ID_SIZE];
    int version;
    enum source_status status = registry_reply_status(reply);
    if (status != SOURCE_OK || n == 0 || !arxiv_id_parse(ids[0], id, &version))
        return status == SOURCE_OK ? SOURCE_REFUSED : status;
    json_t *root = registry_reply_object(reply);
    status = root ? read_paper(root, id, out) : SOURCE_RETRY;
    json_decref(root);
    return status;
}

const struct source source_hf_papers = {
    .name = NAME,
    .title = "Hugging Face's list of papers",
    .scheme = "arxiv",
    .host = "huggingface.co",
    .batch_max = 1,
    .lifetime_s = LIFETIME_S,
    .vouches = true,
    .next = "datacite-arxiv",
    .build = build_request,
    .read = read_reply,
};
