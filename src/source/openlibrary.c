/* openlibrary: books by their ISBN.
 *
 * A catalogue that everybody may edit, asked for what a book's own page does not say: its ranks are
 * below those of a page's own words. What it does not list, it leaves out of the answer.
 * https://openlibrary.org/dev/docs/api/books */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/date.h"
#include "gloss/base/isbn.h"
#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"
#include "gloss/source/registries.h"
#include "gloss/source/registry_reply.h"
#include "gloss/source/scribe.h"

#define NAME "openlibrary"

enum {
    RANK = 600,
    BATCH_MAX = 20,
    URL_MAX = 1024,
    BODY_MAX = 4 * 1024 * 1024,
    LIFETIME_S = 30 * 24 * 3600,
};

static struct fetch_request *build_request(const char *const *ids, size_t n)
{
    struct fetch_request *request;
    struct buf url;
    size_t asked = 0;

    buf_init(&url, URL_MAX);
    buf_adds(&url, "https://openlibrary.org/api/books?bibkeys=");
    for (size_t i = 0; i < n && i < BATCH_MAX; i++) {
        char isbn[ISBN_SIZE];

        if (isbn_parse(ids[i], isbn))
            buf_addf(&url, "%sISBN:%s", asked++ > 0 ? "," : "", isbn);
    }
    buf_adds(&url, "&format=json&jscmd=data");
    request = fetch_request_new(0, url.data, BODY_MAX);
    fetch_request_add_header(request, "Accept", "application/json");
    buf_release(&url);
    return request;
}

static void add_title(const struct scribe *s, const json_t *book)
{
    const char *title = json_get(book, "title");
    const char *subtitle = json_get(book, "subtitle");
    char *whole = title && subtitle && *subtitle && !text_contains(title, subtitle)
                      ? xasprintf("%s: %s", title, subtitle)
                      : NULL;

    scribe_text(s, META_TITLE, whole ? whole : title);
    free(whole);
}

static void add_authors(const struct scribe *s, const json_t *book)
{
    const json_t *authors = json_object_get(book, "authors");

    for (size_t i = 0; i < json_array_size(authors); i++)
        scribe_item(s, META_AUTHORS, json_get(json_array_get(authors, i), "name"));
}

/* "July 7, 2008", "2008"; also "c2008", of which nothing is taken. */
static void add_date(const struct scribe *s, const json_t *book)
{
    const char *text = json_get(book, "publish_date");
    struct date d;

    if (text && date_parse(text, 0, &d))
        scribe_date(s, META_PUBLISHED, d);
}

static void fill(struct record *out, const json_t *book, const char *isbn)
{
    const struct scribe s = {.meta = meta_new(), .source = NAME, .rank = RANK};

    out->state = RECORD_FOUND;
    out->meta = s.meta;
    add_title(&s, book);
    add_authors(&s, book);
    add_date(&s, book);
    scribe_text(&s, META_VENUE, json_get(book, "publishers.0.name"));
    scribe_word(&s, META_ISBN, isbn);
    scribe_word(&s, META_TYPE, "book");
}

static void read_one(const json_t *root, const char *id, struct record *out)
{
    char key[ISBN_SIZE + sizeof "ISBN:"] = "ISBN:";
    char isbn[ISBN_SIZE];
    const json_t *book;

    if (!isbn_parse(id, isbn))
        return;
    (void)snprintf(key, sizeof key, "ISBN:%s", isbn);
    book = json_object_get(root, key);
    if (json_get(book, "title"))
        fill(out, book, isbn);
    else if (!book)
        out->state = RECORD_ABSENT;
}

static enum source_status read_reply(const struct reply *reply, const char *const *ids, size_t n,
                                     struct record *out)
{
    enum source_status status = registry_reply_status(reply);
    json_t *root;

    if (status != SOURCE_OK)
        return status;
    root = registry_reply_object(reply);
    /* Errors are objects too, of other members than books. */
    if (!root || json_object_get(root, "error"))
        status = SOURCE_RETRY;
    for (size_t i = 0; status == SOURCE_OK && i < n; i++)
        read_one(root, ids[i], &out[i]);
    json_decref(root);
    return status;
}

const struct source source_openlibrary = {
    .name = NAME,
    .title = "Open Library",
    .scheme = "isbn",
    .host = "openlibrary.org",
    .batch_max = BATCH_MAX,
    .lifetime_s = LIFETIME_S,
    .vouches = false,
    .build = build_request,
    .read = read_reply,
};
