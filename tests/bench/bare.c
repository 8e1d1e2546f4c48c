/* The yardstick of `make bench`: GETs every URL of a file with one plain curl multi loop, bodies
 * thrown away, nothing judged, nothing kept. `bare URLS CACERT TLSPORT`. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IN_FLIGHT = 64, URL_SIZE = 2048 };

static size_t drop(char *bytes, size_t size, size_t count, void *context)
{
    (void)bytes;
    *(size_t *)context += size * count;
    return size * count;
}

struct bare {
    CURLM *multi;
    FILE *urls;
    const char *cacert;
    struct curl_slist *connect_to;
    size_t bytes;
    size_t added;
    size_t done;
    int running;
};

/* Adds the next URL of the file; false at its end. */
static int add_next(struct bare *b)
{
    char url[URL_SIZE];
    if (!fgets(url, sizeof url, b->urls))
        return 0;
    url[strcspn(url, "\n")] = '\0';
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_CAINFO, b->cacert);
    curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, b->connect_to);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &b->bytes);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_multi_add_handle(b->multi, easy);
    b->added++;
    return 1;
}

static void collect(struct bare *b)
{
    int left = 0;
    for (CURLMsg *m; (m = curl_multi_info_read(b->multi, &left));) {
        CURL *easy = m->easy_handle;
        curl_multi_remove_handle(b->multi, easy);
        curl_easy_cleanup(easy);
        b->done++;
        (void)add_next(b);
    }
}

int main(int argc, char **argv)
{
    struct bare b = {0};
    char rule[64];
    if (argc != 4 || !(b.urls = fopen(argv[1], "r"))) {
        fprintf(stderr, "usage: bare URLS CACERT TLSPORT\n");
        return 2;
    }
    b.cacert = argv[2];
    (void)snprintf(rule, sizeof rule, "::127.0.0.1:%s", argv[3]);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    b.connect_to = curl_slist_append(NULL, rule);
    b.multi = curl_multi_init();
    for (int i = 0; i < IN_FLIGHT && add_next(&b); i++)
        ;
    while (b.done < b.added) {
        curl_multi_perform(b.multi, &b.running);
        collect(&b);
        if (b.done < b.added)
            curl_multi_poll(b.multi, NULL, 0, 100, NULL);
    }
    printf("%zu answers, %zu bytes\n", b.done, b.bytes);
    curl_slist_free_all(b.connect_to);
    curl_multi_cleanup(b.multi);
    (void)fclose(b.urls);
    return 0;
}
