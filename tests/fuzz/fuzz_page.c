/* fuzz_page: any bytes as a page, as what stands beside one, or as XML, under libFuzzer.
 *
 * Beyond the sanitizers' own checks: every value is valid UTF-8 and short enough to be stored, the
 * same bytes give the same metadata twice, and whatever a check makes of the page, it says it in
 * words that may be shown. */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gloss/base/text.h"
#include "gloss/judge/softness.h"
#include "gloss/page/page.h"
#include "gloss/page/xml.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    page_init();
    return 0;
}

static const char *const types[] = {
    "text/html; charset=utf-8", "text/html",       NULL, "text/html; charset=gb18030",
    "application/atom+xml",     "application/pdf", "",   "text/html; charset=iso-2022-jp",
};

static void check_values(const struct meta *m)
{
    for (int f = 0; f < META_FIELD_COUNT; f++)
        for (size_t i = 0; i < meta_count(m, (enum meta_field)f); i++) {
            const char *text = meta_item(m, (enum meta_field)f, i)->text;
            if (text[0] == '\0' || !text_is_utf8(text, strlen(text)) ||
                meta_source(m, (enum meta_field)f) == NULL)
                abort();
        }
}

/* Every text ends within its array and is valid UTF-8; a language and an address are what they say.
 */
static void check_signs(const struct signs *s)
{
    const struct {
        const char *text;
        size_t size;
    } texts[] = {
        {s->title, sizeof(s->title)},         {s->h1, sizeof(s->h1)},
        {s->opening, sizeof(s->opening)},     {s->language, sizeof(s->language)},
        {s->canonical, sizeof(s->canonical)}, {s->refresh, sizeof(s->refresh)},
        {s->feed, sizeof(s->feed)},           {s->record, sizeof(s->record)},
        {s->oembed, sizeof(s->oembed)},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        size_t n = strnlen(texts[i].text, texts[i].size);
        if (n == texts[i].size || !text_is_utf8(texts[i].text, n))
            abort();
    }
    if (strspn(s->language, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(s->language))
        abort();
    if (s->refresh[0] != '\0' && strncasecmp(s->refresh, "http", 4) != 0)
        abort();
}

static void check_judge(const char *url, const struct signs *s)
{
    const struct look look = {.asked = "https://www.example.org/2019/how-tea-cools",
                              .final = url,
                              .redirects = 1,
                              .status = 200,
                              .signs = s,
                              .sibling = s,
                              .past = {.host = "tea.example", .title = "Tea", .language = "en"}};
    struct evidence e;
    if (judge_look(&look, &e) && (e.says[0] == '\0' || strlen(e.says) + 1 >= sizeof(e.says) ||
                                  !text_is_utf8(e.says, strlen(e.says))))
        abort();
    (void)judge_suspicious(&look);
}

static struct meta *extract(const struct page_input *in)
{
    struct signs signs;
    struct meta *m = page_extract(in, &signs);
    check_signs(&signs);
    check_judge(in->url, &signs);
    check_values(m);
    return m;
}

/* The same bytes as a document that tells of a page: a feed, a record, a card. */
static void check_companion(struct page_input in)
{
    in.about = "https://www.example.org/a";
    meta_free(extract(&in));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct page_input in = {.url = "https://www.example.org/2020/01/02/page",
                            .content_type = types[data[0] % 8],
                            .bytes = (const char *)data + 1,
                            .len = size - 1,
                            .now_year = 2026};
    struct meta *first = extract(&in);
    struct meta *second = extract(&in);
    json_t *a = meta_to_json(first);
    json_t *b = meta_to_json(second);
    if (!json_equal(a, b))
        abort();
    json_decref(a);
    json_decref(b);
    meta_free(first);
    meta_free(second);
    check_companion(in);
    xml_free(xml_parse((const char *)data + 1, size - 1));
    return 0;
}
