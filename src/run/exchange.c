/* A request's way through the threads. Nothing here decides anything: run.c does, on the main
 * thread. */
#include "gloss/run/exchange.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gloss/base/mem.h"

struct exchange *exchange_for_page(struct plan_job *job, struct resource *r, int now_year,
                                   struct allowance *large)
{
    struct exchange *x = xcalloc(1, sizeof *x);
    x->job = job;
    x->resource = r;
    x->now_year = now_year;
    x->large = large;
    return x;
}

struct exchange *exchange_for_login(struct plan_job *job, const struct source_login *login)
{
    struct exchange *x = xcalloc(1, sizeof *x);
    x->job = job;
    x->login = login;
    return x;
}

struct exchange *exchange_for_registry(struct plan_job *job, const char *authorization)
{
    struct exchange *x = xcalloc(1, sizeof *x);
    x->job = job;
    x->authorization = authorization;
    x->id_count = job->count;
    x->inquiries = xcalloc(job->count, sizeof(struct inquiry *));
    x->ids = xcalloc(job->count, sizeof(const char *));
    x->records = xcalloc(job->count, sizeof *x->records);
    for (size_t i = 0; i < job->count; i++) {
        x->inquiries[i] = job->tasks[i]->context;
        x->ids[i] = x->inquiries[i]->id;
    }
    x->source = x->inquiries[0]->source;
    return x;
}

/* The body has been read: large ones are many megabytes, and others wait for the memory. */
static void drop_body(struct exchange *x)
{
    if (x->reply) {
        free(x->reply->body);
        x->reply->body = NULL;
        x->reply->body_len = 0;
    }
    if (x->large)
        allowance_give_back(x->large, x->borrowed);
    x->borrowed = 0;
}

void exchange_free(struct exchange *x)
{
    if (!x)
        return;
    drop_body(x);
    for (size_t i = 0; i < x->id_count; i++)
        record_release(&x->records[i]);
    reply_free(x->reply);
    meta_free(x->meta);
    free(x->records);
    free(x->inquiries);
    free(x->ids);
    free(x);
}

/* A PDF may be longer than a page: its cap doubles, as its buffer does, as long as all large bodies
 * together do not take more than their allowance. */
static size_t allow_more(uint64_t id, const char *body, size_t len)
{
    struct exchange *x = (struct exchange *)(uintptr_t)id; /* NOLINT(performance-no-int-to-ptr) */
    size_t cap = PAGE_BODY_MAX + x->borrowed;
    size_t more = cap < PAGE_PDF_MAX - cap ? cap : PAGE_PDF_MAX - cap;
    if (more == 0 || !page_is_pdf(body, len))
        return 0;
    if (!allowance_take(x->large, more)) {
        x->crowded_out = true;
        return 0;
    }
    x->borrowed += more;
    return more;
}

static struct fetch_request *page_request(const struct resource *r)
{
    struct fetch_request *request = fetch_request_new(0, r->url, PAGE_BODY_MAX);
    fetch_request_add_header(request, "Accept",
                             "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8");
    fetch_request_add_header(request, "Accept-Language", "en,*;q=0.5");
    /* Validators go only with something to fall back on: a 304 brings no body to read again. */
    if (r->has_past && r->past.etag)
        fetch_request_add_header(request, "If-None-Match", r->past.etag);
    else if (r->has_past && r->past.last_modified)
        fetch_request_add_header(request, "If-Modified-Since", r->past.last_modified);
    request->http1 = r->http1;
    request->anew = r->role == ROLE_WITNESS;
    request->allow_more = allow_more;
    return request;
}

/* "HOST: NAME: VALUE": a header, perhaps a secret, for exactly one host. */
static void add_user_headers(struct fetch_request *request, char *const *headers, const char *host)
{
    size_t host_len = strlen(host);
    for (; headers && *headers; headers++) {
        const char *colon = strchr(*headers, ':');
        if (!colon || (size_t)(colon - *headers) != host_len ||
            strncasecmp(*headers, host, host_len) != 0)
            continue;
        const char *name = colon + 1 + strspn(colon + 1, " ");
        const char *value = strchr(name, ':');
        if (!value)
            continue;
        char *only_name = xstrndup(name, (size_t)(value - name));
        fetch_request_add_header(request, only_name, value + 1 + strspn(value + 1, " "));
        free(only_name);
    }
}

static struct fetch_request *registry_request(const struct exchange *x)
{
    struct fetch_request *request = x->source->build(x->ids, x->id_count);
    if (x->authorization)
        fetch_request_add_header(request, "Authorization", x->authorization);
    return request;
}

static bool names_cookies(const struct fetch_request *request)
{
    for (char **header = request->headers; header && *header; header++)
        if (strncasecmp(*header, "Cookie:", 7) == 0)
            return true;
    return false;
}

struct fetch_request *exchange_request(struct exchange *x, char *const *headers)
{
    struct fetch_request *request;
    const char *host;
    if (x->login) {
        request = x->login->build();
        host = x->login->host;
    } else if (x->source) {
        request = registry_request(x);
        host = x->source->host;
    } else {
        request = page_request(x->resource);
        host = x->resource->host;
    }
    add_user_headers(request, headers, host);
    /* Cookies that the user gives for a host are all that it gets (RFC 6265 section 5.4: one
     * field). */
    if (x->resource && x->resource->cookie && !names_cookies(request))
        fetch_request_add_header(request, "Cookie", x->resource->cookie);
    request->id = (uint64_t)(uintptr_t)x;
    return request;
}

void *exchange_answered(struct fetch_result *result)
{
    struct exchange *x =
        (struct exchange *)(uintptr_t)result->id; /* NOLINT(performance-no-int-to-ptr) */
    x->reply = result->reply;
    free(result);
    return x;
}

void *exchange_parse(void *context, void *item)
{
    (void)context;
    struct exchange *x = item;
    if (x->source) {
        x->status = x->source->read(x->reply, x->ids, x->id_count, x->records);
    } else {
        const struct page_input in = {.url = x->resource->url,
                                      .content_type = reply_header(x->reply, "Content-Type"),
                                      .bytes = x->reply->body ? x->reply->body : "",
                                      .len = x->reply->body_len,
                                      .truncated = x->reply->truncated,
                                      .about = x->resource->about,
                                      .now_year = x->now_year};
        x->meta = page_extract(&in, &x->signs);
        drop_body(x);
    }
    x->parsed = true;
    return x;
}
