/* code_links: abstracts and comments name repositories in the middle of a sentence, in braces, with
 * a full stop behind. A repository has an owner and a name; what has less is a profile or a
 * mention of the site, what has more leads into the repository. */
#include "gloss/source/code_links.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "gloss/base/buf.h"
#include "gloss/base/text.h"

static const char *const hosts[] = {"github.com/", "huggingface.co/", "gitlab.com/",
                                    "bitbucket.org/", "codeberg.org/"};

static const char url_bytes[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/%+";

enum { URL_BYTES_MAX = 512 };

/* Whether the host at s begins there: after "//", "www.", a blank or a bracket, not inside another
 * name ("gist.github.com", "mygithub.com"). */
static bool begins_host(const char *text, const char *s)
{
    if (s - text >= 4 && strncmp(s - 4, "www.", 4) == 0)
        s -= 4;
    return s == text ||
           !strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@", s[-1]);
}

/* The length of the path at s, without what punctuates the sentence. */
static size_t path_length(const char *s)
{
    size_t n = strspn(s, url_bytes);

    while (n > 0 && strchr(".-_/~%+", s[n - 1]))
        n--;
    return n;
}

static void append(struct meta *m, const char *host, const char *path, size_t n, const char *source,
                   int rank)
{
    struct buf url;

    /* Papers and posts of a code host are no code. */
    if (!memchr(path, '/', n) || text_istarts(path, "papers/") || text_istarts(path, "blog/"))
        return;
    buf_init(&url, URL_BYTES_MAX);
    buf_adds(&url, "https://");
    buf_adds(&url, host);
    if (buf_add(&url, path, n))
        (void)meta_append(m, META_CODE, url.data, source, rank);
    buf_release(&url);
}

void code_links_append(struct meta *m, const char *text, const char *source, int rank)
{
    for (size_t i = 0; text && i < sizeof hosts / sizeof *hosts; i++) {
        const char *at = text;

        while ((at = text_ifind(at, hosts[i]))) {
            const char *path = at + strlen(hosts[i]);

            if (begins_host(text, at))
                append(m, hosts[i], path, path_length(path), source, rank);
            at = path;
        }
    }
}
